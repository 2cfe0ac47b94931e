import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { services } from '@kubets/api/core/v1/resources.cfg';
import type { Service } from '@kubets/api/core/v1/service';
import { sleep, systemClock, type Clock } from '@kubets/client/clock';
import type { Informer } from '@kubets/client/informer';
import type { Component, ComponentHost } from '@kubets/component/component';
import type { ContainerRuntime, RuntimeEvent } from '@kubets/container-runtime/runtime';
import { readResolvConf, type DnsSettings } from './hosts/resolv-conf.js';
import { ImageManager } from './images/image-manager.js';
import { KubeletMetrics } from './metrics.js';
import { allocatableOf, capacityOf } from './node/capacity.js';
import { readMachine, type Machine } from './node/machine.js';
import { NodeAgent } from './node/node-agent.js';
import { standardLabels } from './node/node-object.js';
import type { NodeConfig } from './node-config.js';
import { ReferencedObjects } from './objects/referenced-objects.js';
import { nodePodSource, type PodSource } from './pod-source/pod-source.js';
import { eventSubject, nameOf, namespaceOf } from './pod/identity.js';
import { Backoff } from './pod-workers/backoff.js';
import type { PodContext } from './pod-workers/context.js';
import { PodWorkers } from './pod-workers/pod-workers.js';
import { ProbeManager } from './probes/probe-manager.js';
import { networkChecks, Prober, simulatedChecks, type NetworkChecks } from './probes/prober.js';
import { wholeValue } from './resources/quantity.js';
import { RuntimeState } from './runtime-state/runtime-state.js';
import { KubeletNodeApi } from './server/kubelet-node-api.js';
import type { NodeApi } from './server/node-api.js';
import { StatsCollector } from './server/stats-summary.js';
import { StatusManager } from './status/status-manager.js';
import { directoryMounter, linuxMounter, type Mounter } from './volumes/mounter.js';
import { TokenCache } from './volumes/tokens.js';
import { removePodDirectory } from './volumes/volume-manager.js';

export interface KubeletOptions {
  readonly host: ComponentHost;
  readonly runtime: ContainerRuntime;
  readonly node: NodeConfig;
  /** Pods by node; shared by the kubelets of one process. By default a watch of this node's pods. */
  readonly pods?: PodSource;
  /** ConfigMaps and Secrets in use; shared by the kubelets of one process if given, and then not stopped by this one. */
  readonly objects?: ReferencedObjects;
  readonly clock?: Clock;
  readonly machine?: Machine;
  readonly network?: NetworkChecks;
  readonly mounter?: Mounter;
}

const RELIST_MS = 60_000;
const SIMULATED = 'simulated';

/** The node agent: runs the pods that are bound to its node, and tells the API server how they and the node are. */
export class Kubelet implements Component {
  readonly name = 'kubelet';
  /** Sockets, files and engine for as long as it runs; set by {@link start}. */
  private running: { readonly api: NodeApi; readonly workers: PodWorkers; readonly agent: NodeAgent; readonly probes: ProbeManager; readonly context: PodContext } | undefined;
  private readonly clock: Clock;
  private readonly loops: Promise<void>[] = [];
  private signal: AbortSignal = new AbortController().signal;
  private unsubscribe: (() => void) | undefined;

  constructor(private readonly options: KubeletOptions) {
    this.clock = options.clock ?? { ...systemClock, now: options.host.now };
  }

  /** What the node answers about its pods. Throws before {@link start}. */
  get api(): NodeApi {
    if (!this.running) throw new Error(`the kubelet of node ${this.options.node.name} has not started`);
    return this.running.api;
  }

  async start(signal: AbortSignal): Promise<void> {
    const { host, runtime, node } = this.options;
    this.signal = signal;
    await mkdir(join(node.rootDir, 'pods'), { recursive: true });
    const machine = this.options.machine ?? await readMachine(node.rootDir);
    const capacity = capacityOf(machine, node);
    const allocatable = allocatableOf(capacity, node.reserved);
    const serviceInformer = host.informers.informer(services);
    const source = this.options.pods ?? nodePodSource(host.informers, node.name);
    host.informers.start(signal);
    const context = this.createContext(serviceInformer, allocatable, wholeValue(capacity.memory));
    const labels = { ...node.labels, ...standardLabels(node.name, machine.architecture) };
    const workers = new PodWorkers(context, () => ({ labels: agent.current?.metadata.labels ?? labels, allocatable }));
    const version = await runtime.version().catch(() => ({ runtime: runtime.name, version: '0', apiVersion: '' }));
    const agent = new NodeAgent({
      client: host.client, runtime, clock: this.clock, log: host.log, config: node, facts: { config: node, machine, capacity, allocatable, runtime: version },
      event: (about, type, reason, message) => host.events.event({ ...about, apiVersion: 'v1', kind: 'Node' }, type, reason, message),
    });
    const stats = new StatsCollector(runtime, node.name, wholeValue(capacity.memory), this.clock.now());
    this.running = { api: new KubeletNodeApi(context, workers, stats), workers, agent, probes: context.probes, context };
    // Events first, so that nothing that happens during the first listing is missed.
    this.loops.push(this.followEvents(context, workers));
    await Promise.all([context.state.relist(), agent.register(signal), serviceInformer.whenSynced(), source.whenSynced()]);
    if (signal.aborted) return;
    this.unsubscribe = source.subscribe(node.name, { changed: (pod) => workers.update(pod), removed: (pod) => workers.remove(pod) });
    workers.endOrphans();
    this.loops.push(this.removeOrphanDirectories(context, workers), agent.run(signal), this.relistNowAndThen(context, workers));
  }

