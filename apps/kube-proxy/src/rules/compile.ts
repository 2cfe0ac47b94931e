import type { Frontend, ServiceView } from '../services/frontend.js';
import type { Backend } from '../services/endpoints.js';
import { affinityRules, type AffinityRules } from './affinity.js';
import { arrange } from './arrange.js';
import { firewallChain } from './firewall.js';
import { NO_RULES, type ServiceRules } from './service-rules.js';
import { endpointsMap, sharedChain, type Balancing } from './shared-chains.js';

/** Translates what a service asks for into elements and chains. @param before the service's rules in force, whose order of backends is kept */
export function compile(view: ServiceView, before: ServiceRules, mark: string): ServiceRules {
  if (view.frontends.length === 0) return NO_RULES;
  const builder = new Builder(before, mark);
  for (const frontend of view.frontends) builder.add(frontend);
  return { ...builder.rules, frontends: view.frontends };
}

/** `10.96.0.1 . tcp . 80`, or `tcp . 30080` for a node port. */
export const frontendKey = (frontend: Frontend): string =>
  `${frontend.address === undefined ? '' : `${frontend.address} . `}${frontend.protocol} . ${frontend.number}`;

class Builder {
  readonly rules = {
    elements: new Map<string, Map<string, string>>(), chains: new Map<string, readonly string[]>(), sets: new Map<string, string>(),
    shared: new Set<string>(), hairpins: new Set<string>(), orders: new Map<string, readonly string[]>(),
  };

  constructor(private readonly before: ServiceRules, private readonly mark: string) {}

  add(frontend: Frontend): void {
    const node = frontend.address === undefined;
    const key = frontendKey(frontend);
    const { family } = frontend;
    const np = node ? 'np-' : '';
    if (frontend.backends.length === 0) {
      this.element(`${node ? 'refused-nodeports' : 'refusals'}${family}`, key, frontend.whenEmpty === 'drop' ? 'drop' : 'goto refuse');
    } else {
      const kind = frontend.scope === 'cluster' ? 'cluster' : frontend.localOnly === undefined ? 'masq' : 'short';
      this.element(`${node ? 'nodeports' : 'services'}${family}`, key, this.balance(frontend, `${np}${kind}` as Balancing, frontend.backends));
    }
    if (frontend.localOnly !== undefined) {
      this.element(`local-${node ? 'nodeports' : 'services'}${family}`, key,
        frontend.localOnly.length === 0 ? 'drop' : this.balance(frontend, `${np}local` as Balancing, frontend.localOnly));
    }
    if (frontend.sources !== undefined) {
      const chain = firewallChain(frontend);
      this.rules.chains.set(chain.name, chain.rules);
      this.element(`firewall${family}`, key, `goto ${chain.name}`);
    }
  }

  /** Makes the backends reachable and returns the verdict that leads there. */
  private balance(frontend: Frontend, kind: Balancing, backends: readonly Backend[]): string {
    for (const { ip } of backends) this.rules.hairpins.add(`${frontend.family} ${ip}`);
    if (frontend.affinity !== undefined) return this.sticky(affinityRules(frontend, kind, backends, this.mark));
    const map = endpointsMap(kind, frontend.family, frontend.protocol);
    const key = frontendKey(frontend);
    const order = arrange(this.before.orders.get(`${map} ${key}`) ?? [], backends);
    this.rules.orders.set(`${map} ${key}`, order);
    order.forEach((target, n) => this.element(map, `${key} . ${n}`, target));
    const chain = sharedChain(kind, frontend.family, frontend.protocol, order.length);
    this.rules.shared.add(chain);
    return `goto ${chain}`;
  }

  private sticky(made: AffinityRules): string {
    for (const [name, rules] of made.chains) this.rules.chains.set(name, rules);
    for (const [name, definition] of made.sets) this.rules.sets.set(name, definition);
    return `goto ${made.entry}`;
  }

  private element(set: string, key: string, value: string): void {
    const elements = this.rules.elements.get(set) ?? new Map<string, string>();
    this.rules.elements.set(set, elements.set(key, value));
  }
}
