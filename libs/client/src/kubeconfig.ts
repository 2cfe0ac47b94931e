import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { Impersonation } from './credentials.js';
import { errorCode, reasonOf } from './error-code.js';

/** How to reach a cluster and as whom; what {@link createHttpsTransport} takes, and the namespace to use by default. */
export interface ClusterAccess {
  readonly server: string;
  readonly serverName?: string;
  readonly insecure?: boolean;
  /** PEM. */
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly impersonate?: Impersonation;
  readonly namespace?: string;
}

/** The file format, `v1 Config`, so far as it is used; names are kept as they are. */
export interface Kubeconfig {
  apiVersion?: string; kind?: string; 'current-context'?: string; preferences?: object;
  clusters?: { name: string; cluster: KubeconfigCluster }[];
  users?: { name: string; user: KubeconfigUser }[];
  contexts?: { name: string; context: { cluster: string; user: string; namespace?: string } }[];
}
export interface KubeconfigCluster {
  server: string; 'tls-server-name'?: string; 'insecure-skip-tls-verify'?: boolean; 'certificate-authority'?: string; 'certificate-authority-data'?: string;
}
export interface KubeconfigUser {
  'client-certificate'?: string; 'client-certificate-data'?: string; 'client-key'?: string; 'client-key-data'?: string;
  token?: string; tokenFile?: string; exec?: { command: string };
  as?: string; 'as-uid'?: string; 'as-groups'?: string[]; 'as-user-extra'?: Record<string, string[]>;
}

export interface LoadOptions {
  /** One file; else those of `KUBECONFIG`, else `~/.kube/config`. */
  readonly path?: string;
  readonly context?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly home?: string;
}

/** A configuration that cannot be used: says which file or entry, and what to do. */
export class KubeconfigError extends Error { override readonly name = 'KubeconfigError'; }

/** Parses a kubeconfig; file names in it are relative to its folder. */
export async function readKubeconfig(path: string): Promise<Kubeconfig | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new KubeconfigError(`cannot read the kubeconfig ${path}: ${reasonOf(error)}`);
  }
  if (text.trim() === '') return {};
  let parsed: unknown;
  try {
    parsed = parseJson(text) ?? (await import('yaml')).parse(text);
  } catch (error) {
    throw new KubeconfigError(`the kubeconfig ${path} is not valid YAML: ${reasonOf(error).split('\n')[0]}`);
  }
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw new KubeconfigError(`the kubeconfig ${path} does not hold an object of kind Config`);
  return absolute(parsed as Kubeconfig, dirname(resolve(path)));
}

/** Our own files are JSON, which spares the YAML parser its start-up time. What only looks like JSON may still be YAML. */
function parseJson(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined;
  try { return JSON.parse(text); } catch { return undefined; }
}

const FILE_FIELDS = { cluster: ['certificate-authority'], user: ['client-certificate', 'client-key', 'tokenFile'] } as const;

function absolute(config: Kubeconfig, folder: string): Kubeconfig {
  const fix = (entry: object | undefined, fields: readonly string[]): void => {
    const values = entry as Record<string, unknown> | undefined;
    for (const field of fields) {
      const value = values?.[field];
      if (values && typeof value === 'string' && value && !isAbsolute(value)) values[field] = join(folder, value);
    }
  };
  for (const { cluster } of config.clusters ?? []) fix(cluster, FILE_FIELDS.cluster);
  for (const { user } of config.users ?? []) fix(user, FILE_FIELDS.user);
  return config;
}

/** Several files as one: what is named first wins. */
export function mergeKubeconfigs(configs: readonly Kubeconfig[]): Kubeconfig {
  const first = <E extends { name: string }>(lists: readonly (readonly E[] | undefined)[]): E[] => {
    const byName = new Map<string, E>();
    for (const entry of lists.flatMap((list) => list ?? [])) if (!byName.has(entry.name)) byName.set(entry.name, entry);
    return [...byName.values()];
  };
  return {
    apiVersion: 'v1', kind: 'Config', preferences: {},
    clusters: first(configs.map((c) => c.clusters)), users: first(configs.map((c) => c.users)), contexts: first(configs.map((c) => c.contexts)),
    'current-context': configs.map((c) => c['current-context']).find((name) => name) ?? '',
  };
}

