import type { Pod } from '@kubets/api/core/v1/pod';
import type { Clock } from '../clock.js';
import { containersOf, fieldPathOf, findContainer, isSidecar, type RoledContainer } from '../pod/containers.js';
import { uidOf } from '../pod/identity.js';
import type { ProbeView } from '../pod-workers/actions.js';
import { currentOf, type ObservedPod } from '../runtime-state/pod-state.js';
import type { ProbeOutcome } from './outcome.js';
import type { Prober } from './prober.js';
import { ProbeWorker, type ProbeKind, type ProbeTarget } from './probe-worker.js';

const KINDS = ['startup', 'liveness', 'readiness'] as const satisfies readonly ProbeKind[];
const TITLE: Record<ProbeKind, string> = { startup: 'Startup', liveness: 'Liveness', readiness: 'Readiness' };

export interface ProbeReports {
  /** A verdict changed; the pod's worker should look again. */
  changed(podUid: string): void;
  event(pod: Pod, type: 'Warning', reason: string, message: string, fieldPath: string): void;
  counted(pod: Pod, container: string, kind: ProbeKind, result: string): void;
}

interface Run { readonly pod: Pod; readonly podIP: string; readonly of: RoledContainer; readonly workers: Map<ProbeKind, ProbeWorker> }

/** Keeps checks going for every running container that asks for them, and remembers their verdicts by container id. */
export class ProbeManager implements ProbeView {
  private readonly runs = new Map<string, Map<string, Run>>();
  private readonly verdicts = new Map<string, Partial<Record<ProbeKind, boolean>>>();

  constructor(private readonly prober: Prober, private readonly clock: Clock, private readonly reports: ProbeReports) {}

  liveness(id: string): boolean | undefined { return this.verdicts.get(id)?.liveness; }
  startup(id: string): boolean | undefined { return this.verdicts.get(id)?.startup; }
  readiness(id: string): boolean | undefined { return this.verdicts.get(id)?.readiness; }

  /**
   * Makes the checks match what runs: started for new runs, stopped for ended ones. Idempotent and cheap.
   * @param only which kinds to go on with; a pod that is ending is only checked for readiness
   */
  follow(pod: Pod, observed: ObservedPod, podIP: string, only: readonly ProbeKind[] = KINDS): void {
    const uid = uidOf(pod);
    const runs = this.runs.get(uid) ?? new Map<string, Run>();
    const alive = new Set<string>();
    for (const of of containersOf(pod)) {
      const { container } = of;
      if (of.role === 'ephemeral' || (of.role === 'init' && !isSidecar(container))) continue;
      if (!container.livenessProbe && !container.readinessProbe && !container.startupProbe) continue;
      const current = currentOf(observed, container.name);
      if (current?.state !== 'running') continue;
      alive.add(current.id);
      const run = runs.get(current.id) ?? { pod, podIP, of, workers: new Map() };
      const adopted: Run = { ...run, pod, podIP: podIP || run.podIP, of };
      runs.set(current.id, adopted);
      this.staff(adopted, current.id, current.startedAt, only);
    }
    for (const id of [...runs.keys()]) if (!alive.has(id)) this.end(runs, id);
    if (runs.size > 0) this.runs.set(uid, runs);
    else this.runs.delete(uid);
  }

  /**
   * Takes over what a kubelet before this one found out, so that its restart makes no running pod unready.
   * Only containers that still run under the same id count.
   */
  adopt(pod: Pod): void {
    for (const status of [...(pod.status.initContainerStatuses ?? []), ...(pod.status.containerStatuses ?? [])]) {
      const id = status.containerID?.replace(/^[^:]*:\/\//, '');
      const container = findContainer(pod, status.name)?.container;
      const checked = container?.readinessProbe ?? container?.startupProbe;
      if (!id || !checked || !status.state.running || this.verdicts.has(id)) continue;
      this.verdicts.set(id, { ...(status.started ? { startup: true } : {}), ...(status.ready ? { readiness: true } : {}) });
    }
  }

  forgetPod(uid: string): void {
    const runs = this.runs.get(uid);
    for (const id of [...(runs?.keys() ?? [])]) if (runs) this.end(runs, id);
    this.runs.delete(uid);
  }

  stop(): void { for (const uid of [...this.runs.keys()]) this.forgetPod(uid); }

  private end(runs: Map<string, Run>, id: string): void {
    for (const worker of runs.get(id)?.workers.values() ?? []) worker.stop();
    runs.delete(id);
    this.verdicts.delete(id);
  }

  /** Liveness and readiness wait until the container has started. */
  private staff(run: Run, id: string, startedAt: number, only: readonly ProbeKind[]): void {
    const started = !run.of.container.startupProbe || this.startup(id) === true;
    for (const kind of KINDS) {
      const probe = run.of.container[`${kind}Probe`];
      if (!probe) continue;
      if (!only.includes(kind)) run.workers.get(kind)?.stop();
      else if (!run.workers.has(kind) && (kind === 'startup' || started)) {
        run.workers.set(kind, this.worker({ kind, probe, container: run.of.container, containerId: id, startedAt }, uidOf(run.pod)));
      }
    }
  }

  private worker(target: ProbeTarget, uid: string): ProbeWorker {
    const run = (): Run | undefined => this.runs.get(uid)?.get(target.containerId);
    return new ProbeWorker(target, {
      clock: this.clock,
      check: (t) => this.prober.check(t.probe, t.container, t.containerId, run()?.podIP ?? ''),
      verdict: (t, healthy) => this.note(t, healthy, run()),
      outcome: (t, outcome) => this.report(t, outcome, run()),
    });
  }

  private note(target: ProbeTarget, healthy: boolean, run: Run | undefined): void {
    const verdicts = this.verdicts.get(target.containerId) ?? {};
    this.verdicts.set(target.containerId, verdicts);
    if (!run || verdicts[target.kind] === healthy) return;
    verdicts[target.kind] = healthy;
    this.reports.changed(uidOf(run.pod));
  }

  private report({ kind, container }: ProbeTarget, outcome: ProbeOutcome, run: Run | undefined): void {
    if (!run) return;
    this.reports.counted(run.pod, container.name, kind, ({ success: 'successful', warning: 'successful', failure: 'failed', unknown: 'unknown' })[outcome.result]);
    const tell = (reason: string, message: string): void => this.reports.event(run.pod, 'Warning', reason, message, fieldPathOf(run.of));
    if (outcome.result === 'failure') tell('Unhealthy', `${TITLE[kind]} probe failed: ${outcome.message}`);
    else if (outcome.result === 'unknown') tell('Unhealthy', `${TITLE[kind]} probe errored and resulted in unknown state: ${outcome.message}`);
    else if (outcome.result === 'warning') tell('ProbeWarning', `${TITLE[kind]} probe warning: ${outcome.message}`);
  }
}
