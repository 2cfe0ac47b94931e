import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

type Made = Counter | Gauge | Histogram;
/** A metric of a registry, made once: several server blocks count into the same. */
const once = <M extends Made>(registry: Registry, name: string, make: () => M): M => (registry.getSingleMetric(name) as M | undefined) ?? make();

export const counter = (registry: Registry, name: string, help: string, labelNames: string[]): Counter => once(registry, name, () => new Counter({ name, help, labelNames, registers: [registry] }));
export const gauge = (registry: Registry, name: string, help: string, labelNames: string[]): Gauge => once(registry, name, () => new Gauge({ name, help, labelNames, registers: [registry] }));
export const histogram = (registry: Registry, name: string, help: string, labelNames: string[], buckets: number[]): Histogram => once(registry, name, () => new Histogram({ name, help, labelNames, buckets, registers: [registry] }));

/** Calls `make` once for each combination of label values: a bound child counts several times faster. */
export function children<C>(make: (...labels: string[]) => C): (...labels: string[]) => C {
  const known = new Map<string, C>();
  return (...labels) => {
    const key = labels.join('\0');
    let child = known.get(key);
    if (child === undefined) known.set(key, child = make(...labels));
    return child;
  };
}
