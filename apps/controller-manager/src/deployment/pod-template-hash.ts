import { createHash } from 'node:crypto';
import type { PodTemplateSpec } from '@kubets/api/core/v1/pod-spec';

/** Tells the pods of one template from those of another. */
export const POD_TEMPLATE_HASH = 'pod-template-hash';

/** No vowels, and nothing that looks like them: a name never becomes a word. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const LENGTH = 10;

const texts = new WeakMap<object, string>();

/** The template as text that does not depend on the order of keys, nor on whether an empty list is written down. */
export function canonical(template: PodTemplateSpec): string {
  let text = texts.get(template);
  if (text === undefined) texts.set(template, text = JSON.stringify(sorted(withoutHash(template))));
  return text;
}

function withoutHash(template: PodTemplateSpec): unknown {
  const { [POD_TEMPLATE_HASH]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined && v !== null && !(Array.isArray(v) && v.length === 0));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}

/** Whether two templates make the same pods; the label with the hash does not count. */
export const sameTemplate = (a: PodTemplateSpec | undefined, b: PodTemplateSpec | undefined): boolean =>
  a === b || (a !== undefined && b !== undefined && canonical(a) === canonical(b));

/** @param collisions raised when another ReplicaSet has the name that results */
export function podTemplateHash(template: PodTemplateSpec, collisions = 0): string {
  const digest = createHash('sha256').update(canonical(template));
  if (collisions > 0) digest.update(`\n${collisions}`);
  let rest = digest.digest().readUIntBE(0, 6);
  let out = '';
  while (out.length < LENGTH) {
    out += ALPHABET[rest % ALPHABET.length];
    rest = Math.floor(rest / ALPHABET.length);
  }
  return out;
}
