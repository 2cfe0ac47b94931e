import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { WorkQueueObserver } from './work-queue.js';

/** Ten buckets from ten nanoseconds up, as upstream has them. */
const BUCKETS = Array.from({ length: 10 }, (_, power) => 1e-8 * 10 ** power);

type Probe = () => readonly number[];
const SHARED = new WeakMap<Registry, (name: string) => WorkQueueObserver>();

/** Metrics of work queues under upstream's names, labelled with the queue's name. One set per registry. */
export function workQueueMetrics(registry: Registry): (name: string) => WorkQueueObserver {
  let make = SHARED.get(registry);
  if (!make) SHARED.set(registry, make = createMetrics(registry));
  return make;
}

function createMetrics(registry: Registry): (name: string) => WorkQueueObserver {
  const common = { labelNames: ['name'] as const, registers: [registry] };
  const depth = new Gauge({ name: 'workqueue_depth', help: 'Keys waiting in the queue.', ...common });
  const adds = new Counter({ name: 'workqueue_adds_total', help: 'Keys added to the queue.', ...common });
  const waited = new Histogram({ name: 'workqueue_queue_duration_seconds', help: 'How long a key waited in the queue.', buckets: BUCKETS, ...common });
  const worked = new Histogram({ name: 'workqueue_work_duration_seconds', help: 'How long the work on a key took.', buckets: BUCKETS, ...common });
  const retries = new Counter({ name: 'workqueue_retries_total', help: 'Keys added to come back later.', ...common });
  const probes = new Map<string, Probe>();
  const collected = (of: (seconds: readonly number[]) => number) => function collect(this: Gauge<'name'>): void {
    for (const [name, probe] of probes) this.set({ name }, of(probe()));
  };
  new Gauge({
    name: 'workqueue_unfinished_work_seconds', help: 'Seconds spent so far on work that has not ended, over all workers.', ...common,
    collect: collected((seconds) => seconds.reduce((a, b) => a + b, 0)),
  });
  new Gauge({
    name: 'workqueue_longest_running_processor_seconds', help: 'Seconds that the longest work under way has taken so far.', ...common,
    collect: collected((seconds) => Math.max(0, ...seconds)),
  });

  return (name) => {
    const bound = { depth: depth.labels(name), adds: adds.labels(name), waited: waited.labels(name), worked: worked.labels(name), retries: retries.labels(name) };
    bound.depth.set(0);
    bound.adds.inc(0);
    bound.retries.inc(0);
    return {
      added(length) { bound.adds.inc(); bound.depth.set(length); },
      taken(length, seconds) { bound.depth.set(length); bound.waited.observe(seconds); },
      finished(seconds) { bound.worked.observe(seconds); },
      retried() { bound.retries.inc(); },
      unfinished(probe) { probes.set(name, probe); },
    };
  };
}
