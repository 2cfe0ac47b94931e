import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { reasonOf } from '@kubets/client/error-code';
import { UserError } from '@kubets/component/user-error';
import type { KubeletFlags } from '../flags.js';

export interface ServingTls { readonly cert: Buffer; readonly key: Buffer; readonly clientCA: Buffer }

const FLAGS = ['tls-cert-file', 'tls-private-key-file', 'client-ca-file'] as const;

/** What the kubelet's server proves itself with, and by whom its clients must be signed. Nothing when no flag names a file. @throws UserError */
export async function servingTls(flags: Pick<KubeletFlags, (typeof FLAGS)[number]>): Promise<ServingTls | undefined> {
  const missing = FLAGS.filter((flag) => !flags[flag]);
  if (missing.length === FLAGS.length) return undefined;
  if (missing.length > 0) throw new UserError(`the kubelet's server needs --${missing.join(' and --')} too: its certificate, its key and the authority of its clients go together`, 2);
  const [cert, key, clientCA] = await Promise.all(FLAGS.map((flag) => readFile(flags[flag]!).catch((error: unknown) => {
    throw new UserError(`the file named by --${flag} cannot be read: ${reasonOf(error)}`);
  })));
  const tls = { cert: cert!, key: key!, clientCA: clientCA! };
  try { createSecureContext({ ...tls, ca: tls.clientCA }); } catch (error) {
    throw new UserError(`the certificate of --tls-cert-file, the key of --tls-private-key-file and the authority of --client-ca-file do not fit: ${reasonOf(error)}`);
  }
  return tls;
}
