import { Counter, Gauge, Histogram, type Metric, type Registry } from 'prom-client';

/** Uses the metric that is there: several kubelets of one process share a registry. */
function once<T extends Metric>(registry: Registry, name: string, make: () => T): T {
  return (registry.getSingleMetric(name) as T | undefined) ?? make();
}

const START_BUCKETS = [0.5, 1, 2, 3, 4, 5, 6, 8, 10, 20, 30, 45, 60, 120, 180, 240, 300, 360, 480, 600, 900, 1200, 1800, 2700, 3600];
const WORK_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The kubelet's metrics, under upstream's names. */
export class KubeletMetrics {
  private readonly runningPods: Gauge;
  private readonly runningContainers: Gauge<'container_state'>;
  private readonly podStart: Histogram;
  private readonly workers: Histogram<'operation_type'>;
  private readonly operations: Counter<'operation_type'>;
  private readonly failures: Counter<'operation_type'>;
  private readonly durations: Histogram<'operation_type'>;
  private readonly probes: Counter<'namespace' | 'pod' | 'container' | 'probe_type' | 'result'>;
  private readonly evictions: Counter<'eviction_signal'>;
  private pods = 0;
  private containers: Record<string, number> = {};

  constructor(registry: Registry) {
    const registers = [registry];
    const histogram = (name: string, help: string, buckets: number[]): Histogram<'operation_type'> =>
      once(registry, name, () => new Histogram({ name, help, labelNames: ['operation_type'], buckets, registers }));
    const counter = (name: string, help: string): Counter<'operation_type'> => once(registry, name, () => new Counter({ name, help, labelNames: ['operation_type'], registers }));
    this.runningPods = once(registry, 'kubelet_running_pods', () => new Gauge({ name: 'kubelet_running_pods', help: 'Number of pods that have a running pod sandbox', registers }));
    this.runningContainers = once(registry, 'kubelet_running_containers', () => new Gauge({ name: 'kubelet_running_containers', help: 'Number of containers by state', labelNames: ['container_state'], registers }));
    this.podStart = once(registry, 'kubelet_pod_start_duration_seconds', () => new Histogram({ name: 'kubelet_pod_start_duration_seconds', help: 'Seconds from the kubelet seeing a pod for the first time to the pod running', buckets: START_BUCKETS, registers }));
    this.workers = histogram('kubelet_pod_worker_duration_seconds', 'Seconds to sync a single pod, by operation: create, update, sync, terminating', WORK_BUCKETS);
    this.operations = counter('kubelet_runtime_operations_total', 'Number of runtime operations by type');
    this.failures = counter('kubelet_runtime_operations_errors_total', 'Number of failed runtime operations by type');
    this.durations = histogram('kubelet_runtime_operations_duration_seconds', 'Seconds of runtime operations by type', WORK_BUCKETS);
    this.probes = once(registry, 'prober_probe_total', () => new Counter({ name: 'prober_probe_total', help: 'Number of liveness, readiness and startup probes by result', labelNames: ['namespace', 'pod', 'container', 'probe_type', 'result'], registers }));
    this.evictions = once(registry, 'kubelet_evictions', () => new Counter({ name: 'kubelet_evictions', help: 'Number of pod evictions by signal', labelNames: ['eviction_signal'], registers }));
  }

  /** Counts and times one call of the engine. */
  async operation<T>(type: string, work: () => Promise<T>): Promise<T> {
    this.operations.inc({ operation_type: type });
    const done = this.durations.startTimer({ operation_type: type });
    try {
      return await work();
    } catch (error) {
      this.failures.inc({ operation_type: type });
      throw error;
    } finally {
      done();
    }
  }

  podStarted(seconds: number): void { this.podStart.observe(seconds); }
  synced(operation: string, seconds: number): void { this.workers.observe({ operation_type: operation }, seconds); }
  probed(namespace: string, pod: string, container: string, kind: string, result: string): void {
    this.probes.inc({ namespace, pod, container, probe_type: ({ liveness: 'Liveness', readiness: 'Readiness', startup: 'Startup' })[kind as 'liveness'], result });
  }
  evicted(signal: string): void { this.evictions.inc({ eviction_signal: signal }); }

  /** Sets this node's share of the gauges. */
  running(pods: number, containers: Readonly<Record<string, number>>): void {
    this.runningPods.inc(pods - this.pods);
    this.pods = pods;
    for (const state of new Set([...Object.keys(containers), ...Object.keys(this.containers)])) {
      this.runningContainers.inc({ container_state: state }, (containers[state] ?? 0) - (this.containers[state] ?? 0));
    }
    this.containers = { ...containers };
  }
}
