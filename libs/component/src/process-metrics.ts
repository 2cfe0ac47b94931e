import { readFileSync, readdirSync } from 'node:fs';
import { Counter, Gauge, Registry } from 'prom-client';

const attempt = <T>(read: () => T): T | undefined => {
  try { return read(); } catch { return undefined; }
};

/** Name, help, and where the value is read when somebody scrapes; 0 where the system does not say. */
const SOURCES: readonly (readonly [name: string, help: string, read: () => number | undefined])[] = [
  ['process_cpu_seconds_total', 'User and system CPU time spent, in seconds.', () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; }],
  ['process_resident_memory_bytes', 'Resident memory, in bytes.', () => process.memoryUsage.rss()],
  ['process_virtual_memory_bytes', 'Virtual memory, in bytes.', () => attempt(() => Number(readFileSync('/proc/self/statm', 'utf8').split(' ')[0]) * 4096)],
  ['process_start_time_seconds', 'Start of the process, in seconds since the epoch.', () => (Date.now() - process.uptime() * 1000) / 1000],
  ['process_open_fds', 'Open file descriptors.', () => attempt(() => readdirSync('/proc/self/fd').length - 1)],
  ['process_max_fds', 'Most file descriptors that may be open.', () => attempt(() => Number(/Max open files\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]))],
  ['nodejs_heap_size_used_bytes', 'JavaScript heap in use, in bytes.', () => process.memoryUsage().heapUsed],
];

let shared: Registry | undefined;

/** Metrics of this process, however many components run in it. Nothing is sampled between scrapes: an idle process stays idle. */
export function processMetrics(): Registry {
  if (shared) return shared;
  const registry = new Registry();
  for (const [name, help, read] of SOURCES) {
    const value = (): number => read() || 0;
    if (name.endsWith('_total')) new Counter({ name, help, registers: [registry], collect() { this.reset(); this.inc(value()); } });
    else new Gauge({ name, help, registers: [registry], collect() { this.set(value()); } });
  }
  return shared = registry;
}
