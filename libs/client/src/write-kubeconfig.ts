import { randomBytes } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readKubeconfig, type Kubeconfig, type KubeconfigCluster, type KubeconfigUser } from './kubeconfig.js';

export interface KubeconfigEntry {
  readonly server: string;
  readonly caPem: string | Buffer;
  readonly certPem?: string | Buffer;
  readonly keyPem?: string | Buffer;
  readonly token?: string;
  /** Of the cluster and the context; the user is `<name>-admin` unless told otherwise. */
  readonly name: string;
  readonly user?: string;
  readonly namespace?: string;
  /** Make it the current context even if the file has another one. Default: true. */
  readonly use?: boolean;
}

const base64 = (pem: string | Buffer): string => Buffer.from(pem).toString('base64');

/** The entry as a file of its own. */
export function kubeconfigFor(entry: KubeconfigEntry): Kubeconfig {
  const { name, server, caPem, certPem, keyPem, token, namespace } = entry;
  const user = entry.user ?? `${name}-admin`;
  const cluster: KubeconfigCluster = { server, 'certificate-authority-data': base64(caPem) };
  const credentials: KubeconfigUser = {
    ...(certPem ? { 'client-certificate-data': base64(certPem) } : {}), ...(keyPem ? { 'client-key-data': base64(keyPem) } : {}), ...(token ? { token } : {}),
  };
  return {
    apiVersion: 'v1', kind: 'Config', preferences: {}, clusters: [{ name, cluster }], users: [{ name: user, user: credentials }],
    contexts: [{ name, context: { cluster: name, user, ...(namespace ? { namespace } : {}) } }], 'current-context': name,
  };
}

const withEntry = <E extends { name: string }>(list: readonly E[] | undefined, added: readonly E[] | undefined): E[] => {
  const names = new Set((added ?? []).map((entry) => entry.name));
  return [...(list ?? []).filter((entry) => !names.has(entry.name)), ...(added ?? [])];
};

/** Adds an entry to a kubeconfig, replacing one of the same name and keeping all others; readable by the owner only. Nothing is written when nothing changes. */
export async function writeKubeconfig(path: string, entry: KubeconfigEntry): Promise<void> {
  const own = kubeconfigFor(entry);
  const old = await readKubeconfig(path);
  const merged: Kubeconfig = old === undefined ? own : {
    ...old, apiVersion: 'v1', kind: 'Config',
    clusters: withEntry(old.clusters, own.clusters), users: withEntry(old.users, own.users), contexts: withEntry(old.contexts, own.contexts),
    'current-context': entry.use === false && old['current-context'] ? old['current-context'] : own['current-context'],
  };
  if (old !== undefined && JSON.stringify(old) === JSON.stringify(merged)) return;
  // JSON is YAML; a file that was YAML stays so for the people who read it.
  const text = old === undefined ? `${JSON.stringify(merged, null, 2)}\n` : (await import('yaml')).stringify(merged);
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(4).toString('hex')}`;
  await writeFile(temporary, text, { mode: 0o600 });
  await rename(temporary, path);
}
