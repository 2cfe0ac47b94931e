import type { IpFamily } from '@kubets/networking/ip/address';
import { NO_RULES, type ServiceRules } from './service-rules.js';
import { Transaction } from './transaction.js';

/** A change that is ready to be sent. `commit` records it once the kernel has taken it. */
export interface Plan {
  /** Statements of nft; empty when there is nothing to do. */
  readonly statements: string;
  readonly commit: () => void;
  /** Services that could not have an address because another has it: tell them again when that one changes. */
  readonly conflicts: readonly { readonly service: string; readonly element: string; readonly owner: string }[];
}

/**
 * What the kernel's table holds, service by service, and how to get from there to what is wanted. The cost of a plan is that of
 * the services in it; the others are not looked at.
 */
export class AppliedTable {
  private services = new Map<string, ServiceRules>();
  /** `map key` → the service whose element it is. */
  private owners = new Map<string, string>();
  private hairpins = new Map<string, number>();
  private shared = new Set<string>();

  /** @param sharedRules rules of a shared chain by its name */
  constructor(private readonly table: string, private readonly sharedRules: (chain: string) => readonly string[]) {}

  rules(service: string): ServiceRules { return this.services.get(service) ?? NO_RULES; }
  get size(): number { return this.services.size; }
  names(): Iterable<string> { return this.services.keys(); }
  /** How many elements a set or map should hold. */
  count(set: string): number {
    let sum = 0;
    for (const rules of this.services.values()) sum += rules.elements.get(set)?.size ?? 0;
    return sum;
  }

  /** Forgets everything, as after the table was lost. Orders of backends are kept by the caller's rules. */
  reset(): void {
    this.services = new Map();
    this.owners = new Map();
    this.hairpins = new Map();
    this.shared = new Set();
  }

  /** @param wanted rules by service; services that are to go have {@link NO_RULES} */
  plan(wanted: ReadonlyMap<string, ServiceRules>): Plan {
    const transaction = new Transaction(this.table);
    const claims = this.settle(wanted);
    const hairpins = new Map<string, number>();
    const shared = new Set<string>();
    for (const [service, next] of claims.granted) {
      const old = this.rules(service);
      difference(old, next, transaction);
      for (const ip of old.hairpins) hairpins.set(ip, (hairpins.get(ip) ?? 0) - 1);
      for (const ip of next.hairpins) hairpins.set(ip, (hairpins.get(ip) ?? 0) + 1);
      for (const chain of next.shared) if (!this.shared.has(chain)) shared.add(chain);
    }
    for (const chain of shared) transaction.chain(chain, this.sharedRules(chain));
    this.countHairpins(hairpins, transaction);
    return { statements: transaction.text(), conflicts: claims.conflicts, commit: () => this.record(claims.granted, hairpins, shared) };
  }

  /** Grants each element to one service: who has it keeps it, unless it gives it up in this very change. */
  private settle(wanted: ReadonlyMap<string, ServiceRules>): { granted: Map<string, ServiceRules>; conflicts: Plan['conflicts'] } {
    const taken = new Map<string, string>();
    const conflicts: Array<Plan['conflicts'][number]> = [];
    const granted = new Map<string, ServiceRules>();
    for (const [service, rules] of wanted) {
      const refused = new Set<string>();
      for (const [set, elements] of rules.elements) for (const key of elements.keys()) {
        const element = `${set} ${key}`;
        const holder = this.owners.get(element);
        const kept = holder !== undefined && holder !== service && (wanted.get(holder) ?? this.rules(holder)).elements.get(set)?.has(key) ? holder : undefined;
        const owner = taken.get(element) ?? kept;
        if (owner === undefined || owner === service) taken.set(element, service);
        else { refused.add(element); conflicts.push({ service, element, owner }); }
      }
      granted.set(service, refused.size === 0 ? rules : without(rules, refused));
    }
    return { granted, conflicts };
  }

  private countHairpins(deltas: ReadonlyMap<string, number>, transaction: Transaction): void {
    for (const [entry, delta] of deltas) {
      const before = this.hairpins.get(entry) ?? 0;
      const [family, ip] = entry.split(' ') as [`${IpFamily}`, string];
      if (before === 0 && delta > 0) transaction.add(`hairpin${family}`, `${ip} . ${ip}`, '');
      if (before > 0 && before + delta === 0) transaction.remove(`hairpin${family}`, `${ip} . ${ip}`);
    }
  }

  private record(granted: ReadonlyMap<string, ServiceRules>, hairpins: ReadonlyMap<string, number>, shared: ReadonlySet<string>): void {
    for (const service of granted.keys()) for (const [set, elements] of this.rules(service).elements) for (const key of elements.keys()) this.owners.delete(`${set} ${key}`);
    for (const [service, rules] of granted) {
      for (const [set, elements] of rules.elements) for (const key of elements.keys()) this.owners.set(`${set} ${key}`, service);
      if (rules.elements.size === 0) this.services.delete(service);
      else this.services.set(service, rules);
    }
    for (const [entry, delta] of hairpins) {
      const count = (this.hairpins.get(entry) ?? 0) + delta;
      if (count > 0) this.hairpins.set(entry, count);
      else this.hairpins.delete(entry);
    }
    for (const chain of shared) this.shared.add(chain);
  }
}

const without = (rules: ServiceRules, refused: ReadonlySet<string>): ServiceRules => ({
  ...rules,
  elements: new Map([...rules.elements].map(([set, elements]) => [set, new Map([...elements].filter(([key]) => !refused.has(`${set} ${key}`)))])),
});

function difference(old: ServiceRules, next: ServiceRules, transaction: Transaction): void {
  for (const [set, elements] of old.elements) {
    const kept = next.elements.get(set);
    for (const [key, value] of elements) if (kept?.get(key) !== value) transaction.remove(set, key);
  }
  for (const [set, elements] of next.elements) {
    const had = old.elements.get(set);
    for (const [key, value] of elements) if (had?.get(key) !== value) transaction.add(set, key, value);
  }
  for (const [name, definition] of next.sets) if (!old.sets.has(name)) transaction.set(name, definition);
  for (const [name, rules] of next.chains) if (old.chains.get(name)?.join('\n') !== rules.join('\n')) transaction.chain(name, rules);
  for (const name of old.chains.keys()) if (!next.chains.has(name)) transaction.dropChain(name);
  for (const name of old.sets.keys()) if (!next.sets.has(name)) transaction.dropSet(name);
}
