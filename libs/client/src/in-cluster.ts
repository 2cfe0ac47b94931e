import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from './error-code.js';
import { KubeconfigError, loadKubeconfig, type ClusterAccess, type LoadOptions } from './kubeconfig.js';

/** Where a pod finds its service account's credentials. */
export const SERVICE_ACCOUNT_DIR = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Access for a process in a pod, as its service account. @throws KubeconfigError outside of a pod */
export async function inClusterAccess(env: Readonly<Record<string, string | undefined>> = process.env, dir = SERVICE_ACCOUNT_DIR): Promise<ClusterAccess> {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  if (!host || !port) throw new KubeconfigError('this process does not run in a pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set');
  const tokenFile = join(dir, 'token');
  try {
    const [ca, namespace] = await Promise.all([readFile(join(dir, 'ca.crt')), readFile(join(dir, 'namespace'), 'utf8').catch(() => ''), readFile(tokenFile)]);
    return { server: `https://${host.includes(':') ? `[${host}]` : host}:${port}`, ca, tokenFile, ...(namespace ? { namespace: namespace.trim() } : {}) };
  } catch (error) {
    throw new KubeconfigError(`this pod has no service account credentials: ${reasonOf(error)}`);
  }
}

/** By kubeconfig if one is named or exists, else as a pod. */
export async function clusterAccess(options: LoadOptions = {}): Promise<ClusterAccess> {
  const env = options.env ?? process.env;
  if (!options.path && !env['KUBECONFIG'] && env['KUBERNETES_SERVICE_HOST']) return inClusterAccess(env);
  return loadKubeconfig(options);
}
