import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** CPU in nanoseconds since start, memory as the working set in bytes: usage less the page cache that may go at once. */
export interface CgroupUsage { readonly cpuNanoseconds: number; readonly memoryBytes: number }

/** Path per controller from `/proc/<pid>/cgroup`; the unified hierarchy of version 2 is under the empty name. */
export function parseProcCgroup(text: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^\d+:([^:]*):(.+)$/.exec(line);
    for (const controller of match?.[1]?.split(',') ?? []) paths.set(controller, match?.[2] ?? '/');
  }
  return paths;
}

const field = (text: string, name: string): number => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);

/** Reads a file, or undefined when there is none (the container went, or another version of control groups). */
type Read = (path: string) => Promise<string | undefined>;
const readOrNone: Read = (path) => readFile(path, 'utf8').catch(() => undefined);

async function version1(root: string, paths: Map<string, string>, read: Read): Promise<CgroupUsage | undefined> {
  const [cpu, memory] = [paths.get('cpuacct'), paths.get('memory')];
  if (cpu === undefined || memory === undefined) return undefined;
  // Where both are one hierarchy, /sys/fs/cgroup/cpuacct links to it.
  const [usage, used, stat] = await Promise.all([
    read(join(root, 'cpuacct', cpu, 'cpuacct.usage')), read(join(root, 'memory', memory, 'memory.usage_in_bytes')), read(join(root, 'memory', memory, 'memory.stat')),
  ]);
  if (usage === undefined || used === undefined) return undefined;
  return { cpuNanoseconds: Number(usage), memoryBytes: Math.max(0, Number(used) - field(stat ?? '', 'total_inactive_file')) };
}

async function version2(root: string, paths: Map<string, string>, read: Read): Promise<CgroupUsage | undefined> {
  const path = paths.get('');
  if (path === undefined) return undefined;
  const [cpu, used, stat] = await Promise.all(['cpu.stat', 'memory.current', 'memory.stat'].map((file) => read(join(root, path, file))));
  if (cpu === undefined || used === undefined) return undefined;
  return { cpuNanoseconds: field(cpu, 'usage_usec') * 1000, memoryBytes: Math.max(0, Number(used) - field(stat ?? '', 'inactive_file')) };
}

/** Usage of the control group that process `pid` is in. The engine's own statistics call takes a second per container; this is three small reads. */
export async function cgroupUsage(pid: number, options: { readonly proc?: string; readonly root?: string; readonly read?: Read } = {}): Promise<CgroupUsage | undefined> {
  const { proc = '/proc', root = '/sys/fs/cgroup', read = readOrNone } = options;
  const text = await read(join(proc, String(pid), 'cgroup'));
  if (text === undefined) return undefined;
  const paths = parseProcCgroup(text);
  return await version1(root, paths, read) ?? version2(root, paths, read);
}
