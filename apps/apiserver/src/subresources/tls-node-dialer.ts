import tls from 'node:tls';
import type { Node } from '@kubets/api/core/v1/node';
import { serviceUnavailable } from '@kubets/apimachinery/errors/status';
import type { NodeDialer } from './node-dialer.js';

export interface TlsNodeDialerOptions {
  /** PEM: what the API server shows to kubelets. */
  readonly certificate?: string | Buffer;
  readonly key?: string | Buffer;
  /** PEM: who signs the kubelets' certificates. Without it they are not checked, as upstream does. */
  readonly certificateAuthority?: string | Buffer;
  /** Kinds of addresses in order of preference (upstream's `--kubelet-preferred-address-types`). */
  readonly addressTypes?: readonly string[];
}

const ADDRESS_TYPES = ['InternalIP', 'Hostname', 'InternalDNS', 'ExternalIP', 'ExternalDNS'];
const DEFAULT_PORT = 10250;
const CONNECT_TIMEOUT_MS = 30_000;

/** Connects to kubelets in other processes: TLS to the address and port that their nodes report. */
export const tlsNodeDialer = (options: TlsNodeDialerOptions): NodeDialer => (node, signal) => new Promise((resolve, reject) => {
  const host = addressOf(node, options.addressTypes ?? ADDRESS_TYPES);
  if (!host) { reject(serviceUnavailable(`node ${JSON.stringify(node.metadata.name)} reports no address to reach it at`)); return; }
  const port = node.status.daemonEndpoints?.kubeletEndpoint?.Port || DEFAULT_PORT;
  const socket = tls.connect({
    host, port, ...(options.certificate && options.key ? { cert: options.certificate, key: options.key } : {}),
    ...(options.certificateAuthority ? { ca: options.certificateAuthority } : { rejectUnauthorized: false }),
  });
  const fail = (error: Error): void => { socket.destroy(); signal.removeEventListener('abort', abort); reject(serviceUnavailable(`dial tcp ${host}:${port}: ${error.message}`)); };
  const abort = (): void => fail(new Error('the request was ended'));
  socket.setTimeout(CONNECT_TIMEOUT_MS, () => fail(new Error(`no answer within ${CONNECT_TIMEOUT_MS / 1000} seconds`)));
  socket.once('error', fail);
  signal.addEventListener('abort', abort, { once: true });
  socket.once('secureConnect', () => {
    socket.setTimeout(0);
    socket.off('error', fail);
    signal.removeEventListener('abort', abort);
    resolve(socket);
  });
});

const addressOf = (node: Node, types: readonly string[]): string | undefined => {
  for (const type of types) {
    const found = node.status.addresses?.find((a) => a.type === type)?.address;
    if (found) return found;
  }
  return undefined;
};
