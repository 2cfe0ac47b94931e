import type { ContainerRuntime, ContainerStatus } from '@kubets/container-runtime/runtime';
import { rfc3339 } from '../clock.js';

interface Cpu { readonly time: string; readonly usageNanoCores?: number; readonly usageCoreNanoSeconds: number }
interface Memory { readonly time: string; readonly workingSetBytes: number; readonly usageBytes: number }
export interface ContainerStats { readonly name: string; readonly startTime: string; readonly cpu: Cpu; readonly memory: Memory }
export interface PodStats {
  readonly podRef: { readonly name: string; readonly namespace: string; readonly uid: string };
  readonly startTime: string; readonly containers: ContainerStats[]; readonly cpu: Cpu; readonly memory: Memory;
}
/** The kubelet's `/stats/summary`, as far as metrics pipelines read it. */
export interface StatsSummary {
  readonly node: { readonly nodeName: string; readonly startTime: string; readonly cpu: Cpu; readonly memory: Memory & { readonly availableBytes: number } };
  readonly pods: PodStats[];
}

interface Sample { cpu: number; at: number }

/** Turns the engine's counters into a summary; rates come from the sample before. */
export class StatsCollector {
  private readonly samples = new Map<string, Sample>();

  constructor(private readonly runtime: ContainerRuntime, private readonly nodeName: string, private readonly memoryCapacity: number, private readonly startedAt: number) {}

  async summary(containers: Iterable<ContainerStatus>, now: number): Promise<StatsSummary> {
    const byId = new Map([...containers].map((c) => [c.id, c]));
    const pods = new Map<string, { of: ContainerStatus; containers: ContainerStats[] }>();
    const stats = await this.runtime.stats();
    for (const { containerId, cpuNanoseconds, memoryBytes, timestamp } of stats) {
      const status = byId.get(containerId);
      if (!status) continue;
      const time = rfc3339(timestamp);
      const pod = pods.get(status.pod.uid) ?? { of: status, containers: [] };
      pods.set(status.pod.uid, pod);
      pod.containers.push({
        name: status.name, startTime: rfc3339(status.startedAt), memory: { time, workingSetBytes: memoryBytes, usageBytes: memoryBytes },
        cpu: { time, usageCoreNanoSeconds: cpuNanoseconds, ...this.rate(containerId, cpuNanoseconds, timestamp) },
      });
    }
    for (const id of this.samples.keys()) if (!byId.has(id)) this.samples.delete(id);
    const all = [...pods.values()].map(({ of, containers: each }) => ({
      podRef: { name: of.pod.name, namespace: of.pod.namespace, uid: of.pod.uid }, startTime: rfc3339(of.createdAt), containers: each, ...total(each, now),
    }));
    const sum = total(all.flatMap((p) => p.containers), now);
    const node = { nodeName: this.nodeName, startTime: rfc3339(this.startedAt), cpu: sum.cpu, memory: { ...sum.memory, availableBytes: Math.max(0, this.memoryCapacity - sum.memory.workingSetBytes) } };
    return { node, pods: all };
  }

  private rate(id: string, cpu: number, at: number): { usageNanoCores?: number } {
    const before = this.samples.get(id);
    this.samples.set(id, { cpu, at });
    if (!before || at <= before.at) return {};
    return { usageNanoCores: Math.max(0, Math.round((cpu - before.cpu) / ((at - before.at) / 1000))) };
  }
}

function total(containers: readonly ContainerStats[], now: number): { cpu: Cpu; memory: Memory } {
  const sum = (of: (c: ContainerStats) => number): number => containers.reduce((all, c) => all + of(c), 0);
  const time = rfc3339(now);
  const bytes = sum((c) => c.memory.workingSetBytes);
  return {
    cpu: { time, usageCoreNanoSeconds: sum((c) => c.cpu.usageCoreNanoSeconds), usageNanoCores: sum((c) => c.cpu.usageNanoCores ?? 0) },
    memory: { time, workingSetBytes: bytes, usageBytes: bytes },
  };
}
