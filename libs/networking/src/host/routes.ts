import { run, type Run } from '../command/run.js';

/**
 * Routes that keep the cluster's ranges on this node. Their metric is high: any route that someone adds for a pod or a node wins.
 *
 * - `unreachable` is for the pod range: who sends to an address that no node owns is told at once.
 * - `loopback` is for the service range. Locally made packets are routed before the output hook may translate their
 *   address, so an `unreachable` route would end every connection of the node itself; a route to `lo` lets them through
 *   to the hook, and what is not translated is refused there, or dropped by the kernel as a martian. It never leaves.
 */
export type GuardRoute = { readonly kind: 'unreachable' | 'loopback'; readonly range: string };

/** Marks routes as ours (`ip route show proto 114`); unassigned in iproute2's rt_protos. */
export const ROUTE_PROTOCOL = 114;
export const GUARD_METRIC = 40960;

export class Routes {
  constructor(private readonly runner: Run = run) {}

  /** Adds the routes or leaves them. @throws CommandError */
  async guard(routes: readonly GuardRoute[]): Promise<void> {
    for (const route of routes) await this.runner(['ip', version(route.range), 'route', 'replace', ...shape(route)]);
  }

  /** Removes the routes; quiet about those that are not there. */
  async unguard(routes: readonly GuardRoute[]): Promise<void> {
    for (const route of routes) {
      await this.runner(['ip', version(route.range), 'route', 'del', ...shape(route)]).catch((error: unknown) => {
        if (!/No such process|Cannot find/.test(String(error))) throw error;
      });
    }
  }

  /** Sends a range to another node. @param via the node's address, on a network that this node is attached to */
  async toNode(range: string, via: string): Promise<void> {
    await this.runner(['ip', version(range), 'route', 'replace', range, 'via', via, 'proto', `${ROUTE_PROTOCOL}`]);
  }

  async removeToNode(range: string, via: string): Promise<void> {
    await this.runner(['ip', version(range), 'route', 'del', range, 'via', via, 'proto', `${ROUTE_PROTOCOL}`]);
  }
}

const version = (range: string): string => (range.includes(':') ? '-6' : '-4');

const shape = (route: GuardRoute): string[] => [
  ...(route.kind === 'unreachable' ? ['unreachable', route.range] : [route.range, 'dev', 'lo']),
  'proto', `${ROUTE_PROTOCOL}`, 'metric', `${GUARD_METRIC}`,
];
