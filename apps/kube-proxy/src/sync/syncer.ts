import type { Logger } from '@kubets/component/log';
import type { Conntrack } from '@kubets/networking/host/conntrack';
import type { Nft } from '@kubets/networking/nft/nft';
import type { ProxyConfig } from '../config/proxy-config.js';
import type { ProxyMetrics } from '../metrics/proxy-metrics.js';
import { AppliedTable } from '../rules/applied-table.js';
import { baseTable, markStatement } from '../rules/base-table.js';
import { compile } from '../rules/compile.js';
import type { ServiceRules } from '../rules/service-rules.js';
import { sharedChainRules } from '../rules/shared-chains.js';
import type { ServiceView } from '../services/frontend.js';
import { Coalescer } from './coalescer.js';
import { staleFlows } from './stale-flows.js';

export interface SyncerParts {
  readonly config: ProxyConfig;
  readonly nft: Nft;
  readonly conntrack: Pick<Conntrack, 'forget'>;
  readonly log: Logger;
  readonly metrics: ProxyMetrics;
  readonly now: () => number;
  /** What the service asks for now; without frontends when it is gone. */
  readonly view: (service: string) => ServiceView;
  /** Every service there is. */
  readonly all: () => Iterable<string>;
  /** Called after services were applied. */
  readonly applied: (services: Iterable<string>) => void;
}

/** Brings the kernel's table to what the services ask for: changed services in one small transaction, everything after a failure. */
export class Syncer {
  private readonly table: AppliedTable;
  private readonly coalescer: Coalescer;
  private dirty = new Set<string>();
  private contested = new Map<string, Set<string>>();
  private whole = true;
  private readonly mark: string;
  lastUpdated = 0;
  /** When the oldest change that is not applied arrived. */
  waitingSince: number | undefined;

  constructor(private readonly parts: SyncerParts) {
    this.mark = markStatement(parts.config);
    this.table = new AppliedTable(parts.config.table, (chain) => sharedChainRules(chain, this.mark));
    this.coalescer = new Coalescer(() => this.sync(), parts.config.minSyncPeriod, parts.now);
  }

  /** Marks a service as changed. */
  changed(service: string): void {
    this.dirty.add(service);
    for (const other of this.contested.get(service) ?? []) this.dirty.add(other);
    this.waiting();
  }

  /** Asks for the whole table to be made anew. */
  rebuild(): void { this.whole = true; this.waiting(); }

  stop(): Promise<void> { return this.coalescer.stop(); }

  /** Looks whether the table is as it was left; makes it anew if somebody removed or emptied it. */
  async verify(): Promise<void> {
    const { nft, config, log } = this.parts;
    if (this.waitingSince !== undefined) return;
    const family = config.serviceCidrs.some((cidr) => cidr.family === 4) ? 4 : 6;
    const found = await nft.countElements('inet', config.table, 'map', `services${family}`);
    if (this.waitingSince !== undefined || found === this.table.count(`services${family}`)) return;
    log.warn('The nftables table was changed by somebody else and is made anew', { table: config.table, found: found ?? 'none', expected: this.table.count(`services${family}`) });
    this.rebuild();
  }

  private waiting(): void {
    this.waitingSince ??= this.parts.now();
    this.parts.metrics.lastQueued.set(this.parts.now() / 1000);
    this.coalescer.request();
  }

  private async sync(): Promise<void> {
    const { nft, metrics, log, now } = this.parts;
    const started = now();
    const whole = this.whole;
    const services = whole ? new Set([...this.parts.all(), ...this.table.names()]) : this.dirty;
    this.whole = false;
    this.dirty = new Set();
    const before = new Map([...services].map((service) => [service, this.table.rules(service)]));
    try {
      if (whole) this.table.reset();
      const wanted = new Map([...before].map(([service, rules]): [string, ServiceRules] => [service, compile(this.parts.view(service), rules, this.mark)]));
      const plan = this.table.plan(wanted);
      const statements = whole ? `${this.fresh()}${plan.statements}` : plan.statements;
      if (statements !== '') await nft.apply(statements);
      plan.commit();
      this.contest(services, plan.conflicts);
    } catch (error) {
      this.whole = true;
      metrics.failures.inc();
      log.error('Service rules could not be applied; trying again', { error, services: services.size });
      throw error;
    }
    await this.forgetFlows(before);
    this.finished(started, services);
  }

  /** One transaction: the old table is in force until the new one is. */
  private fresh(): string {
    const { table } = this.parts.config;
    return `add table inet ${table}\ndelete table inet ${table}\n${baseTable(this.parts.config)}`;
  }

  private contest(services: Iterable<string>, conflicts: readonly { service: string; element: string; owner: string }[]): void {
    for (const service of services) this.contested.delete(service);
    for (const { service, element, owner } of conflicts) {
      this.contested.set(owner, (this.contested.get(owner) ?? new Set()).add(service));
      this.parts.log.warn('Two services ask for the same address and port; the first has it', { service, element, owner });
    }
  }

  private async forgetFlows(before: ReadonlyMap<string, ServiceRules>): Promise<void> {
    for (const [service, old] of before) {
      for (const flow of staleFlows(old.frontends, this.table.rules(service).frontends)) {
        if (!await this.parts.conntrack.forget(flow)) return;
      }
    }
  }

  private finished(started: number, services: Iterable<string>): void {
    const { metrics, now } = this.parts;
    this.lastUpdated = now();
    this.waitingSince = this.dirty.size > 0 || this.whole ? this.lastUpdated : undefined;
    metrics.syncDuration.observe((this.lastUpdated - started) / 1000);
    metrics.lastSync.set(this.lastUpdated / 1000);
    this.parts.applied(services);
  }
}

