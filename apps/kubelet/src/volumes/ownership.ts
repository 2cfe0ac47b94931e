import { chmod, chown, lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

const GROUP_READ_WRITE = 0o660;
const DIRECTORY = 0o2770;

async function own(path: string, group: number): Promise<void> {
  const info = await lstat(path);
  if (info.isSymbolicLink()) return;
  await chown(path, info.uid, group);
  await chmod(path, (info.mode & 0o7777) | (info.isDirectory() ? DIRECTORY : GROUP_READ_WRITE));
  if (!info.isDirectory()) return;
  for (const entry of await readdir(path)) await own(join(path, entry), group);
}

/**
 * Gives a volume to the pod's fsGroup: the group owns and may write everything, and new files inherit it.
 * `OnRootMismatch` skips the walk when the root already looks right.
 */
export async function applyFsGroup(path: string, group: number, policy: string | undefined): Promise<void> {
  if (policy === 'OnRootMismatch') {
    const root = await stat(path);
    if (root.gid === group && (root.mode & DIRECTORY) === DIRECTORY) return;
  }
  await own(path, group);
}