/** The files that are looked at, in order. */
export function kubeconfigPaths({ path, env = process.env, home = homedir() }: LoadOptions): string[] {
  if (path) return [path];
  const named = (env['KUBECONFIG'] ?? '').split(delimiter).filter((file) => file !== '');
  return named.length ? named : [join(home, '.kube', 'config')];
}

/** Access by kubeconfig. @throws KubeconfigError when there is none, or it has no usable context */
export async function loadKubeconfig(options: LoadOptions = {}): Promise<ClusterAccess> {
  const paths = kubeconfigPaths(options);
  const found = (await Promise.all(paths.map(readKubeconfig))).filter((config) => config !== undefined);
  if (found.length === 0) throw new KubeconfigError(`there is no kubeconfig at ${paths.join(' or ')}; name one with --kubeconfig or the variable KUBECONFIG`);
  const config = mergeKubeconfigs(found);
  const entry = <E extends { name: string }>(what: string, list: readonly E[] | undefined, name: string): E => {
    const match = list?.find((each) => each.name === name);
    if (match) return match;
    const names = (list ?? []).map((each) => each.name).join(', ');
    throw new KubeconfigError(`the kubeconfig ${paths.join(', ')} has no ${what} "${name}"; ${names ? `it has: ${names}` : 'it has none'}`);
  };
  const name = options.context || config['current-context'];
  if (!name) throw new KubeconfigError(`the kubeconfig ${paths.join(', ')} has no current-context; set one with "kubectl config use-context"`);
  const { context } = entry('context', config.contexts, name);
  const { cluster } = entry('cluster', config.clusters, context.cluster);
  const user = context.user ? entry('user', config.users, context.user).user ?? {} : {};
  return { ...await clusterPart(cluster), ...await userPart(user, context.user), ...(context.namespace ? { namespace: context.namespace } : {}) };
}

async function pem(data: string | undefined, file: string | undefined, what: string): Promise<Buffer | undefined> {
  if (data) return Buffer.from(data, 'base64');
  if (!file) return undefined;
  try {
    return await readFile(file);
  } catch (error) {
    throw new KubeconfigError(`cannot read the ${what} ${file}: ${reasonOf(error)}`);
  }
}

async function clusterPart(cluster: KubeconfigCluster): Promise<ClusterAccess> {
  const ca = await pem(cluster['certificate-authority-data'], cluster['certificate-authority'], 'certificate authority');
  return {
    server: cluster.server, ...(ca ? { ca } : {}),
    ...(cluster['insecure-skip-tls-verify'] ? { insecure: true } : {}), ...(cluster['tls-server-name'] ? { serverName: cluster['tls-server-name'] } : {}),
  };
}

async function userPart(user: KubeconfigUser, name: string): Promise<Partial<ClusterAccess>> {
  const cert = await pem(user['client-certificate-data'], user['client-certificate'], 'client certificate');
  const key = await pem(user['client-key-data'], user['client-key'], 'client key');
  if (user.exec && !cert && !user.token && !user.tokenFile) {
    throw new KubeconfigError(`the user "${name}" gets its credentials from the command ${user.exec.command}, which is not supported; use a certificate or a token`);
  }
  const impersonate = user.as ? { user: user.as, uid: user['as-uid'], groups: user['as-groups'], extra: user['as-user-extra'] } : undefined;
  // A file wins over a token beside it, as in kubectl.
  const token = user.tokenFile ? { tokenFile: user.tokenFile } : user.token ? { token: user.token } : {};
  return { ...(cert ? { cert } : {}), ...(key ? { key } : {}), ...token, ...(impersonate ? { impersonate } : {}) };
}
