import type { Server } from 'node:http';
import { nodes, services } from '@kubets/api/core/v1/resources.cfg';
import type { Node } from '@kubets/api/core/v1/node';
import type { Service } from '@kubets/api/core/v1/service';
import type { EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import { keyOf, type Informer } from '@kubets/client/informer';
import type { Component, ComponentHost } from '@kubets/component/component';
import { Conntrack } from '@kubets/networking/host/conntrack';
import { enableForwarding } from '@kubets/networking/host/forwarding';
import { Routes } from '@kubets/networking/host/routes';
import { Nft } from '@kubets/networking/nft/nft';
import { probeNft, type NftProbe } from '@kubets/networking/nft/probe';
import { run, type Run } from '@kubets/networking/command/run';
import { cleanUp, guardsOf } from './cleanup.js';
import { familiesOf, proxyConfig, type ProxyConfig } from './config/proxy-config.js';
import { HealthChecks } from './health/health-checks.js';
import { serveHealthz } from './health/healthz.js';
import { ProxyMetrics } from './metrics/proxy-metrics.js';
import { baseTable } from './rules/base-table.js';
import { NO_SERVICE, type ServiceView } from './services/frontend.js';
import { nodeEligible, nodeView, type NodeView } from './services/node-view.js';
import { serviceView } from './services/service-view.js';
import { Syncer } from './sync/syncer.js';

/** Named for its owner: informers are shared by all components of a process. */
const SERVICE_INDEX = 'kube-proxy/service';
const SERVICE_LABEL = 'kubernetes.io/service-name';
const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time';
const STALE_MILLISECONDS = 60_000;

export interface KubeProxyOptions {
  readonly host: ComponentHost;
  /** The Node that this proxy runs on. */
  readonly nodeName: string;
  readonly config?: Partial<ProxyConfig>;
  /** How `nft` and `ip` are run; tests run them in a network namespace. */
  readonly run?: Run;
}

/** Makes the addresses of Services work on this node by rules of nftables. */
export class KubeProxy implements Component {
  readonly name = 'kube-proxy';
  readonly config: ProxyConfig;
  /** What was found at start; without rights the proxy does nothing and says so here. */
  status: NftProbe = { ok: false, message: 'not started' };

  private readonly nft: Nft;
  private readonly routes: Routes;
  private readonly syncer: Syncer;
  private readonly metrics: ProxyMetrics;
  private readonly checks: HealthChecks;
  private readonly services: Informer<Service>;
  private readonly slices: Informer<EndpointSlice>;
  private readonly nodes: Informer<Node>;
  private readonly triggers = new Map<string, number[]>();
  private readonly noLocal = { internal: new Set<string>(), external: new Set<string>() };
  private readonly pending = { services: 0, slices: 0 };
  private healthz: Server | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: KubeProxyOptions) {
    const { host, nodeName } = options;
    const runner = options.run ?? run;
    this.config = proxyConfig(options.config ?? {});
    this.nft = new Nft(runner);
    this.routes = new Routes(runner);
    this.metrics = new ProxyMetrics(host.metrics);
    this.services = host.informers.informer(services);
    this.slices = host.informers.informer(endpointslices);
    this.slices.addIndex(SERVICE_INDEX, (slice) => serviceOf(slice));
    this.nodes = host.informers.informer(nodes, { fieldSelector: `metadata.name=${nodeName}` });
    this.checks = new HealthChecks(host.log, () => this.current());
    const track = async (command: readonly string[]) => {
      try { return { code: 0, stdout: await runner(command), stderr: '' }; } catch (error) { return { code: (error as { code?: number }).code ?? 1, stdout: '', stderr: String(error) }; }
    };
    this.syncer = new Syncer({
      config: this.config, nft: this.nft, conntrack: new Conntrack(track), log: host.log, metrics: this.metrics, now: host.now,
      view: (key) => this.view(key), all: () => this.services.lister.list().map(keyOf), applied: (keys) => this.applied(keys),
    });
  }

  /** Resolves when every service that exists is programmed, or at once when the kernel cannot be reached. */
  async start(signal: AbortSignal): Promise<void> {
    const { log } = this.options.host;
    this.status = await probeNft(this.options.run ?? run);
    if (!this.status.ok) { log.warn(`Service addresses will not work on this node: ${this.status.message}`); return; }
    await this.prepareHost();
    if (!await this.nft.hasTable('inet', this.config.table)) await this.nft.apply(baseTable(this.config));
    for (const informer of [this.services, this.slices, this.nodes]) informer.start(signal);
    await Promise.all([this.services, this.slices, this.nodes].map((informer) => informer.whenSynced()));
    if (signal.aborted) return;
    const programmed = new Promise<void>((resolve) => { this.firstSync = resolve; signal.addEventListener('abort', () => resolve(), { once: true }); });
    this.watch();
    this.syncer.rebuild();
    this.timer = setInterval(() => void this.syncer.verify().catch((error: unknown) => log.warn('The nftables table could not be checked', { error })), this.config.syncPeriod);
    this.timer.unref();
    await this.openHealthz();
    await programmed;
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.syncer.stop();
    this.checks.close();
    this.healthz?.closeAllConnections();
    await new Promise<void>((resolve) => { if (this.healthz) this.healthz.close(() => resolve()); else resolve(); });
  }

  /** Removes everything that this proxy put on the host. Rules outlive the process otherwise, so that a restart interrupts nothing. */
  cleanup(): Promise<void> { return cleanUp(this.config, this.options.run); }

  private firstSync: () => void = () => undefined;

  private watch(): void {
    const service = (object: Service): void => { this.metrics.serviceChanges.inc(); this.pending.services++; this.changed(keyOf(object)); };
    const slice = (object: EndpointSlice): void => {
      this.metrics.endpointChanges.inc();
      this.pending.slices++;
      for (const key of serviceOf(object)) { this.triggered(key, object); this.changed(key); }
    };
    // The first pass covers what is there already.
    this.services.addHandlers({ added: (object, initial) => { if (!initial) service(object); }, updated: service, deleted: service });
    this.slices.addHandlers({ added: (object, initial) => { if (!initial) slice(object); }, updated: (object, old) => { slice(object); for (const key of serviceOf(old)) this.changed(key); }, deleted: slice });
    this.nodes.addHandlers({ updated: (now, old) => { if (this.node(now).zone !== this.node(old).zone) this.syncer.rebuild(); } });
  }

  private changed(key: string): void {
    this.metrics.servicePending.set(this.pending.services);
    this.metrics.endpointPending.set(this.pending.slices);
    this.syncer.changed(key);
  }

  private node(node: Node | undefined = this.nodes.lister.get(this.options.nodeName)): NodeView { return nodeView(this.options.nodeName, node); }

  private view(key: string): ServiceView {
    const service = this.services.lister.get(key);
    return service ? serviceView(service, this.slices.lister.byIndex(SERVICE_INDEX, key), this.node()) : NO_SERVICE;
  }

  private triggered(key: string, slice: EndpointSlice): void {
    const at = Date.parse(slice.metadata.annotations?.[TRIGGER_TIME] ?? '');
    if (!Number.isNaN(at)) this.triggers.set(key, [...this.triggers.get(key) ?? [], at]);
  }

  private applied(keys: Iterable<string>): void {
    for (const key of keys) {
      const view = this.view(key);
      this.checks.set(key, view.healthCheck);
      for (const at of this.triggers.get(key) ?? []) this.metrics.programming.observe(Math.max(0, this.options.host.now() - at) / 1000);
      this.triggers.delete(key);
      mark(this.noLocal.internal, key, view.frontends.some((frontend) => frontend.whenEmpty === 'drop' && frontend.backends.length === 0));
      mark(this.noLocal.external, key, view.frontends.some((frontend) => frontend.localOnly?.length === 0));
    }
    this.metrics.noLocalEndpoints.set({ traffic_policy: 'internal' }, this.noLocal.internal.size);
    this.metrics.noLocalEndpoints.set({ traffic_policy: 'external' }, this.noLocal.external.size);
    if (this.syncer.waitingSince === undefined) {
      this.pending.services = this.pending.slices = 0;
      this.metrics.servicePending.set(0);
      this.metrics.endpointPending.set(0);
    }
    this.firstSync();
  }

  private current(): boolean {
    const since = this.syncer.waitingSince;
    return since === undefined || this.options.host.now() - since < STALE_MILLISECONDS;
  }

  private async prepareHost(): Promise<void> {
    if (!this.config.manageHost) return;
    const { log } = this.options.host;
    for (const outcome of this.options.run ? [] : await enableForwarding(familiesOf(this.config))) if (!outcome.ok) log.warn(outcome.message);
    await this.routes.guard(guardsOf(this.config)).catch((error: unknown) => log.warn('Routes that keep the cluster\'s ranges on this node could not be set', { error }));
  }

  private async openHealthz(): Promise<void> {
    if (this.config.healthzBindAddress === '') return;
    this.healthz = await serveHealthz(this.config.healthzBindAddress, {
      current: () => this.current(), eligible: () => nodeEligible(this.nodes.lister.get(this.options.nodeName)), lastUpdated: () => this.syncer.lastUpdated, now: this.options.host.now,
    });
  }
}

const serviceOf = (slice: EndpointSlice): string[] => {
  const name = slice.metadata.labels?.[SERVICE_LABEL];
  return name ? [`${slice.metadata.namespace}/${name}`] : [];
};

const mark = (set: Set<string>, key: string, present: boolean): void => { if (present) set.add(key); else set.delete(key); };
