import type { Pod } from '@kubets/api/core/v1/pod';
import { parseTime } from '../clock.js';
import { findContainer } from '../pod/containers.js';
import { nameOf, namespaceOf, uidOf } from '../pod/identity.js';
import { readTerminationMessage } from '../resources/termination-message.js';
import { runningOf } from '../runtime-state/pod-state.js';
import type { Problem } from '../status/container-status.js';
import { podStatus } from '../status/pod-status.js';
import { sameJson } from '../status/status-patch.js';
import { podDirectory } from '../volumes/paths.js';
import { earliestRefresh, MountProblem, mountVolumes, removePodDirectory, removeVolumes, type MountedVolumes } from '../volumes/volume-manager.js';
import type { Rejection } from './admission.js';
import type { PodContext } from './context.js';
import { decidePodActions, type DecisionInput } from './decide.js';
import { removeFromRuntime, stopPod } from './end-pod.js';
import { act, backoffKey, factsOf, reportBackOff } from './run-pod.js';
import { StartProblem } from './start-container.js';

export interface PodWorkerHost {
  /** Why the node does not take the pod. Asked once, for pods that have not begun. */
  admit(pod: Pod): Rejection | undefined;
  /** The pod is gone from the API and from the engine. */
  gone(uid: string): void;
}

/** What of a pod may call for action; the rest is the worker's own report. */
const wanted = ({ metadata, spec, status }: Pod): object => ({
  generation: metadata.generation, labels: metadata.labels, annotations: metadata.annotations, deletion: [metadata.deletionTimestamp, metadata.deletionGracePeriodSeconds],
  gates: (spec.readinessGates ?? []).map((gate) => status.conditions?.find((c) => c.type === gate.conditionType)?.status),
});

type Phase = 'running' | 'ended' | 'gone';
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 120_000;
/** A pod takes a few rounds; this many mean that acting does not change what is observed. */
const MAX_ROUNDS = 200;
const FORCED_GRACE_SECONDS = 1;

/**
 * Brings one pod to what is wanted and keeps it there: looks, decides, acts, and again until there is nothing to do. One thing at a time per pod;
 * between wake-ups it costs nothing. Woken by changes of the pod, of its containers, of checks, of what it refers to, and by one timer at most.
 */
export class PodWorker {
  private phase: Phase = 'running';
  private busy: Promise<void> | undefined;
  private again = false;
  private removed = false;
  private admitted = false;
  private finished = false;
  private failure: Rejection | undefined;
  private graceOverride: number | undefined;
  private endingSince: number | undefined;
  private readonly problems = new Map<string, Problem>();
  private readonly notBefore = new Map<string, number>();
  private readonly reportedBackOff = new Map<string, number>();
  private readonly messages = new Map<string, string>();
  private stopping = new AbortController();
  private hurry = new AbortController();
  private cancelTimer: (() => void) | undefined;
  private retryMs = RETRY_MS;
  private synced = false;
  private wasRunning = false;
  private readonly firstSeen: number;

  constructor(private pod: Pod, private readonly context: PodContext, private readonly host: PodWorkerHost, orphan = false) {
    this.removed = orphan;
    this.firstSeen = context.clock.now();
    if (!orphan) {
      context.objects.register(pod, () => this.referencesChanged());
      context.probes.adopt(pod);
      this.admitted = pod.status.startTime !== undefined || context.state.pod(uidOf(pod)).sandboxes.length > 0;
    }
    if (this.mustEnd()) this.stopping.abort();
  }

  get uid(): string { return uidOf(this.pod); }
  get current(): Pod { return this.context.status.latest(this.pod); }
  /** Whether the pod still takes up room on the node. */
  get active(): boolean { return this.phase === 'running' && !this.finished && !this.failure; }

  /** The pod changed in the API. */
  update(pod: Pod): void {
    const before = this.pod.metadata.deletionGracePeriodSeconds;
    const echo = this.context.status.isEcho(pod) && sameJson(wanted(this.pod), wanted(pod));
    this.pod = pod;
    // The answer to the worker's own status; nothing is wanted that was not wanted before.
    if (echo && !this.mustEnd()) return;
    if (!this.mustEnd()) this.context.objects.register(pod, () => this.referencesChanged());
    const now = pod.metadata.deletionGracePeriodSeconds;
    if (before !== undefined && now !== undefined && now < before) this.hasten();
    if (this.mustEnd()) this.stopping.abort();
    this.wake();
  }

  /** The pod is gone from the API: whatever runs has to stop, and nobody waits for a status. */
  remove(): void {
    this.removed = true;
    this.stopping.abort();
    this.hasten();
    this.wake();
  }

  /** The node ends the pod by itself. @param graceSeconds over the pod's own */
  fail(failure: Rejection, graceSeconds?: number): void {
    if (this.failure || this.finished) return;
    this.failure = failure;
    this.graceOverride = graceSeconds;
    this.stopping.abort();
    this.wake();
  }

