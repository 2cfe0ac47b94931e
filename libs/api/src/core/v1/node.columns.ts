import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { NONE, UNKNOWN, orNone } from '../../table/cells.js';
import { AGE, NAME, WIDE, column } from '../../table/column.js';
import type { Node } from './node.js';

const ROLE_PREFIX = 'node-role.kubernetes.io/';

function status({ spec, status: observed }: Draft<Node>): string {
  const ready = observed?.conditions?.find(({ type }) => type === 'Ready')?.status;
  const text = ready === undefined ? 'Unknown' : ready === 'True' ? 'Ready' : 'NotReady';
  return spec?.unschedulable ? `${text},SchedulingDisabled` : text;
}

function roles({ metadata }: Draft<Node>): string {
  const names = Object.entries(metadata?.labels ?? {}).map(([key, value]) =>
    (key.startsWith(ROLE_PREFIX) ? key.slice(ROLE_PREFIX.length) : key === 'kubernetes.io/role' ? value : ''));
  return orNone([...new Set(names.filter(Boolean))].sort().join(','));
}

const address = (type: string) => ({ status: observed }: Draft<Node>): string => observed?.addresses?.find((entry) => entry.type === type)?.address ?? NONE;

export const nodeColumns: readonly Column<Node>[] = [
  NAME,
  column('Status', 'string', 'Whether the node is ready, and whether it takes new pods.', status),
  column('Roles', 'string', 'Roles of the node, taken from its labels.', roles),
  AGE,
  column('Version', 'string', "Version of the node's kubelet.", (node) => node.status?.nodeInfo?.kubeletVersion ?? ''),
  column('Internal-IP', 'string', "Address of the node on the cluster's network.", address('InternalIP'), WIDE),
  column('External-IP', 'string', 'Address of the node outside the cluster.', address('ExternalIP'), WIDE),
  column('OS-Image', 'string', 'Operating system of the node.', (node) => node.status?.nodeInfo?.osImage || UNKNOWN, WIDE),
  column('Kernel-Version', 'string', 'Kernel that the node runs.', (node) => node.status?.nodeInfo?.kernelVersion || UNKNOWN, WIDE),
  column('Container-Runtime', 'string', 'Container runtime of the node and its version.', (node) => node.status?.nodeInfo?.containerRuntimeVersion || UNKNOWN, WIDE),
];
