import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const SECONDS = [0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.128, 0.256, 0.512, 1.024, 2.048, 4.096, 8.192, 16.384];

/** Under upstream's names. */
export class SchedulerMetrics {
  readonly attempts: Counter;
  readonly attemptSeconds: Histogram;
  readonly algorithmSeconds: Histogram;
  readonly podSeconds: Histogram;
  readonly preemptionAttempts: Counter;
  readonly preemptionVictims: Histogram;

  constructor(registry: Registry, pending: () => Readonly<Record<'active' | 'backoff' | 'unschedulable' | 'gated', number>>) {
    const registers = [registry];
    this.attempts = new Counter({ name: 'scheduler_schedule_attempts_total', help: 'Attempts to schedule pods, by result and profile.', labelNames: ['result', 'profile'], registers });
    this.attemptSeconds = new Histogram({ name: 'scheduler_scheduling_attempt_duration_seconds', help: 'Seconds of an attempt, from taking the pod to its binding or refusal.', labelNames: ['result', 'profile'], buckets: SECONDS, registers });
    this.algorithmSeconds = new Histogram({ name: 'scheduler_scheduling_algorithm_duration_seconds', help: 'Seconds spent on filtering and scoring.', buckets: SECONDS, registers });
    this.podSeconds = new Histogram({ name: 'scheduler_pod_scheduling_sli_duration_seconds', help: 'Seconds from the first sight of a pod to its binding.', labelNames: ['attempts'], buckets: [...SECONDS, 32, 64, 128, 256, 512], registers });
    this.preemptionAttempts = new Counter({ name: 'scheduler_preemption_attempts_total', help: 'Times that pods were removed for a more important one.', registers });
    this.preemptionVictims = new Histogram({ name: 'scheduler_preemption_victims', help: 'Pods removed at a time for a more important one.', buckets: [1, 2, 4, 8, 16, 32, 64], registers });
    new Gauge({
      name: 'scheduler_pending_pods', help: 'Pods without a node, by the queue they wait in.', labelNames: ['queue'], registers,
      collect() { for (const [queue, count] of Object.entries(pending())) this.set({ queue }, count); },
    });
  }
}
