import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';

type Part = Readonly<Record<string, unknown>>;

/** A node of 4 CPUs, 8 GiB and 110 pods, in its own host name domain. */
export const aNode = (name: string, { labels = {}, spec = {}, allocatable = {}, status = {} }: { labels?: Part; spec?: Part; allocatable?: Part; status?: Part } = {}): Node => ({
  apiVersion: 'v1', kind: 'Node', metadata: { name, uid: `uid-of-${name}`, labels: { 'kubernetes.io/hostname': name, ...labels } }, spec,
  status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110', ...allocatable }, ...status },
}) as unknown as Node;

/** A pod of one container. */
export const aPod = (name: string, { requests = {}, ports, labels, spec = {}, status = {}, metadata = {} }: { requests?: Part; ports?: readonly Part[]; labels?: Part; spec?: Part; status?: Part; metadata?: Part } = {}): Pod => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'default', uid: `uid-of-${name}`, ...(labels ? { labels } : {}), ...metadata },
  spec: { containers: [{ name: 'c', image: 'app:1', resources: { requests }, ...(ports ? { ports } : {}) }], ...spec }, status,
}) as unknown as Pod;
