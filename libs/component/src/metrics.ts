import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { processMetrics } from './process-metrics.js';
import { GIT_VERSION, KUBERNETES_MAJOR, KUBERNETES_MINOR } from './version.js';

const COMPONENTS = new WeakMap<Registry, string>();

/** A component's own registry, with `kubernetes_build_info`. Components in one process do not share metrics. */
export function createRegistry(component: string): Registry {
  const registry = new Registry();
  COMPONENTS.set(registry, component);
  const build = {
    major: KUBERNETES_MAJOR, minor: KUBERNETES_MINOR, git_version: GIT_VERSION, git_commit: '', git_tree_state: '', build_date: '',
    go_version: `node ${process.version}`, compiler: 'v8', platform: `${process.platform}/${process.arch === 'x64' ? 'amd64' : process.arch}`,
  };
  new Gauge({ name: 'kubernetes_build_info', help: 'Version of the component, always 1.', labelNames: Object.keys(build), registers: [registry] }).set(build, 1);
  return registry;
}

export const METRICS_CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** What `/metrics` answers: the component's metrics and those of the process that it runs in. */
export async function renderMetrics(registry: Registry): Promise<string> {
  const [own, shared] = await Promise.all([registry.metrics(), processMetrics().metrics()]);
  return `${own}${own.endsWith('\n') ? '' : '\n'}${shared}`;
}

export interface MetricOptions<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
}

/** Children by label values. Looking labels up costs more than counting, so hot paths keep the child that they get here. */
function children<C>(labels: readonly string[], make: (values: string[]) => C): (...values: string[]) => C {
  const known = new Map<string, C>();
  return (...values) => {
    const key = values.length === 1 ? values[0]! : values.join('\u0000');
    let child = known.get(key);
    if (child === undefined) {
      if (values.length !== labels.length) throw new Error(`${labels.length} label values are needed (${labels.join(', ')}), not ${values.length}`);
      known.set(key, child = make(values));
    }
    return child;
  };
}

/** `counter(registry, { name, help, labels: ['verb'] })('GET').inc()` */
export function counter<L extends string>(registry: Registry, { name, help, labels = [] }: MetricOptions<L>): (...values: string[]) => { inc(by?: number): void } {
  const metric = new Counter({ name, help, labelNames: [...labels], registers: [registry] });
  return children(labels, (values) => (values.length ? metric.labels(...values) : metric));
}

export function gauge<L extends string>(registry: Registry, { name, help, labels = [] }: MetricOptions<L>): (...values: string[]) => { set(to: number): void; inc(by?: number): void; dec(by?: number): void } {
  const metric = new Gauge({ name, help, labelNames: [...labels], registers: [registry] });
  return children(labels, (values) => (values.length ? metric.labels(...values) : metric));
}

/** A gauge read when somebody scrapes. */
export function gaugeOf(registry: Registry, name: string, help: string, read: () => number): void {
  new Gauge({ name, help, registers: [registry], collect() { this.set(read()); } });
}

/** @param options.buckets upper bounds, in the metric's unit */
export function histogram<L extends string>(registry: Registry, { name, help, labels = [], buckets }: MetricOptions<L> & { readonly buckets: readonly number[] }): (...values: string[]) => { observe(value: number): void } {
  const metric = new Histogram({ name, help, labelNames: [...labels], buckets: [...buckets], registers: [registry] });
  return children(labels, (values) => (values.length ? metric.labels(...values) : metric));
}

/** `count` upper bounds from `start`, each `factor` times the one before. */
export const exponentialBuckets = (start: number, factor: number, count: number): number[] => Array.from({ length: count }, (_, n) => start * factor ** n);

export const componentOf = (registry: Registry): string | undefined => COMPONENTS.get(registry);
