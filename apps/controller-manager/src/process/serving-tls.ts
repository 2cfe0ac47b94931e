import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { createSecureContext } from 'node:tls';
import { reasonOf } from '@kubets/client/error-code';
import { UserError } from '@kubets/component/user-error';
import type { ControllerManagerFlags } from '../flags.js';

const FLAGS = ['tls-cert-file', 'tls-private-key-file'] as const;
export interface ServingTls { readonly cert: string; readonly key: string }

/** The certificate of the port for metrics and health; one for this run only when none is given. @throws UserError */
export async function servingTls(flags: Pick<ControllerManagerFlags, (typeof FLAGS)[number]>, now: number): Promise<ServingTls> {
  const missing = FLAGS.filter((flag) => !flags[flag]);
  if (missing.length === 1) throw new UserError(`--${missing[0]} is needed too: a certificate and its key go together`, 2);
  if (missing.length === 2) {
    const { generateKey, issueAuthority } = await import('@kubets/component/pki/issue');
    const key = generateKey();
    return { key, cert: await issueAuthority(hostname(), key, now) };
  }
  const [cert = '', key = ''] = await Promise.all(FLAGS.map((flag) => readFile(flags[flag]!, 'utf8').catch((error: unknown) => {
    throw new UserError(`the file named by --${flag} cannot be read: ${reasonOf(error)}`);
  })));
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new UserError(`the certificate of --tls-cert-file and the key of --tls-private-key-file do not fit: ${reasonOf(error)}`);
  }
  return { cert, key };
}
