import type { Container } from '@kubets/api/core/v1/container';
import type { Probe } from '@kubets/api/core/v1/probe';
import type { Clock } from '../clock.js';
import type { ProbeOutcome } from './outcome.js';
import { judge, NO_STREAK, type Streak } from './thresholds.js';

export type ProbeKind = 'liveness' | 'readiness' | 'startup';

export interface ProbeTarget {
  readonly kind: ProbeKind;
  readonly probe: Probe;
  readonly container: Container;
  readonly containerId: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}
export interface ProbeDeps {
  readonly clock: Clock;
  check(target: ProbeTarget): Promise<ProbeOutcome>;
  /** The result changed: enough equal outcomes in a row. */
  verdict(target: ProbeTarget, healthy: boolean): void;
  outcome(target: ProbeTarget, outcome: ProbeOutcome): void;
  /** A single check that could not be made is tried this often before it counts for nothing. */
  readonly attempts?: number;
}

const ATTEMPTS = 3;

/** Checks one run of one container, for one purpose, until told to stop. */
export class ProbeWorker {
  private streak: Streak = NO_STREAK;
  private cancel: (() => void) | undefined;
  private stopped = false;

  constructor(private readonly target: ProbeTarget, private readonly deps: ProbeDeps) {
    const { clock } = deps;
    const first = target.startedAt + (target.probe.initialDelaySeconds ?? 0) * 1000;
    this.schedule(Math.max(0, first - clock.now()));
  }

  stop(): void {
    this.stopped = true;
    this.cancel?.();
  }

  private schedule(ms: number): void {
    this.cancel = this.deps.clock.setTimer(() => void this.round(), ms);
  }

  private async round(): Promise<void> {
    const { probe } = this.target;
    const began = this.deps.clock.now();
    const outcome = await this.check();
    if (this.stopped) return;
    const { streak, verdict } = judge(this.streak, outcome, { success: probe.successThreshold || 1, failure: probe.failureThreshold || 3 });
    this.streak = streak;
    this.deps.outcome(this.target, outcome);
    if (verdict !== undefined) this.deps.verdict(this.target, verdict);
    // A container about to be restarted, or one that has started, is not checked for that again.
    const over = (this.target.kind !== 'readiness' && verdict === false) || (this.target.kind === 'startup' && verdict === true);
    if (over || this.stopped) return this.stop();
    this.schedule(Math.max(0, began + (probe.periodSeconds || 10) * 1000 - this.deps.clock.now()));
  }

  private async check(): Promise<ProbeOutcome> {
    let outcome = await this.deps.check(this.target);
    for (let tried = 1; tried < (this.deps.attempts ?? ATTEMPTS) && outcome.result === 'unknown' && !this.stopped; tried += 1) outcome = await this.deps.check(this.target);
    return outcome;
  }
}
