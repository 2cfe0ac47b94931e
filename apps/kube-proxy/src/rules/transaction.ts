/**
 * Collects changes to a table and writes them in the one order the kernel accepts: what refers goes before what is referred
 * to, and what is referred to comes before what refers.
 */
export class Transaction {
  private readonly removed = new Map<string, string[]>();
  private readonly added = new Map<string, string[]>();
  private readonly chains = new Map<string, readonly string[]>();
  private readonly sets: string[] = [];
  private readonly lostChains: string[] = [];
  private readonly lostSets: string[] = [];

  constructor(private readonly table: string) {}

  remove(set: string, key: string): void { push(this.removed, set, key); }
  /** @param value verdict or data of a map's element; empty for a set's */
  add(set: string, key: string, value: string): void { push(this.added, set, value === '' ? key : `${key} : ${value}`); }
  /** Makes a chain, or replaces the rules of one. */
  chain(name: string, rules: readonly string[]): void { this.chains.set(name, rules); }
  dropChain(name: string): void { this.lostChains.push(name); }
  /** Makes a set. The kernel cannot change a set's definition: another definition needs another name. */
  set(name: string, definition: string): void { this.sets.push(`add set inet ${this.table} ${name} { ${definition} }`); }
  dropSet(name: string): void { this.lostSets.push(name); }

  /** Empty when nothing was collected. */
  text(): string {
    const lines = [
      ...[...this.removed].map(([set, keys]) => this.line('delete element', set, `{ ${keys.join(', ')} }`)),
      ...this.sets,
      ...[...this.chains.keys()].map((name) => this.line('add chain', name)),
      ...[...this.chains.keys()].map((name) => this.line('flush chain', name)),
      ...[...this.chains].flatMap(([name, rules]) => rules.map((rule) => this.line('add rule', name, rule))),
      ...[...this.added].map(([set, elements]) => this.line('add element', set, `{ ${elements.join(', ')} }`)),
      ...this.lostChains.map((name) => this.line('flush chain', name)),
      ...this.lostChains.map((name) => this.line('delete chain', name)),
      ...this.lostSets.map((name) => this.line('delete set', name)),
    ];
    return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
  }

  private line(command: string, name: string, rest = ''): string {
    return `${command} inet ${this.table} ${name}${rest === '' ? '' : ` ${rest}`}`;
  }
}

const push = (to: Map<string, string[]>, key: string, value: string): void => {
  const list = to.get(key);
  if (list) list.push(value);
  else to.set(key, [value]);
};
