import { nodes as nodeResource, pods as podResource } from '@kubets/api/core/v1/resources.cfg';
import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { Component, ComponentHost } from '@kubets/component/component';
import type { ClusterEvent } from './framework/plugin.js';
import { type Refusal, Shape, shapeKey } from './framework/shape.js';
import { NodeTable } from './nodes/node-table.js';
import { nodeEvents } from './nodes/node-events.js';
import { FILTERS, SCORES } from './plugins/plugins.cfg.js';
import { type QueuedPod, SchedulingQueue } from './queue/scheduling-queue.js';
import { SchedulerMetrics } from './scheduler-metrics.js';

export interface SchedulerOptions {
  /** Pods that name another scheduler are left alone. */
  readonly schedulerName?: string;
  /** Bindings under way at once. */
  readonly parallelBindings?: number;
}

const MAX_SHAPES = 256;
/** Pods placed in one turn of the event loop before others get theirs. */
const BATCH = 64;

/** Gives every pod a node: takes pods from the queue one by one, places them in the table at once, and binds them in the background. */
export class Scheduler implements Component {
  readonly name = 'scheduler';
  readonly nodes = new NodeTable();
  readonly queue: SchedulingQueue;
  readonly #metrics: SchedulerMetrics;
  readonly #shapes = new Map<string, Shape>();
  /** Pods that are placed but not yet seen bound. */
  readonly #assumed = new Set<string>();
  readonly #binding = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;
  #awake = false;
  #stopped = false;

  constructor(private readonly host: ComponentHost, private readonly options: SchedulerOptions = {}) {
    this.queue = new SchedulingQueue(host.now);
    this.#metrics = new SchedulerMetrics(host.metrics, () => this.queue.lengths);
  }

