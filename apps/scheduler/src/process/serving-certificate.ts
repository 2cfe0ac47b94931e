import { readFile } from 'node:fs/promises';
import { reasonOf } from '@kubets/client/error-code';
import { generateKey, issueAuthority, issueCertificate } from '@kubets/component/pki/issue';
import { UserError } from '@kubets/component/user-error';

export interface ServingCertificate { readonly cert: string | Buffer; readonly key: string | Buffer }

/** From files, or made for this run only. @throws UserError */
export async function servingCertificate(certFile: string | undefined, keyFile: string | undefined, now: number): Promise<ServingCertificate> {
  if (Boolean(certFile) !== Boolean(keyFile)) throw new UserError('--tls-cert-file and --tls-private-key-file go together: give both or none', 2);
  if (!certFile || !keyFile) return selfSigned(now);
  const read = (flag: string, path: string): Promise<Buffer> => readFile(path).catch((error: unknown) => { throw new UserError(`the file named by --${flag} cannot be read: ${reasonOf(error)}`); });
  const [cert, key] = await Promise.all([read('tls-cert-file', certFile), read('tls-private-key-file', keyFile)]);
  return { cert, key };
}

async function selfSigned(now: number): Promise<ServingCertificate> {
  const [authorityKey, key] = [generateKey(), generateKey()];
  const authority = { keyPem: authorityKey, certPem: await issueAuthority('kube-scheduler-ca', authorityKey, now) };
  const spec = { file: 'kube-scheduler', signer: 'ca', commonName: 'kube-scheduler', usages: ['server'], dnsNames: ['localhost', 'kube-scheduler'], addresses: ['127.0.0.1'] } as const;
  return { key, cert: await issueCertificate(spec, key, authority, now) };
}
