import type { FilterPlugin } from '../framework/plugin.js';

/** A host port is given to one pod per node; the address 0.0.0.0 stands for all addresses. */
export const nodePorts: FilterPlugin = {
  name: 'NodePorts',
  unblockedBy: ['node-added', 'pod-removed', 'pod-updated'],
  filter(pod, { nodes }) {
    const wanted = nodes.demandOf(pod).hostPorts;
    if (!wanted.length) return undefined;
    return {
      scope: 'node',
      unresolvable: () => false,
      passes: (node) => { const taken = nodes.portsOf(node); return taken.size === 0 || !wanted.some((port) => conflicts(port, taken)); },
      reasons: () => ["node(s) didn't have free ports for the requested pod ports"],
    };
  },
};

function conflicts(port: string, taken: ReadonlyMap<string, number>): boolean {
  if (taken.has(port)) return true;
  const [protocol, address, number] = port.split('/');
  if (address !== '0.0.0.0') return taken.has(`${protocol}/0.0.0.0/${number}`);
  for (const other of taken.keys()) if (other.startsWith(`${protocol}/`) && other.endsWith(`/${number}`)) return true;
  return false;
}
