import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Secret } from './secret.js';

/** `stringData` is written only: each of its texts replaces the entry of `data` with the same key. */
export function defaultSecret(secret: Draft<Secret>): void {
  if (secret.stringData) {
    const data = (secret.data ??= {});
    for (const [key, text] of Object.entries(secret.stringData)) data[key] = Buffer.from(text ?? '', 'utf8').toString('base64');
    delete secret.stringData;
  }
  secret.type ||= 'Opaque';
}
