import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** Mounts on the node. Throws where the process may not. */
export interface Mounter {
  isMounted(directory: string): Promise<boolean>;
  /** @param sizeBytes how much it may hold; half the memory when absent */
  mountTmpfs(directory: string, sizeBytes: number | undefined): Promise<void>;
  unmount(directory: string): Promise<void>;
}

const run = promisify(execFile);

/** Mounts for real as root. Another user may not mount: memory volumes are then plain directories, whose size nobody bounds. */
export const linuxMounter: Mounter = {
  async isMounted(directory) {
    const table = await readFile('/proc/self/mountinfo', 'utf8').catch(() => '');
    return table.split('\n').some((line) => line.split(' ')[4] === directory);
  },
  async mountTmpfs(directory, sizeBytes) {
    if (process.getuid?.() !== 0) return;
    await run('mount', ['-t', 'tmpfs', ...(sizeBytes ? ['-o', `size=${sizeBytes}`] : []), 'tmpfs', directory]);
  },
  async unmount(directory) { await run('umount', [directory]); },
};

/** Memory volumes are plain directories; for simulated nodes and hosts where mounting is not allowed. */
export const directoryMounter: Mounter = {
  isMounted: () => Promise.resolve(false),
  mountTmpfs: () => Promise.resolve(),
  unmount: () => Promise.resolve(),
};