  /** Looks again soon; many calls while it works are one. */
  wake(): void {
    if (this.phase === 'gone') return;
    this.again = true;
    this.busy ??= this.loop().finally(() => { this.busy = undefined; });
  }

  async idle(): Promise<void> { await this.busy; }
  dispose(): void {
    this.phase = 'gone';
    this.stopping.abort();
    this.cancelTimer?.();
  }

  private hasten(): void {
    const old = this.hurry;
    this.hurry = new AbortController();
    old.abort();
  }

  private referencesChanged(): void {
    this.notBefore.clear();
    this.wake();
  }

  private mustEnd(): boolean {
    const { phase } = this.pod.status;
    return this.removed || this.finished || this.failure !== undefined || this.pod.metadata.deletionTimestamp !== undefined || phase === 'Succeeded' || phase === 'Failed';
  }

  private async loop(): Promise<void> {
    while (this.again && this.phase !== 'gone') {
      this.again = false;
      this.cancelTimer?.();
      const began = this.context.clock.now();
      const ending = this.mustEnd();
      try {
        await (ending ? this.end() : this.run());
        this.retryMs = RETRY_MS;
      } catch (error) {
        this.context.log.debug(1, 'pod sync failed, will try again', { pod: nameOf(this.pod), namespace: namespaceOf(this.pod), error });
        this.wakeAt(this.context.clock.now() + this.retryMs);
        this.retryMs = Math.min(LONGEST_RETRY_MS, this.retryMs * 2);
      }
      this.context.metrics.synced(ending ? 'terminating' : this.synced ? 'sync' : 'create', (this.context.clock.now() - began) / 1000);
      this.synced = true;
    }
  }

  private wakeAt(time: number): void {
    if (this.phase === 'gone') return;
    this.cancelTimer?.();
    this.cancelTimer = this.context.clock.setTimer(() => this.wake(), Math.max(0, time - this.context.clock.now()));
  }

