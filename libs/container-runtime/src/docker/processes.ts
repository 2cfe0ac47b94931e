import { readFile } from 'node:fs/promises';

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

async function descendants(pid: number): Promise<number[]> {
  const children = (await read(`/proc/${pid}/task/${pid}/children`)).split(' ').filter(Boolean).map(Number);
  return [...children, ...(await Promise.all(children.map(descendants))).flat()];
}

/**
 * Kills a process of a container and its descendants. The engine keeps an exec's process running when its client leaves, and has no call to end it.
 * Does nothing unless the process really belongs to the container: the engine may be on another machine, and process ids are reused.
 */
export async function killInContainer(pid: number, containerId: string): Promise<boolean> {
  if (pid <= 1 || !(await read(`/proc/${pid}/cgroup`)).includes(containerId)) return false;
  for (const victim of [pid, ...await descendants(pid)]) {
    try { process.kill(victim, 'SIGKILL'); } catch { /* it ended by itself */ }
  }
  return true;
}