  async start(signal: AbortSignal): Promise<void> {
    const nodes = this.host.informers.informer(nodeResource);
    const pods = this.host.informers.informer(podResource);
    this.host.informers.start(signal);
    await Promise.all([nodes.whenSynced(), pods.whenSynced()]);
    nodes.addHandlers({
      added: (node) => { this.nodes.setNode(node); this.#event('node-added'); },
      updated: (node, old) => this.#nodeChanged(node, old),
      deleted: (node) => this.nodes.removeNode(node.metadata.name ?? ''),
    });
    pods.addHandlers({ added: (pod) => this.#podSeen(pod), updated: (pod, old) => this.#podSeen(pod, old), deleted: (pod) => this.#podGone(pod) });
    signal.addEventListener('abort', () => { this.#stopped = true; clearTimeout(this.#timer); }, { once: true });
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await Promise.allSettled(this.#binding);
  }

  #mine(pod: Pod): boolean { return (pod.spec.schedulerName || 'default-scheduler') === (this.options.schedulerName ?? 'default-scheduler'); }

  #podSeen(pod: Pod, old?: Pod): void {
    const uid = pod.metadata.uid ?? '';
    if (pod.spec.nodeName) {
      this.queue.remove(uid);
      this.#assumed.delete(uid);
      const had = this.nodes.hasPod(uid);
      if (isPodTerminal(pod)) { this.nodes.removePod(uid); if (had) this.#event('pod-removed'); return; }
      // A status update changes nothing that scheduling counts.
      if (had && old?.spec.nodeName && JSON.stringify(old.spec) === JSON.stringify(pod.spec)) return;
      this.nodes.addPod(pod);
      return;
    }
    if (!this.#mine(pod) || pod.metadata.deletionTimestamp || isPodTerminal(pod)) { this.queue.remove(uid); return; }
    if (this.#assumed.has(uid)) return;
    if (old) this.queue.update(pod, old); else this.queue.add(pod);
    this.#wake();
  }

  #podGone(pod: Pod): void {
    const uid = pod.metadata.uid ?? '';
    this.queue.remove(uid);
    this.#assumed.delete(uid);
    if (!this.nodes.hasPod(uid)) return;
    this.nodes.removePod(uid);
    this.#event('pod-removed');
  }

  #nodeChanged(node: Node, old: Node): void {
    const events = nodeEvents(node, old);
    // Heartbeats change conditions only: nothing to compute again.
    if (!events.length) return;
    this.nodes.setNode(node);
    for (const event of events) this.#event(event);
  }

  #event(event: ClusterEvent): void {
    this.queue.wake(event, (plugin, of) => FILTERS.find((f) => f.name === plugin)?.unblockedBy.includes(of) ?? true);
    this.#wake();
  }

  /** Runs the loop soon; many wakes are one. */
  #wake(): void {
    if (this.#awake || this.#stopped) return;
    this.#awake = true;
    clearTimeout(this.#timer);
    setImmediate(() => { this.#awake = false; this.#run(); });
  }

  #run(): void {
    const limit = this.options.parallelBindings ?? 128;
    for (let i = 0; i < BATCH && !this.#stopped; i++) {
      if (this.#binding.size >= limit) return;
      const entry = this.queue.pop();
      if (!entry) {
        const due = this.queue.dueIn();
        if (due !== undefined) this.#timer = setTimeout(() => this.#wake(), due).unref();
        return;
      }
      this.#schedule(entry);
    }
    this.#wake();
  }

  #schedule(entry: QueuedPod): void {
    const started = performance.now();
    const { pod } = entry;
    const shape = this.#shapeOf(pod);
    const node = shape.best();
    this.#metrics.algorithmSeconds.observe((performance.now() - started) / 1000);
    if (node < 0) { this.#refuse(entry, shape.refusal(), started); return; }
    const name = this.nodes.nodes[node]!.metadata.name ?? '';
    const uid = pod.metadata.uid ?? '';
    this.nodes.addPod(pod, name);
    this.#assumed.add(uid);
    const binding = this.#bind(entry, name, started).finally(() => { this.#binding.delete(binding); this.#wake(); });
    this.#binding.add(binding);
  }

  #shapeOf(pod: Pod): Shape {
    const key = shapeKey(pod);
    let shape = this.#shapes.get(key);
    if (shape) { this.#shapes.delete(key); } else shape = new Shape(pod, this.nodes, FILTERS, SCORES);
    // Least recently used first.
    this.#shapes.set(key, shape);
    if (this.#shapes.size > MAX_SHAPES) this.#shapes.delete(this.#shapes.keys().next().value!);
    return shape;
  }

  async #bind(entry: QueuedPod, node: string, started: number): Promise<void> {
    const { pod } = entry;
    const { name = '', namespace = '', uid = '' } = pod.metadata;
    try {
      await this.host.client.resource(podResource, namespace).createSubresource(name, 'binding', {
        apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace, uid }, target: { apiVersion: 'v1', kind: 'Node', name: node },
      });
      this.#observe('scheduled', started);
      this.#metrics.podSeconds.observe({ attempts: String(Math.min(entry.attempts, 16)) }, (this.host.now() - entry.since) / 1000);
      this.host.events.event(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${node}`);
    } catch (error) {
      this.#assumed.delete(uid);
      this.nodes.removePod(uid);
      if (isNotFound(error)) return;
      this.#observe('error', started);
      if (isConflict(error)) this.host.log.debug(1, 'the pod changed while it was bound', { pod: `${namespace}/${name}`, error });
      else this.host.log.warn('binding failed', { pod: `${namespace}/${name}`, node, error });
      const current = this.host.informers.informer(podResource).lister.get(`${namespace}/${name}`);
      if (current && current.metadata.uid === uid && !current.spec.nodeName) this.queue.putBack({ ...entry, pod: current }, new Set());
    }
  }

  #refuse(entry: QueuedPod, refusal: Refusal, started: number): void {
    const { pod } = entry;
    this.#observe('unschedulable', started);
    const message = unschedulableMessage(refusal, this.nodes.size);
    this.queue.putBack(entry, refusal.plugins.size ? refusal.plugins : new Set(['NodeName']));
    this.host.events.event(pod, 'Warning', 'FailedScheduling', message);
    const known = pod.status.conditions?.find((c) => c.type === 'PodScheduled');
    if (known?.status === 'False' && known.reason === 'Unschedulable' && known.message === message) return;
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime: known?.status === 'False' ? known.lastTransitionTime : formatTime(this.host.now()) };
    const { name = '', namespace = '' } = pod.metadata;
    void this.host.client.resource(podResource, namespace).patch(name, { type: 'strategic', body: { status: { conditions: [condition] } } }, { subresource: 'status' })
      .catch((error: unknown) => { if (!isNotFound(error)) this.host.log.debug(1, 'the condition of a pod could not be written', { pod: `${namespace}/${name}`, error }); });
  }

  #observe(result: string, started: number): void {
    const labels = { result, profile: this.options.schedulerName ?? 'default-scheduler' };
    this.#metrics.attempts.inc(labels);
    this.#metrics.attemptSeconds.observe(labels, (performance.now() - started) / 1000);
  }
}

/** `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable. preemption: …`, reasons in order of their text. */
export function unschedulableMessage(refusal: Refusal, total: number): string {
  if (total === 0) return 'no nodes available to schedule pods';
  const reasons = [...refusal.reasons].map(([reason, count]) => `${count} ${reason}`).sort();
  const help = refusal.resolvable.length ? `${refusal.resolvable.length} No preemption victims found for incoming pod` : '';
  const helpless = total - refusal.resolvable.length;
  const parts = [help, helpless ? `${helpless} Preemption is not helpful for scheduling` : ''].filter(Boolean).sort();
  return `0/${total} nodes are available: ${reasons.join(', ')}. preemption: 0/${total} nodes are available: ${parts.join(', ')}.`;
}