  private async run(): Promise<void> {
    if (!this.admitted) {
      const rejection = this.host.admit(this.pod);
      if (rejection) {
        this.context.event(this.pod, 'Warning', rejection.reason, rejection.message.replace(/^Pod was rejected: /, ''));
        return this.fail(rejection);
      }
      this.admitted = true;
    }
    if (this.deadlinePassed()) return;
    await this.publish();
    const volumes = await this.mount();
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      if (this.mustEnd() || this.phase === 'gone') return void (this.again = true);
      if (!(await this.round(volumes))) return this.scheduleNext(volumes);
    }
    throw new Error(`gave up after ${MAX_ROUNDS} rounds; the engine does not show the effects of what it was asked to do`);
  }

  /** Looks, decides and acts once. @returns whether anything was done */
  private async round(volumes: MountedVolumes): Promise<boolean> {
    const { context } = this;
    const pod = this.current;
    const observed = context.state.pod(this.uid);
    context.probes.follow(pod, observed, factsOf(context, pod).podIPs[0] ?? '');
    const now = context.clock.now();
    const decision = decidePodActions(this.decisionInput(pod, now));
    for (const { name } of decision.backingOff) this.problems.delete(name);
    for (const waiting of decision.backingOff) {
      this.problems.set(waiting.name, reportBackOff(context, pod, waiting, this.reportedBackOff.get(waiting.name) !== waiting.until));
      this.reportedBackOff.set(waiting.name, waiting.until);
    }
    if (decision.finished) this.finished = true;
    await this.publish();
    if (decision.finished) {
      this.again = true;
      return false;
    }
    const actions = decision.actions.filter((a) => a.type !== 'startContainer' || (this.notBefore.get(a.name) ?? 0) <= now);
    for (const action of actions) {
      if (this.mustEnd()) break;
      await this.attempt(pod, action, volumes);
    }
    return actions.length > 0;
  }

  private decisionInput(pod: Pod, now: number): DecisionInput {
    const { backoff, state, probes } = this.context;
    return {
      pod, observed: state.pod(this.uid), probes,
      backoff: {
        waitUntil: (name, since) => backoff.waitUntil(backoffKey(this.uid, name), since, now),
        delay: (name) => backoff.delay(backoffKey(this.uid, name)),
      },
    };
  }

  private async attempt(pod: Pod, action: Parameters<typeof act>[2], volumes: MountedVolumes): Promise<void> {
    try {
      await act(this.context, pod, action, { volumes, signal: this.stopping.signal });
      if (action.type === 'startContainer') this.problems.delete(action.name);
    } catch (error) {
      if (!(error instanceof StartProblem) || action.type !== 'startContainer') throw error;
      this.problems.set(action.name, { reason: error.reason, message: error.message });
      this.notBefore.set(action.name, error.retryAt);
    }
  }

  private async mount(): Promise<MountedVolumes> {
    const { context } = this;
    const { node, objects, tokens, mounter, clock, allocatable } = context;
    const pod = this.current;
    try {
      return await mountVolumes({ pod, rootDir: node.rootDir, objects, tokens, mounter, clock, facts: factsOf(context, pod), allocatable });
    } catch (error) {
      if (error instanceof MountProblem) context.event(pod, 'Warning', 'FailedMount', error.message);
      throw error;
    }
  }

  private scheduleNext(volumes: MountedVolumes): void {
    const now = this.context.clock.now();
    const times = [...this.reportedBackOff.values(), ...this.notBefore.values(), earliestRefresh(volumes) ?? 0, this.deadline() ?? 0].filter((t) => t > now);
    if (times.length > 0) this.wakeAt(Math.min(...times));
  }

  private deadline(): number | undefined {
    const seconds = this.pod.spec.activeDeadlineSeconds;
    const started = parseTime(this.current.status.startTime);
    return seconds === undefined || started === undefined ? undefined : started + seconds * 1000;
  }

  private deadlinePassed(): boolean {
    const deadline = this.deadline();
    if (deadline === undefined || this.context.clock.now() < deadline) return false;
    const message = 'Pod was active on the node longer than the specified deadline';
    this.context.event(this.pod, 'Normal', 'DeadlineExceeded', message);
    this.fail({ reason: 'DeadlineExceeded', message });
    return true;
  }

  /** Sets the status that follows from what is observed; the status manager writes it if it differs. */
  private async publish(): Promise<void> {
    if (this.removed) return;
    const { context } = this;
    const pod = this.current;
    const observed = context.state.pod(this.uid);
    await this.readMessages(pod);
    context.status.set(this.pod, podStatus(pod, {
      observed, problems: this.problems, terminationMessages: this.messages, probes: context.probes, runtimeName: context.runtime.name,
      terminating: this.mustEnd(), finished: this.mustEnd(), now: context.clock.now(), hostIPs: context.node.ip ? [context.node.ip] : [],
      ...(this.failure ? { failure: this.failure } : {}),
    }));
    if (!this.wasRunning && observed.containers.some((c) => c.state === 'running')) {
      this.wasRunning = true;
      if (!parseTime(this.pod.status.startTime)) context.metrics.podStarted((context.clock.now() - this.firstSeen) / 1000);
    }
  }

  private async readMessages(pod: Pod): Promise<void> {
    const { runtime, node, state } = this.context;
    const { containers } = state.pod(this.uid);
    for (const id of this.messages.keys()) if (!containers.some((c) => c.id === id)) this.messages.delete(id);
    for (const status of containers) {
      if (status.state !== 'exited' || this.messages.has(status.id)) continue;
      const container = findContainer(pod, status.name)?.container;
      if (container) this.messages.set(status.id, await readTerminationMessage(runtime, podDirectory(node.rootDir, this.uid), container, status));
    }
  }

  /** Seconds that the pod still has to end by itself. */
  private grace(): number {
    const { metadata, spec } = this.pod;
    const own = spec.terminationGracePeriodSeconds ?? 30;
    let seconds = metadata.deletionGracePeriodSeconds ?? this.graceOverride ?? own;
    if (this.removed && metadata.deletionGracePeriodSeconds === undefined) seconds = own;
    const spent = Math.floor((this.context.clock.now() - (this.endingSince ?? this.context.clock.now())) / 1000);
    return Math.max(FORCED_GRACE_SECONDS, seconds - spent);
  }

  private async end(): Promise<void> {
    const { context, uid } = this;
    this.endingSince ??= context.clock.now();
    if (this.phase === 'running') await this.stop();
    const deleted = this.pod.metadata.deletionTimestamp !== undefined;
    if (!deleted && !this.removed) return;
    await context.status.flushed(uid);
    await removeVolumes(context.node.rootDir, uid, context.mounter);
    if (deleted && !this.removed) await context.status.remove(this.pod);
    await removeFromRuntime(context, uid);
    await removePodDirectory(context.node.rootDir, uid, context.mounter);
    this.forget();
  }

  /** Stops the pod; its ended containers stay for their logs until it is deleted. */
  private async stop(): Promise<void> {
    const { context, uid } = this;
    const pod = this.current;
    const observed = context.state.pod(uid);
    const settled = (this.pod.status.phase === 'Succeeded' || this.pod.status.phase === 'Failed') && runningOf(observed).length === 0;
    const podIP = factsOf(context, pod).podIPs[0] ?? '';
    if (!settled) {
      context.probes.follow(pod, observed, podIP, ['readiness']);
      if (runningOf(observed).length > 0) await this.publish();
    }
    await stopPod(context, pod, { grace: () => this.grace(), hurry: () => this.hurry.signal, podIP });
    context.probes.forgetPod(uid);
    if (!settled && (this.failure || context.state.pod(uid).containers.length > 0)) await this.publish();
    await removeVolumes(context.node.rootDir, uid, context.mounter);
    context.objects.unregister(uid);
    context.tokens.forgetPod(uid);
    context.images.forgetPod(uid);
    context.backoff.forgetPrefix(`${uid}/`);
    this.phase = 'ended';
  }

  private forget(): void {
    this.context.status.forget(this.uid);
    this.context.objects.unregister(this.uid);
    this.dispose();
    this.host.gone(this.uid);
  }
}
