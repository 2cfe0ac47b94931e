import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '@kubets/client/error-code';
import { writeKubeconfig } from '@kubets/client/write-kubeconfig';
import { ensurePki, type ClusterPki } from '@kubets/component/pki/ensure-pki';
import { UserError } from '@kubets/component/user-error';
import { formatIp } from '@kubets/networking/ip/address';
import { nthAddress, parseCidr } from '@kubets/networking/ip/cidr';
import { KUBECONFIGS, kubeletKubeconfig } from './kubeconfigs.cfg.js';

export interface CertsOptions {
  /** Certificates go to `pki` in it, kubeconfigs beside that. */
  readonly dataDir: string;
  /** URL of the API server in the kubeconfigs; its host is in the server's certificate. */
  readonly server: string;
  /** More hosts for that certificate. */
  readonly names: readonly string[];
  readonly node: { readonly name: string; readonly address: string };
  readonly serviceCIDR: string;
  readonly clusterDomain: string;
  readonly onIssued?: (file: string, why: string) => void;
}

export interface WrittenCerts {
  readonly pki: ClusterPki;
  readonly kubeconfigs: readonly { readonly who: string; readonly file: string }[];
}

/** Makes sure that certificates and a kubeconfig for each component are there; what is valid is kept. @throws UserError */
export async function writeCerts({ dataDir, server, names, node, serviceCIDR, clusterDomain, onIssued }: CertsOptions): Promise<WrittenCerts> {
  const host = hostOf(server);
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(node.name)) throw new UserError(`--node is ${JSON.stringify(node.name)}, which is not the name of a node such as node-1: lower case letters, digits, - and .`, 2);
  await mkdir(dataDir, { recursive: true }).catch((error: unknown) => {
    throw new UserError(`--data-dir ${dataDir} cannot be written (${errorCode(error) ?? String(error)}): name a folder of yours`);
  });
  const pki = await ensurePki(join(dataDir, 'pki'), {
    addresses: [host, ...names], serviceAddress: firstAddress(serviceCIDR), clusterDomain,
    nodes: [{ name: node.name, addresses: [node.address] }], ...(onIssued ? { onIssued } : {}),
  });
  const kubeconfigs = await Promise.all([...KUBECONFIGS, kubeletKubeconfig(node.name)].map(async ({ who, user, certificate }) => {
    const { cert, key } = certificate(pki);
    const file = join(dataDir, `${who}.conf`);
    await writeKubeconfig(file, { server, name: 'kubets', user, caPem: pki.ca.cert, certPem: cert, keyPem: key });
    return { who, file };
  }));
  return { pki, kubeconfigs };
}

function hostOf(server: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url?.protocol !== 'https:') throw new UserError(`--apiserver is ${JSON.stringify(server)}, which is not a URL such as https://10.0.0.1:6443`, 2);
  return url.hostname.replace(/^\[|\]$/g, '');
}

/** The `kubernetes` Service's address: the first one after that of the network. */
function firstAddress(serviceCIDR: string): string {
  try {
    return formatIp(nthAddress(parseCidr(serviceCIDR), 1));
  } catch (error) {
    throw new UserError(`--service-cidr is ${JSON.stringify(serviceCIDR)}: ${(error as Error).message}`, 2, { cause: error });
  }
}
