import { run, type Run } from '../command/run.js';

export type NftFamily = 'inet' | 'ip' | 'ip6' | 'bridge';

/** The packet filter of the kernel, through the `nft` program. Calls run one after the other, in the order they were made. */
export class Nft {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly runner: Run = run) {}

  /**
   * Applies all statements or none.
   * @param statements the language of nft(8), one command per line
   * @throws CommandError with what nft said
   */
  apply(statements: string): Promise<void> {
    return this.serial(async () => { await this.runner(['nft', '-f', '-'], statements); });
  }

  /** The text of a table, or `undefined` when there is none. */
  async table(family: NftFamily, name: string): Promise<string | undefined> {
    if (!await this.hasTable(family, name)) return undefined;
    return this.serial(() => this.runner(['nft', 'list', 'table', family, name]));
  }

  async hasTable(family: NftFamily, name: string): Promise<boolean> {
    const tables = await this.serial(() => this.runner(['nft', 'list', 'tables']));
    return tables.split('\n').some((line) => line.trim() === `table ${family} ${name}`);
  }

  /** How many elements a set or map holds; `undefined` when it does not exist. Cost grows with the set: for checks, not for the hot path. */
  async countElements(family: NftFamily, table: string, kind: 'set' | 'map', name: string): Promise<number | undefined> {
    try {
      const text = await this.serial(() => this.runner(['nft', '-j', 'list', kind, family, table, name]));
      const parsed = JSON.parse(text) as { nftables: Array<Record<string, { elem?: unknown[] }>> };
      return parsed.nftables.map((entry) => entry[kind]).find((found) => found !== undefined)?.elem?.length ?? 0;
    } catch {
      return undefined;
    }
  }

  /** Removes a table with all it holds; quiet when there is none. */
  async deleteTable(family: NftFamily, name: string): Promise<void> {
    // "add" makes the deletion succeed when the table is not there, within one transaction.
    await this.apply(`add table ${family} ${name}\ndelete table ${family} ${name}\n`);
  }

  private serial<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work, work);
    this.last = next.catch(() => undefined);
    return next;
  }
}
