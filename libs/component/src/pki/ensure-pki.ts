import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { UserError } from '../user-error.js';
import {
  AUTHORITIES, CLIENTS, apiserverSpec, nodeSpecs, type Authority, type CertificateSpec, type ClientName, type NodeNames, type ServerNames,
} from './certificates.cfg.js';
import { faultOf, parseCertificate, parseKey } from './check.js';
import { createFile, readIfThere, replaceFile } from './files.js';

/** A certificate and its key, as PEM and as the files that hold them. */
export interface KeyPair {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  /** Empty for an authority whose key is kept elsewhere. */
  readonly key: string;
}

export interface NodePki { readonly client: KeyPair; readonly server: KeyPair }

/** Everything that a cluster's components prove themselves with. */
export interface ClusterPki {
  readonly dir: string;
  readonly ca: KeyPair;
  readonly frontProxyCa: KeyPair;
  readonly apiserver: KeyPair;
  readonly clients: Readonly<Record<ClientName, KeyPair>>;
  /** By node name, for the nodes asked for. */
  readonly nodes: Readonly<Record<string, NodePki>>;
  /** ECDSA P-256: signs service account tokens with ES256. */
  readonly serviceAccount: { readonly keyFile: string; readonly publicKeyFile: string; readonly key: string; readonly publicKey: string };
}

export interface PkiOptions extends ServerNames {
  readonly nodes?: readonly NodeNames[];
  /** Milliseconds since the epoch. */
  readonly now?: number;
  /** Told of every file that had to be issued, and why. */
  readonly onIssued?: (file: string, why: string) => void;
}

type Authorities = Readonly<Record<Authority, KeyPair & { readonly parsed: X509Certificate }>>;

/** Issuing pulls in an X.509 library; checking what is there needs Node alone. */
const issuing = () => import('./issue.js');

/**
 * Makes sure that a folder holds a cluster's certificates in kubeadm's layout, with validity of a year (authorities: ten). What is valid is kept; what
 * expires within 30 days, lacks a name or belongs to another authority is issued again. Authorities are never replaced.
 * A second call reads files only.
 * @throws UserError when an authority's certificate is expired or damaged, or its key is needed and not there
 */
export async function ensurePki(dir: string, options: PkiOptions = {}): Promise<ClusterPki> {
  const now = options.now ?? Date.now();
  const told = options.onIssued ?? (() => {});
  const [ca, frontProxyCa] = await Promise.all(AUTHORITIES.map(({ file, commonName }) => authority(dir, file, commonName, now, told)));
  const authorities: Authorities = { ca: ca!, 'front-proxy-ca': frontProxyCa! };
  const issue = (spec: CertificateSpec): Promise<KeyPair> => leaf(dir, spec, authorities, now, told);

  const clientNames = Object.keys(CLIENTS) as ClientName[];
  const [apiserver, serviceAccount, clients, nodes] = await Promise.all([
    issue(apiserverSpec(options)),
    serviceAccountKeys(dir, told),
    Promise.all(clientNames.map(async (name) => [name, await issue(CLIENTS[name])] as const)),
    Promise.all((options.nodes ?? []).map(async (node) => {
      const { client, server } = nodeSpecs(node);
      const [asClient, asServer] = await Promise.all([issue(client), issue(server)]);
      return [node.name, { client: asClient, server: asServer }] as const;
    })),
  ]);
  return {
    dir, ca: pairOf(authorities.ca), frontProxyCa: pairOf(authorities['front-proxy-ca']), apiserver, serviceAccount,
    clients: Object.fromEntries(clients) as Record<ClientName, KeyPair>, nodes: Object.fromEntries(nodes),
  };
}

const pairOf = ({ certFile, keyFile, cert, key }: KeyPair): KeyPair => ({ certFile, keyFile, cert, key });

const filesOf = (dir: string, file: string): { certFile: string; keyFile: string } => ({ certFile: join(dir, `${file}.crt`), keyFile: join(dir, `${file}.key`) });

async function authority(dir: string, file: Authority, commonName: string, now: number, told: (file: string, why: string) => void): Promise<KeyPair & { parsed: X509Certificate }> {
  const { certFile, keyFile } = filesOf(dir, file);
  let cert = readIfThere(certFile);
  let key = readIfThere(keyFile);
  if (cert === undefined) {
    const { generateKey, issueAuthority } = await issuing();
    // The key comes first, and whoever creates it makes the certificate; a key without certificate is a start that was cut short, or one under way elsewhere.
    if (key === undefined && await createFile(keyFile, key = generateKey()) === false) await wait(200);
    key = readIfThere(keyFile) ?? key;
    if (await createFile(certFile, await issueAuthority(commonName, key, now))) told(certFile, 'there was none');
    cert = readIfThere(certFile);
  }
  const parsed = parseCertificate(cert ?? '');
  if (!parsed) throw new UserError(`the certificate authority ${certFile} is damaged; restore it from a backup, or remove the folder ${dir} to make a new cluster identity`);
  if (Date.parse(parsed.validTo) <= now) {
    throw new UserError(`the certificate authority ${certFile} expired on ${parsed.validTo}; put a renewed one there, or remove the folder ${dir} to make a new cluster identity`);
  }
  const parsedKey = key === undefined ? undefined : parseKey(key);
  if (key !== undefined && (!parsedKey || !parsed.checkPrivateKey(parsedKey))) throw new UserError(`the key ${keyFile} does not belong to the certificate authority ${certFile}`);
  return { certFile, keyFile, cert: cert!, key: key ?? '', parsed };
}

async function leaf(dir: string, spec: CertificateSpec, authorities: Authorities, now: number, told: (file: string, why: string) => void): Promise<KeyPair> {
  const { certFile, keyFile } = filesOf(dir, spec.file);
  const cert = readIfThere(certFile);
  const key = readIfThere(keyFile);
  const signer = authorities[spec.signer];
  const fault = cert === undefined || key === undefined ? 'there was none' : faultOf(spec, cert, key, signer.parsed, now);
  if (fault === undefined) return { certFile, keyFile, cert: cert!, key: key! };
  if (!signer.key) throw new UserError(`${certFile} has to be issued (${fault}), but the authority's key ${signer.keyFile} is not there; put the key or a valid certificate there`);
  const { generateKey, issueCertificate } = await issuing();
  const newKey = generateKey();
  const newCert = await issueCertificate(spec, newKey, { certPem: signer.cert, keyPem: signer.key }, now);
  await replaceFile(keyFile, newKey);
  await replaceFile(certFile, newCert);
  told(certFile, fault);
  return { certFile, keyFile, cert: newCert, key: newKey };
}

async function serviceAccountKeys(dir: string, told: (file: string, why: string) => void): Promise<ClusterPki['serviceAccount']> {
  const keyFile = join(dir, 'sa.key');
  const publicKeyFile = join(dir, 'sa.pub');
  let key = readIfThere(keyFile);
  let publicKey = readIfThere(publicKeyFile);
  if (key === undefined || publicKey === undefined) {
    const { generateKey, publicKeyOf } = await issuing();
    // Tokens in use are signed with it, so one that is there stays.
    if (key === undefined && await createFile(keyFile, generateKey())) told(keyFile, 'there was none');
    key = readIfThere(keyFile)!;
    publicKey = publicKeyOf(key);
    await replaceFile(publicKeyFile, publicKey);
  }
  return { keyFile, publicKeyFile, key, publicKey };
}
