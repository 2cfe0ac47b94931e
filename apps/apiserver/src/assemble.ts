import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { reasonOf } from '@kubets/client/error-code';
import type { Component } from '@kubets/component/component';
import { createLogger } from '@kubets/component/log';
import { createRegistry } from '@kubets/component/metrics';
import { listening } from '@kubets/component/process/listening';
import { UserError } from '@kubets/component/user-error';
import { openStore } from '@kubets/storage/engines.cfg';
import type { Store } from '@kubets/storage/store';
import { type ApiServerFlags, nodePortsOf } from './flags.js';
import { ApiServer } from './server.js';
import { cidrOf } from './strategies/address-range.js';
import { tlsNodeDialer } from './subresources/tls-node-dialer.js';

/** The API server of a process of its own, with its store. @throws UserError about flags, files and the store */
export async function createApiServer(flags: ApiServerFlags): Promise<Component> {
  const nodePorts = nodePortsOf(flags['service-node-port-range']);
  checkRange(flags['service-cluster-ip-range']);
  if (!flags['kubelet-client-certificate'] !== !flags['kubelet-client-key']) throw new UserError('--kubelet-client-certificate and --kubelet-client-key belong together: give both or none', 2);
  const file = async (flag: FileFlag): Promise<string> => (await optional(flag))!;
  const optional = async (flag: FileFlag): Promise<string | undefined> => (flags[flag] === undefined ? undefined : read(flag, flags[flag]));
  const [certificate, key, clientCA, serviceAccountKey, rootCA, kubeletCertificate, kubeletKey, kubeletCA] = await Promise.all([
    file('tls-cert-file'), file('tls-private-key-file'), file('client-ca-file'), file('service-account-signing-key-file'), optional('root-ca-file'),
    optional('kubelet-client-certificate'), optional('kubelet-client-key'), optional('kubelet-certificate-authority'),
  ]);
  checkPair(flags, certificate, key);
  const store = await open(flags.store);
  const log = createLogger({ component: 'apiserver', verbosity: flags.v, format: flags['logging-format'] === 'json' ? 'json' : 'text' });
  const server = new ApiServer({
    store, log, metrics: createRegistry('apiserver'), bindAddress: flags['bind-address'], securePort: flags['secure-port'],
    advertiseAddress: flags['advertise-address'] ?? (/^(0\.0\.0\.0|::)$/.test(flags['bind-address']) ? '127.0.0.1' : flags['bind-address']),
    certificate, key, clientCA, clusterCA: rootCA ?? clientCA, serviceAccountKey, serviceAccountIssuer: flags['service-account-issuer'],
    serviceCIDR: flags['service-cluster-ip-range'], nodePorts, anonymousAuth: flags['anonymous-auth'],
    dialNode: tlsNodeDialer({
      addressTypes: flags['kubelet-preferred-address-types'],
      ...(kubeletCertificate && kubeletKey ? { certificate: kubeletCertificate, key: kubeletKey } : {}), ...(kubeletCA ? { certificateAuthority: kubeletCA } : {}),
    }),
  });
  return {
    name: server.name,
    async start(signal) {
      try {
        await listening('the API server', '--bind-address and --secure-port', () => server.start(signal));
        log.info('serving', { address: flags['bind-address'], port: server.port });
      } catch (error) { await store.close(); throw error; }
    },
    async stop() { await server.stop(); await store.close(); },
  };
}

type FileFlag = Extract<keyof ApiServerFlags, `${string}-file` | `kubelet-client-${string}` | 'kubelet-certificate-authority'>;

const read = (flag: string, path: string): Promise<string> => readFile(path, 'utf8').catch((error: unknown) => {
  throw new UserError(`the file named by --${flag} cannot be read: ${reasonOf(error)}`, 2);
});

/** What TLS would only complain about at the first connection. */
function checkPair(flags: ApiServerFlags, certificate: string, key: string): void {
  let fits: boolean;
  try {
    fits = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch (error) {
    throw new UserError(`${flags['tls-cert-file']} and ${flags['tls-private-key-file']} are not a certificate and a key in PEM: ${reasonOf(error)}`, 2);
  }
  if (!fits) throw new UserError(`the key in ${flags['tls-private-key-file']} is not that of the certificate in ${flags['tls-cert-file']}`, 2);
}

function checkRange(range: string): void {
  try { cidrOf(range); } catch (error) { throw new UserError(`--service-cluster-ip-range: ${reasonOf(error)}`, 2); }
}

const open = (url: string): Promise<Store> => openStore(url).catch((error: unknown) => {
  throw error instanceof Error && error.name === 'StoreOpenError' ? new UserError(`--store: ${error.message}`, 2, { cause: error }) : error;
});
