import type { Node } from '@kubets/api/core/v1/node';
import { nodes } from '@kubets/api/core/v1/resources.cfg';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import { controllerLoop, each, handled, type ControllerLoop } from '@kubets/client/controller';
import { CidrAllocator } from '@kubets/networking/ip/cidr-allocator';
import { parseCidrs, formatCidr } from '@kubets/networking/ip/cidr';
import type { ManagerHost } from '../host.js';

export interface NodeIpamOptions {
  /** Ranges of all pods, one per address family, separated by commas; such as `10.244.0.0/16`. */
  readonly clusterCIDR: string;
  /** Length of a node's prefix. Default 24 for IPv4, 64 for IPv6. */
  readonly maskSize?: number;
}

const rangesOf = ({ spec }: Node): readonly string[] => (spec.podCIDRs?.length ? spec.podCIDRs : spec.podCIDR ? [spec.podCIDR] : []);

/** Gives every node ranges for its pods, no two nodes the same. One worker: who comes first gets the first free range. */
export function nodeIpamController(host: ManagerHost, { clusterCIDR, maskSize }: NodeIpamOptions): ControllerLoop {
  const informer = host.informers.informer(nodes);
  const allocators = parseCidrs(clusterCIDR).map((cidr) => new CidrAllocator(formatCidr(cidr), maskSize ?? (cidr.family === 4 ? 24 : 64)));
  /** What is held, by node; also by nodes whose range was written but has not come back yet. */
  const held = new Map<string, readonly string[]>();
  const starved = new Set<string>();

  function hold(node: Node): void {
    const ranges = rangesOf(node);
    if (ranges.length === 0) return;
    held.set(node.metadata.name ?? '', ranges);
    for (const range of ranges) for (const allocator of allocators) allocator.occupy(range);
  }

  function release(name: string): void {
    starved.delete(name);
    for (const range of held.get(name) ?? []) for (const allocator of allocators) allocator.release(range);
    if (held.delete(name)) for (const each of starved) loop.queue.add(each);
  }

  async function assign(node: Node): Promise<void> {
    const name = node.metadata.name ?? '';
    const ranges = held.get(name) ?? allocate();
    if (!ranges) {
      starved.add(name);
      host.events.event(node, 'Normal', 'CIDRNotAvailable', `Node ${name} status is now: CIDRNotAvailable`);
      return;
    }
    starved.delete(name);
    held.set(name, ranges);
    try {
      await host.client.resource(nodes).patch(name, { type: 'merge', body: { metadata: { resourceVersion: node.metadata.resourceVersion }, spec: { podCIDR: ranges[0], podCIDRs: ranges } } });
    } catch (error) {
      if (!isNotFound(error)) throw error;
      release(name);
    }
  }

  /** One range of each family, or none at all. */
  function allocate(): string[] | undefined {
    const ranges: string[] = [];
    for (const allocator of allocators) {
      const range = allocator.allocate();
      if (range !== undefined) { ranges.push(range); continue; }
      for (const [at, taken] of ranges.entries()) allocators[at]!.release(taken);
      return undefined;
    }
    return ranges;
  }

  const loop: ControllerLoop = controllerLoop({
    name: 'node_ipam_controller', host, workers: 1, ...(host.clock ? { clock: host.clock } : {}),
    // Ranges that nodes have are held before the first is given away: these handlers run while the cache is filled.
    sources: [handled(informer, () => ({ added: hold, updated: hold })), each(informer)],
    async reconcile(name) {
      const node = informer.lister.get(name);
      if (!node) return release(name);
      if (rangesOf(node).length === 0 && !node.metadata.deletionTimestamp) await assign(node);
    },
  });
  return loop;
}
