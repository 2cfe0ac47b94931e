import type { TLSSocket } from 'node:tls';

/** Whom the kubelet answers: the API server by the name in its client certificate, and the cluster's administrators. */
export const DEFAULT_CLIENTS = ['kube-apiserver-kubelet-client', 'kube-apiserver'] as const;
const ADMINISTRATORS = new Set(['system:masters', 'kubeadm:cluster-admins']);

/**
 * Whether the peer may ask. A certificate of the cluster's authority alone is not enough: nodes and ordinary users have one too,
 * and would reach into every pod of the node.
 */
export function isAllowed(socket: Pick<TLSSocket, 'authorized' | 'getPeerCertificate'>, names: readonly string[]): boolean {
  if (!socket.authorized) return false;
  const { CN, O } = socket.getPeerCertificate().subject;
  const list = (value: string | string[] | undefined): string[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
  return list(CN).some((name) => names.includes(name)) || list(O).some((group) => ADMINISTRATORS.has(group));
}
