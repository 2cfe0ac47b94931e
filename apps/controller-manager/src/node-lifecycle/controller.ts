import type { Lease } from '@kubets/api/coordination/v1/lease';
import { leases } from '@kubets/api/coordination/v1/resources.cfg';
import type { Node } from '@kubets/api/core/v1/node';
import { nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import { cacheOf, controllerLoop, each, handled, type ControllerLoop } from '@kubets/client/controller';
import type { WorkQueue } from '@kubets/client/queue';
import type { ManagerHost } from '../host.js';
import { conditionOf, readinessOf, signOfLife, silentConditions, type Readiness } from './health.js';
import { markLost } from './lost-pods.js';
import { byNode, NODE } from './pods-of-node.js';
import { evictionKey, isEvicting, wantedTaints } from './taints.js';
import { DEFAULT_RATES, Zones, type EvictionRates } from './zones.js';

export interface NodeLifecycleOptions {
  /** Silence after which a node is taken for lost, seconds. Default 40. */
  readonly gracePeriod?: number;
  /** The same for a node that has not reported yet. Default 60. */
  readonly startupGracePeriod?: number;
  readonly rates?: Partial<EvictionRates>;
}

const LEASES = 'kube-node-lease';
const zoneOf = ({ metadata }: Node): string => `${metadata.labels?.['topology.kubernetes.io/region'] ?? ''}:${metadata.labels?.['topology.kubernetes.io/zone'] ?? ''}`;

interface Watched { sign: string; renewed: string; aliveAt: number; ready: Readiness | undefined }

/**
 * Tells nodes that went silent from those that live, keeps pods off nodes that are not well, and has those that stay lost emptied.
 * Clocks of nodes are not trusted: a node lives as long as its Lease or status is seen to change here. Source: "Nodes", "Node controller".
 */
export function nodeLifecycleController(host: ManagerHost, options: NodeLifecycleOptions = {}): ControllerLoop {
  const { gracePeriod = 40, startupGracePeriod = 60 } = options;
  const informer = host.informers.informer(nodes);
  const leaseInformer = host.informers.informer(leases, { namespace: LEASES });
  const podInformer = host.informers.informer(pods, { indexes: byNode });
  const zones = new Zones({ ...DEFAULT_RATES, ...options.rates });
  const watched = new Map<string, Watched>();

  function observe(node: Node): Watched {
    const name = node.metadata.name ?? '';
    const sign = signOfLife(node);
    let known = watched.get(name);
    if (!known) {
      watched.set(name, known = { sign, renewed: leaseInformer.lister.get(`${LEASES}/${name}`)?.spec.renewTime ?? '', aliveAt: host.now(), ready: undefined });
      host.events.event(node, 'Normal', 'RegisteredNode', `Node ${name} event: Registered Node ${name} in Controller`);
    } else if (known.sign !== sign) Object.assign(known, { sign, aliveAt: host.now() });
    return known;
  }

  function renewed({ metadata, spec }: Lease, queue: WorkQueue): void {
    const known = watched.get(metadata.name ?? '');
    if (!known || known.renewed === spec.renewTime) return;
    Object.assign(known, { renewed: spec.renewTime, aliveAt: host.now() });
    // A node that is back says so in its status; what it says meanwhile changes nothing.
    if (known.ready === 'Unknown') queue.add(metadata.name ?? '');
  }

  /** What one node's change means for the pace at which the others are emptied. */
  function recount(name: string, member: { zone: string; ready: boolean } | undefined): void {
    const before = zones.allDisrupted;
    if (!zones.set(name, member)) return;
    // While nobody could be reached the others' silence said nothing about them.
    if (before && !zones.allDisrupted) for (const each of watched.values()) if (each.ready === 'True') each.aliveAt = host.now();
    for (const [other, { ready }] of watched) if (other !== name && ready !== 'True') loop.queue.add(other);
  }

  async function say(node: Node): Promise<Node> {
    const conditions = silentConditions(node, host.now());
    return conditions ? host.client.resource(nodes).updateStatus({ ...node, status: { ...node.status, conditions } }) : node;
  }

  /** Brings taints in line. Returns seconds until a lost node may be emptied, if it has to wait for its turn. */
  async function taint(node: Node, ready: Readiness): Promise<number | undefined> {
    let evict = evictionKey(ready);
    let wait: number | undefined;
    if (zones.allDisrupted) evict = undefined;
    else if (evict && !isEvicting(node)) {
      wait = zones.admit(zoneOf(node), host.now());
      if (wait !== 0) evict = undefined;
    }
    const taints = wantedTaints(node, evict, host.now());
    if (taints) {
      try {
        await host.client.resource(nodes).patch(node.metadata.name ?? '', { type: 'merge', body: { metadata: { resourceVersion: node.metadata.resourceVersion }, spec: { taints } } });
      } catch (error) {
        if (wait === 0) zones.giveBack(zoneOf(node));
        throw error;
      }
    }
    return wait ? wait / 1000 : undefined;
  }

  const loop = controllerLoop({
    name: 'node_lifecycle_controller', host, workers: 8, ...(host.clock ? { clock: host.clock } : {}),
    sources: [
      each(informer), cacheOf(podInformer),
      handled(leaseInformer, (queue) => ({ added: (lease) => renewed(lease, queue), updated: (lease) => renewed(lease, queue) })),
    ],
    async reconcile(name) {
      let node = informer.lister.get(name);
      if (!node) {
        if (watched.delete(name)) host.events.event({ apiVersion: 'v1', kind: 'Node', metadata: { name } }, 'Normal', 'RemovingNode', `Node ${name} event: Removing Node ${name} from Controller`);
        return recount(name, undefined);
      }
      const state = observe(node);
      const grace = (conditionOf(node, 'Ready') ? gracePeriod : startupGracePeriod) * 1000;
      const left = state.aliveAt + grace - host.now();
      try {
        if (left <= 0) node = await say(node);
        const ready = readinessOf(node);
        if (state.ready === 'True' && ready !== 'True') host.events.event(node, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
        state.ready = ready;
        recount(name, { zone: zoneOf(node), ready: ready === 'True' });
        if (ready !== 'True' && conditionOf(node, 'Ready')) await markLost(host, name, ready, podInformer.lister.byIndex(NODE, name));
        const turn = await taint(node, ready);
        const wait = Math.min(turn ?? Infinity, left > 0 ? left / 1000 : Infinity);
        return Number.isFinite(wait) ? { requeueAfterSeconds: wait } : undefined;
      } catch (error) {
        if (isNotFound(error)) return undefined;
        throw error;
      }
    },
  });
  return loop;
}
