import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import { nodes as nodeResource, pods as podResource } from '@kubets/api/core/v1/resources.cfg';
import { poddisruptionbudgets } from '@kubets/api/policy/v1/resources.cfg';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import { systemClock, type Clock } from '@kubets/client/clock';
import type { Informer } from '@kubets/client/informer';
import type { Component, ComponentHost } from '@kubets/component/component';
import { ClusterView } from './cluster/cluster-view.js';
import type { ClusterEvent } from './framework/plugin.js';
import type { Choose, Shape } from './framework/shape.js';
import { Shapes } from './framework/shapes.js';
import { nodeEvents } from './nodes/node-events.js';
import { NodeTable, sameImages } from './nodes/node-table.js';
import { FILTERS } from './plugins/plugins.cfg.js';
import { PodWriter } from './pod-writer.js';
import { Nominations } from './preemption/nominations.js';
import { preempt } from './preemption/preempt.js';
import { type QueuedPod, SchedulingQueue } from './queue/scheduling-queue.js';
import { NO_NODES, unschedulableMessage } from './scheduler-messages.js';
import { SchedulerMetrics } from './scheduler-metrics.js';

export interface SchedulerOptions {
  /** Pods that name another scheduler are left alone. */
  readonly schedulerName?: string;
  /** Bindings under way at once. */
  readonly parallelBindings?: number;
  /** Decides between equally good nodes; at random by default. */
  readonly choose?: Choose;
  readonly clock?: Pick<Clock, 'setTimer'>;
}

/** Pods placed, and milliseconds spent, in one turn of the event loop before others get theirs. */
const BATCH = 64;
const TURN_MS = 15;
/** A pod that was bound this long ago and is still not seen with its node is looked up. */
const CONFIRM_MS = 30_000;
/** Stands among the plugins for a cluster without nodes. */
const NOBODY = 'Nodes';

interface Assumed { readonly key: string; readonly node: string; boundAt?: number }

/** Gives every pod a node: takes pods from the queue one by one, places them in the table at once, and binds them in the background. */
export class Scheduler implements Component {
  readonly name = 'scheduler';
  readonly nodes = new NodeTable();
  readonly queue: SchedulingQueue;
  readonly nominations = new Nominations();
  readonly #cluster: ClusterView;
  readonly #shapes: Shapes;
  readonly #metrics: SchedulerMetrics;
  readonly #writer: PodWriter;
  readonly #pods: Informer<Pod>;
  readonly #choose: Choose;
  readonly #clock: Pick<Clock, 'setTimer'>;
  readonly #schedulerName: string;
  /** Pods that are placed but not yet seen with their node, by UID. */
  readonly #assumed = new Map<string, Assumed>();
  /** Writes under way; those of `#binding` are limited in number. */
  readonly #binding = new Set<Promise<void>>();
  readonly #writing = new Set<Promise<void>>();
  #cancelTimer = (): void => {};
  #cancelSweep = (): void => {};
  #awake = false;
  #stopped = false;

  constructor(private readonly host: ComponentHost, private readonly options: SchedulerOptions = {}) {
    this.#schedulerName = options.schedulerName ?? 'default-scheduler';
    this.#choose = options.choose ?? ((count) => Math.floor(Math.random() * count));
    this.#clock = options.clock ?? systemClock;
    this.queue = new SchedulingQueue(host.now);
    this.#cluster = new ClusterView(this.nodes, host.informers);
    this.#shapes = new Shapes(this.#cluster);
    this.#metrics = new SchedulerMetrics(host.metrics, () => this.queue.lengths);
    this.#writer = new PodWriter(host);
    this.#pods = host.informers.informer(podResource);
  }

