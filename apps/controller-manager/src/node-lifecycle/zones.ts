export type ZoneState = 'Initial' | 'Normal' | 'PartialDisruption' | 'FullDisruption';

export interface EvictionRates {
  /** Nodes per second whose pods are evicted, in a zone that works. Default 0.1. */
  readonly rate: number;
  /** The same in a zone where many nodes are lost, if it is large. Default 0.01. */
  readonly secondaryRate: number;
  /** Above this many nodes a zone is large. Default 50. */
  readonly largeClusterSize: number;
  /** Share of lost nodes from which on a zone counts as disturbed. Default 0.55. */
  readonly unhealthyZoneThreshold: number;
}
export const DEFAULT_RATES: EvictionRates = { rate: 0.1, secondaryRate: 0.01, largeClusterSize: 50, unhealthyZoneThreshold: 0.55 };

interface Member { readonly zone: string; readonly ready: boolean }
interface Zone { state: ZoneState; size: number; nextAt: number }

/**
 * How fast nodes may be emptied. When a whole zone goes silent the fault is more likely in the network than in each node;
 * when all zones do, it is this controller that is cut off, and nothing is evicted. Source: "Nodes", "Rate limits on eviction".
 */
export class Zones {
  readonly #members = new Map<string, Member>();
  #zones = new Map<string, Zone>();
  constructor(private readonly rates: EvictionRates = DEFAULT_RATES) {}

  /** Nobody can be reached. */
  get allDisrupted(): boolean { return this.#zones.size > 0 && [...this.#zones.values()].every(({ state }) => state === 'FullDisruption'); }
  stateOf(zone: string): ZoneState { return this.#zones.get(zone)?.state ?? 'Initial'; }

  /** Returns whether the state of any zone changed by it. @param member `undefined`: the node is gone */
  set(node: string, member: Member | undefined): boolean {
    const known = this.#members.get(node);
    if (known?.zone === member?.zone && known?.ready === member?.ready) return false;
    if (member) this.#members.set(node, member);
    else this.#members.delete(node);
    return this.#recount();
  }

  #recount(): boolean {
    const counts = new Map<string, { ready: number; lost: number }>();
    for (const { zone, ready } of this.#members.values()) {
      const count = counts.get(zone) ?? { ready: 0, lost: 0 };
      count[ready ? 'ready' : 'lost']++;
      counts.set(zone, count);
    }
    let changed = counts.size !== this.#zones.size;
    this.#zones = new Map([...counts].map(([name, { ready, lost }]) => {
      const old = this.#zones.get(name);
      const state = this.#judge(ready, lost);
      changed ||= old?.state !== state;
      return [name, { state, size: ready + lost, nextAt: old?.nextAt ?? 0 }];
    }));
    return changed;
  }

  #judge(ready: number, lost: number): ZoneState {
    if (ready === 0 && lost > 0) return 'FullDisruption';
    return lost > 2 && lost / (lost + ready) >= this.rates.unhealthyZoneThreshold ? 'PartialDisruption' : 'Normal';
  }

  /** Milliseconds until a node of the zone may be emptied; 0 takes the turn. `undefined`: not while things are as they are. */
  admit(zone: string, now: number): number | undefined {
    const known = this.#zones.get(zone);
    if (!known || this.allDisrupted) return undefined;
    const rate = known.state !== 'PartialDisruption' ? this.rates.rate : known.size > this.rates.largeClusterSize ? this.rates.secondaryRate : 0;
    if (rate <= 0) return undefined;
    if (now < known.nextAt) return known.nextAt - now;
    known.nextAt = now + 1000 / rate;
    return 0;
  }

  /** The turn that was taken came to nothing. */
  giveBack(zone: string): void {
    const known = this.#zones.get(zone);
    if (known) known.nextAt = 0;
  }
}