  async stop(): Promise<void> {
    this.unsubscribe?.();
    if (!this.running) return;
    const { workers, probes, context } = this.running;
    probes.stop();
    if (!this.options.objects) context.objects.stop();
    await workers.stop();
    await Promise.all(this.loops);
    context.metrics.running(0, {});
  }

  private createContext(serviceInformer: Informer<Service>, allocatable: Record<string, string>, memoryCapacity: number): PodContext {
    const { host, runtime, node } = this.options;
    const { clock } = this;
    const log = host.log.child({ node: node.name });
    const simulated = runtime.name === SIMULATED;
    const network = this.options.network ?? (simulated ? simulatedChecks : networkChecks);
    const metrics = new KubeletMetrics(host.metrics);
    const objects = this.options.objects ?? new ReferencedObjects(host.client, clock);
    const event: PodContext['event'] = (pod, type, reason, message, fieldPath) =>
      host.events.event(eventSubject(pod), type, reason, message, ...(fieldPath ? [{ fieldPath }] : []));
    const wake = (uid: string): void => this.running?.workers.wake(uid);
    let nodeDns: Promise<DnsSettings> | undefined;
    return {
      node, clock, log, runtime, network, objects, metrics, event, allocatable, memoryCapacity,
      state: new RuntimeState(runtime, (uid) => { wake(uid); this.countRunning(); }),
      images: new ImageManager(runtime, clock, node.maxParallelImagePulls),
      probes: new ProbeManager(new Prober(runtime, network), clock, {
        changed: wake, event,
        counted: (pod, container, kind, result) => metrics.probed(namespaceOf(pod), nameOf(pod), container, kind, result),
      }),
      tokens: new TokenCache(objects, clock), mounter: this.options.mounter ?? (simulated ? directoryMounter : linuxMounter),
      status: new StatusManager(host.client, clock, log, () => this.signal), backoff: new Backoff(),
      services: (namespace) => {
        const found = serviceInformer.lister.byIndex('namespace', namespace);
        const master = namespace === 'default' ? undefined : serviceInformer.lister.get('default/kubernetes');
        return master ? [...found, master] : found;
      },
      nodeDns: () => (nodeDns ??= readResolvConf()),
    };
  }

  private counting = false;
  /** Gauges follow changes, but not each of a burst. */
  private countRunning(): void {
    if (this.counting) return;
    this.counting = true;
    queueMicrotask(() => {
      this.counting = false;
      const { context } = this.running ?? {};
      if (!context || this.signal.aborted) return;
      const pods = new Set<string>();
      const states: Record<string, number> = {};
      for (const container of context.state.containers()) {
        states[container.state] = (states[container.state] ?? 0) + 1;
        if (container.state === 'running') pods.add(container.pod.uid);
      }
      context.metrics.running(pods.size, states);
    });
  }

  private async followEvents(context: PodContext, workers: PodWorkers): Promise<void> {
    try {
      for await (const event of this.options.runtime.events(this.signal)) {
        if (this.signal.aborted) return;
        void this.take(event, context, workers);
      }
    } catch (error) {
      if (!this.signal.aborted) context.log.error('the engine\'s events ended; relying on listings from here on', { error });
    }
  }

  private async take({ podUid, containerId }: RuntimeEvent, { state, log }: PodContext, workers: PodWorkers): Promise<void> {
    try {
      await (state.isSandbox(podUid, containerId) ? state.relist() : state.refresh(containerId, podUid));
    } catch (error) {
      log.debug(1, 'a container could not be looked up', { container: containerId, error });
    }
    workers.wake(podUid);
  }

  /** In case an event was lost. A node without pods has nothing to lose. */
  private async relistNowAndThen({ state, clock, log }: PodContext, workers: PodWorkers): Promise<void> {
    while (!this.signal.aborted) {
      await sleep(clock, RELIST_MS, this.signal);
      if (this.signal.aborted || workers.size === 0) continue;
      await state.relist().catch((error: unknown) => log.warn('the engine could not be listed', { error }));
    }
  }

  /** Files of pods that neither the API nor the engine knows. */
  private async removeOrphanDirectories({ node, mounter, log }: PodContext, workers: PodWorkers): Promise<void> {
    for (const uid of await readdir(join(node.rootDir, 'pods')).catch(() => [] as string[])) {
      if (workers.get(uid)) continue;
      await removePodDirectory(node.rootDir, uid, mounter).catch((error: unknown) => log.warn('files of a pod that is gone could not be removed', { pod: uid, error }));
    }
  }
}