  async start(signal: AbortSignal): Promise<void> {
    const nodes = this.host.informers.informer(nodeResource);
    const budgets = this.host.informers.informer(poddisruptionbudgets);
    this.host.informers.start(signal);
    await Promise.all([nodes.whenSynced(), this.#pods.whenSynced(), budgets.whenSynced(), this.#cluster.whenSynced()]);
    nodes.addHandlers({
      added: (node) => { this.nodes.setNode(node); this.#event('node-added'); },
      updated: (node, old) => this.#nodeChanged(node, old),
      deleted: (node) => { this.nodes.removeNode(node.metadata.name ?? ''); this.#event('node-removed'); },
    });
    // After the nodes. Nothing is placed before the event loop turns, so all pods that have a node are counted by then.
    this.#pods.addHandlers({ added: (pod) => this.#podSeen(pod), updated: (pod, old) => this.#podSeen(pod, old), deleted: (pod) => this.#podGone(pod) });
    this.#cluster.follow(() => this.#event('namespace-updated'));
    signal.addEventListener('abort', () => this.#halt(), { once: true });
    this.#sweepLater();
    this.#wake();
  }

  async stop(): Promise<void> {
    this.#halt();
    await Promise.allSettled([...this.#binding, ...this.#writing]);
  }

  #halt(): void {
    this.#stopped = true;
    this.#cancelTimer();
    this.#cancelSweep();
  }

  #podSeen(pod: Pod, old?: Pod): void {
    const uid = pod.metadata.uid ?? '';
    if (pod.spec.nodeName) { this.#placedPodSeen(pod, uid, old); return; }
    if ((pod.spec.schedulerName || 'default-scheduler') !== this.#schedulerName || pod.metadata.deletionTimestamp || isPodTerminal(pod)) {
      this.queue.remove(uid);
      this.nominations.remove(uid);
      return;
    }
    // Being bound: should that fail, the lister's state is tried again.
    if (this.#assumed.has(uid)) return;
    // Our own nomination may be known here before the API server tells of it.
    if (!old || old.status.nominatedNodeName !== pod.status.nominatedNodeName) this.nominations.follow(pod);
    if (old) this.queue.update(pod, old); else this.queue.add(pod);
    this.#wake();
  }

  #placedPodSeen(pod: Pod, uid: string, old: Pod | undefined): void {
    this.queue.remove(uid);
    this.nominations.remove(uid);
    const assumed = this.#assumed.delete(uid);
    const known = this.nodes.hasPod(uid);
    if (isPodTerminal(pod)) { this.nodes.removePod(uid); if (known) this.#event('pod-removed'); return; }
    if (known && !assumed && old && unchanged(pod, old)) return;
    this.nodes.addPod(pod);
    if (!known || assumed) this.#event('pod-added');
    else this.#event(pod.metadata.deletionTimestamp && !old?.metadata.deletionTimestamp ? 'pod-removed' : 'pod-updated');
  }

  #podGone(pod: Pod): void {
    const uid = pod.metadata.uid ?? '';
    this.queue.remove(uid);
    const nominated = this.nominations.nodeOf(uid) !== undefined;
    this.nominations.remove(uid);
    if (this.nodes.hasPod(uid) || nominated) this.#forget(uid);
  }

  /** Gives back what a pod has taken. */
  #forget(uid: string): void {
    this.#assumed.delete(uid);
    this.nodes.removePod(uid);
    this.#event('pod-removed');
  }

  #nodeChanged(node: Node, old: Node): void {
    const events = nodeEvents(node, old);
    // Heartbeats change conditions only: nothing to compute again.
    if (!events.length && sameImages(old, node)) return;
    this.nodes.setNode(node);
    for (const event of events) this.#event(event);
  }

  #event(event: ClusterEvent): void {
    this.queue.wake(event, (plugin, of) => FILTERS.find((f) => f.name === plugin)?.unblockedBy.includes(of) ?? of === 'node-added');
    this.#wake();
  }

  /** Runs the loop soon; many wakes are one. */
  #wake(): void {
    if (this.#awake || this.#stopped) return;
    this.#awake = true;
    this.#cancelTimer();
    setImmediate(() => { this.#awake = false; this.#run(); });
  }

  #run(): void {
    const limit = this.options.parallelBindings ?? 128;
    const until = performance.now() + TURN_MS;
    for (let i = 0; i < BATCH && performance.now() < until; i++) {
      if (this.#stopped || this.#binding.size >= limit) return;
      const entry = this.queue.pop();
      if (!entry) {
        const due = this.queue.dueIn();
        if (due !== undefined) this.#cancelTimer = this.#clock.setTimer(() => this.#wake(), due);
        return;
      }
      this.#schedule(entry);
    }
    this.#wake();
  }

  #schedule(entry: QueuedPod): void {
    const started = performance.now();
    const { pod } = entry;
    const uid = pod.metadata.uid ?? '';
    const shape = this.#shapes.of(pod);
    const barred = this.nominations.barredFor(pod, shape, this.nodes);
    const nominated = this.nodes.numberOf(this.nominations.nodeOf(uid) ?? '');
    const row = nominated !== undefined && shape.fits(nominated) && !barred?.has(nominated) ? nominated : shape.best(this.#choose, barred);
    this.#metrics.algorithmSeconds.observe((performance.now() - started) / 1000);
    if (row < 0) { this.#refuse(entry, shape, started, barred); return; }
    const node = this.nodes.nameOf(row);
    this.nodes.addPod(pod, node);
    this.#assumed.set(uid, { key: `${pod.metadata.namespace}/${pod.metadata.name}`, node });
    const binding = this.#bind(entry, node, started).finally(() => { this.#binding.delete(binding); this.#wake(); });
    this.#binding.add(binding);
  }

  async #bind(entry: QueuedPod, node: string, started: number): Promise<void> {
    const { pod } = entry;
    const uid = pod.metadata.uid ?? '';
    const key = `${pod.metadata.namespace}/${pod.metadata.name}`;
    try {
      await this.#writer.bind(pod, node);
      const assumed = this.#assumed.get(uid);
      if (assumed) assumed.boundAt = this.host.now();
      this.nominations.remove(uid);
      this.#observe('scheduled', started);
      this.#metrics.podSeconds.observe({ attempts: String(Math.min(entry.attempts, 16)) }, (this.host.now() - entry.since) / 1000);
    } catch (error) {
      // Seen with a node, or seen gone, in the meantime: what the watch tells is right.
      if (!this.#assumed.has(uid)) return;
      this.#forget(uid);
      if (isNotFound(error)) return;
      this.#observe('error', started);
      if (isConflict(error)) this.host.log.debug(1, 'the pod changed while it was bound', { pod: key, error });
      else this.host.log.warn('binding failed', { pod: key, node, error });
      const current = this.#pods.lister.get(key);
      if (current && current.metadata.uid === uid && !current.spec.nodeName && !current.metadata.deletionTimestamp) this.queue.putBack({ ...entry, pod: current }, new Set());
    }
  }

  #refuse(entry: QueuedPod, shape: Shape, started: number, barred: ReturnType<Nominations['barredFor']>): void {
    const { pod } = entry;
    this.#observe('unschedulable', started);
    const refusal = shape.refusal(barred);
    this.queue.putBack(entry, this.nodes.size ? refusal.plugins : new Set([NOBODY]));
    const { why, nominatedNodeName } = this.nodes.size ? this.#makeRoom(pod, shape, refusal) : { why: undefined, nominatedNodeName: undefined };
    const message = this.nodes.size ? unschedulableMessage(refusal, this.nodes.size, why) : NO_NODES;
    this.host.events.event(pod, 'Warning', 'FailedScheduling', message);
    this.#write(this.#writer.unschedulable(pod, message, nominatedNodeName));
  }

  /** Tries preemption. Returns why it did not help, and the node that the pod is nominated to from now on (`''`: none any more). */
  #makeRoom(pod: Pod, shape: Shape, refusal: ReturnType<Shape['refusal']>): { why?: string; nominatedNodeName?: string } {
    const uid = pod.metadata.uid ?? '';
    const budgets = this.host.informers.informer(poddisruptionbudgets).lister.list();
    const outcome = preempt(pod, shape, refusal, this.nodes, this.nominations, budgets, this.#choose);
    if (!outcome.victims) {
      if (outcome.waits || this.nominations.nodeOf(uid) === undefined) return { why: outcome.why };
      this.nominations.remove(uid);
      return { why: outcome.why, nominatedNodeName: '' };
    }
    const node = this.nodes.nameOf(outcome.victims.row);
    this.#metrics.preemptionAttempts.inc();
    this.#metrics.preemptionVictims.observe(outcome.victims.pods.length);
    for (const victim of outcome.victims.pods) this.#write(this.#writer.preempt(victim, pod, node, this.#schedulerName));
    // Their room on this node is gone: they may find another.
    for (const other of this.nominations.below(pod, node)) {
      this.nominations.remove(other.metadata.uid ?? '');
      this.#write(this.#writer.clearNomination(other));
    }
    this.nominations.set(pod, node);
    return { nominatedNodeName: node };
  }

  #write(writing: Promise<void>): void {
    const kept = writing.finally(() => this.#writing.delete(kept));
    this.#writing.add(kept);
  }

  /** A pod that was bound is normally seen with its node at once. What a watch may have missed is put right here. */
  #sweepLater(): void {
    if (this.#stopped) return;
    this.#cancelSweep = this.#clock.setTimer(() => { this.#sweep(); this.#sweepLater(); }, CONFIRM_MS);
  }

  #sweep(): void {
    const before = this.host.now() - CONFIRM_MS;
    for (const [uid, { key, boundAt }] of this.#assumed) {
      if (boundAt === undefined || boundAt > before) continue;
      const current = this.#pods.lister.get(key);
      if (current?.metadata.uid !== uid) this.#forget(uid);
      else if (current.spec.nodeName) this.#placedPodSeen(current, uid, undefined);
    }
  }

  #observe(result: string, started: number): void {
    const labels = { result, profile: this.#schedulerName };
    this.#metrics.attempts.inc(labels);
    this.#metrics.attemptSeconds.observe(labels, (performance.now() - started) / 1000);
  }
}

/** A status update changes nothing that scheduling counts. */
const unchanged = (pod: Pod, old: Pod): boolean => old.spec.nodeName !== undefined && pod.metadata.deletionTimestamp === old.metadata.deletionTimestamp
  && (pod.metadata.generation !== undefined && pod.metadata.generation === old.metadata.generation || JSON.stringify(pod.spec) === JSON.stringify(old.spec))
  && JSON.stringify(pod.metadata.labels) === JSON.stringify(old.metadata.labels);
