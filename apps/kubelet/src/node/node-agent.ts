import { nodes } from '@kubets/api/core/v1/resources.cfg';
import type { Node, NodeStatus } from '@kubets/api/core/v1/node';
import { isAlreadyExists, isNotFound } from '@kubets/apimachinery/errors/status';
import type { Client } from '@kubets/client/client';
import type { Logger } from '@kubets/component/log';
import type { ContainerRuntime } from '@kubets/container-runtime/runtime';
import { rfc3339, sleep, type Clock } from '../clock.js';
import type { NodeConfig } from '../node-config.js';
import { sameJson } from '../status/status-patch.js';
import type { NodeHealth } from './conditions.js';
import { NodeLease } from './lease.js';
import { readPressure } from './machine.js';
import { imageList, nodeDraft, nodeStatus, standardLabels, type NodeFacts } from './node-object.js';

const PERIOD_MS = 10_000;
/** An unchanged status is written this often, as proof that it is current. */
const REPORT_MS = 5 * 60_000;
const RETRY_MS = 200;
const LONGEST_RETRY_MS = 7000;

export interface NodeAgentDeps {
  readonly client: Client;
  readonly runtime: ContainerRuntime;
  readonly clock: Clock;
  readonly log: Logger;
  readonly config: NodeConfig;
  readonly facts: NodeFacts;
  event(node: Node, type: 'Normal' | 'Warning', reason: string, message: string): void;
}

/** Registers the node and keeps its status and lease current. */
export class NodeAgent {
  private node: Node | undefined;
  private reportedAt = 0;
  private failures = 0;
  private readonly lease: NodeLease;

  constructor(private readonly deps: NodeAgentDeps) {
    this.lease = new NodeLease(deps.client, deps.clock, deps.config.name);
  }

  /** The node as the API server last answered. */
  get current(): Node | undefined { return this.node; }

  /** Creates the Node or adopts the one that is there. Tries until it works or `signal` aborts. */
  async register(signal: AbortSignal): Promise<void> {
    let retry = RETRY_MS;
    while (!signal.aborted) {
      try {
        await this.createOrAdopt();
        // A young cluster may not have the leases' namespace yet; the node is registered all the same.
        await this.attempt('lease', () => this.lease.renew(this.node?.metadata.uid ?? ''));
        return;
      } catch (error) {
        this.deps.log.warn('the node could not be registered, will try again', { node: this.deps.config.name, error });
        await sleep(this.deps.clock, retry, signal);
        retry = Math.min(LONGEST_RETRY_MS, retry * 2);
      }
    }
  }

  /** Heartbeats every 10 s until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(this.deps.clock, PERIOD_MS, signal);
      if (signal.aborted) return;
      await Promise.all([this.attempt('lease', () => this.lease.renew(this.node?.metadata.uid ?? '')), this.attempt('status', () => this.report())]);
    }
  }

  private async attempt(what: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failures = 0;
    } catch (error) {
      this.failures += 1;
      this.deps.log.warn(`the node ${what} could not be written`, { node: this.deps.config.name, failures: this.failures, error });
    }
  }

  private async createOrAdopt(): Promise<void> {
    const { client, config, facts } = this.deps;
    const resource = client.resource(nodes);
    const status = await this.observe(undefined);
    if (config.registerNode !== false) {
      try {
        this.node = await resource.create(nodeDraft(facts, status));
        this.reportedAt = this.deps.clock.now();
        this.deps.event(this.node, 'Normal', 'Starting', 'Starting kubelet.');
        // A server may drop the status of a new object.
        return await this.report();
      } catch (error) {
        if (!isAlreadyExists(error)) throw error;
      }
    }
    this.node = await resource.get(config.name);
    await this.adoptLabels();
    this.reportedAt = 0;
    await this.report();
  }

  private async adoptLabels(): Promise<void> {
    const { client, config, facts } = this.deps;
    const wanted = { ...config.labels, ...standardLabels(config.name, facts.machine.architecture) };
    const labels = this.node?.metadata.labels ?? {};
    const cidr = config.podCIDR && !this.node?.spec.podCIDR ? { spec: { podCIDR: config.podCIDR, podCIDRs: [config.podCIDR] } } : {};
    if (Object.entries(wanted).every(([k, v]) => labels[k] === v) && !('spec' in cidr)) return;
    this.node = await client.resource(nodes).patch(config.name, { type: 'strategic', body: { metadata: { labels: wanted }, ...cidr } });
  }

  private async health(): Promise<NodeHealth> {
    const { runtime, config } = this.deps;
    const state = await runtime.status().catch((error: unknown) => ({ runtimeReady: false, networkReady: false, message: (error as Error).message }));
    return { runtime: state, pressure: await readPressure(config.rootDir), evictionHard: config.evictionHard ?? {} };
  }

  private async observe(old: NodeStatus | undefined): Promise<NodeStatus> {
    const { runtime, facts, clock } = this.deps;
    const [health, images] = await Promise.all([this.health(), runtime.listImages().catch(() => [])]);
    return nodeStatus(facts, health, imageList(images), old ?? {}, rfc3339(clock.now()));
  }

  /** Writes the status if it changed, or if it has not been written for five minutes. */
  private async report(): Promise<void> {
    const { client, config, clock } = this.deps;
    const old = this.node?.status;
    const status = await this.observe(old);
    const due = clock.now() - this.reportedAt >= REPORT_MS;
    if (!due && old && sameJson(comparable(old), comparable(status))) return;
    try {
      this.node = await client.resource(nodes).patch(config.name, { type: 'strategic', body: { status } }, { subresource: 'status' });
    } catch (error) {
      if (!isNotFound(error) || config.registerNode === false) throw error;
      // Somebody deleted the node while it is alive and well.
      this.node = undefined;
      return this.createOrAdopt();
    }
    this.reportedAt = clock.now();
  }
}

/** The part of a status whose change is worth a write; heartbeats alone are not. */
const comparable = (status: NodeStatus): object => ({
  addresses: status.addresses, allocatable: status.allocatable, capacity: status.capacity, daemonEndpoints: status.daemonEndpoints, images: status.images,
  nodeInfo: status.nodeInfo,
  conditions: (status.conditions ?? []).filter((c) => OWN.has(c.type)).map(({ type, status: value, reason, message }) => ({ type, value, reason, message })),
});
const OWN = new Set(['MemoryPressure', 'DiskPressure', 'PIDPressure', 'Ready']);
