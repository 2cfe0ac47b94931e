import type { Frontend } from '../services/frontend.js';

/** What the table holds for one service. Keys and values are in nft's own language. */
export interface ServiceRules {
  /** Set or map name → element key → value; the value is empty for a set. */
  readonly elements: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Chains of this service alone → their rules. */
  readonly chains: ReadonlyMap<string, readonly string[]>;
  /** Sets of this service alone → their definition. */
  readonly sets: ReadonlyMap<string, string>;
  /** Chains shared with other services that are referred to. */
  readonly shared: ReadonlySet<string>;
  /** Addresses of backends, `4 10.244.0.7`: each may call itself through the service. */
  readonly hairpins: ReadonlySet<string>;
  readonly frontends: readonly Frontend[];
  /** Order of backends, by endpoint list; the next compilation keeps it. */
  readonly orders: ReadonlyMap<string, readonly string[]>;
}

export const NO_RULES: ServiceRules = {
  elements: new Map(), chains: new Map(), sets: new Map(), shared: new Set(), hairpins: new Set(), frontends: [], orders: new Map(),
};
