import { randomBytes } from 'node:crypto';
import { chmod, chown, lstat, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface PayloadFile { readonly data: Buffer; readonly mode: number; readonly uid?: number }
/** Relative path → file. */
export type Payload = ReadonlyMap<string, PayloadFile>;

const DATA = '..data';

/** A path that would leave the volume or collide with the writer's own names. Returns why, or `undefined`. */
export function pathProblem(path: string): string | undefined {
  if (path === '') return 'invalid path: must not be empty';
  if (path.startsWith('/')) return `invalid path: must be relative path: ${path}`;
  if (path.split('/').includes('..')) return `invalid path: must not contain '..': ${path}`;
  return path.startsWith('..') ? `invalid path: must not start with '..': ${path}` : undefined;
}

async function same(directory: string, payload: Payload): Promise<boolean> {
  const target = await readlink(join(directory, DATA)).catch(() => undefined);
  if (target === undefined) return false;
  const root = join(directory, target);
  const files = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  if (files.filter((f) => !f.isDirectory()).length !== payload.size) return false;
  for (const [path, file] of payload) {
    const [content, info] = await Promise.all([readFile(join(root, path)).catch(() => undefined), stat(join(root, path)).catch(() => undefined)]);
    if (!content?.equals(file.data) || (info && (info.mode & 0o777) !== (file.mode & 0o777))) return false;
  }
  return true;
}

async function writeAll(root: string, payload: Payload, group: number | undefined): Promise<void> {
  await mkdir(root);
  await chmod(root, 0o755);
  for (const [path, file] of payload) {
    const full = join(root, path);
    await mkdir(dirname(full), { recursive: true, mode: 0o755 });
    await writeFile(full, file.data, { mode: file.mode });
    // Not subject to the umask, and group-readable where a group owns the volume.
    if (group !== undefined || file.uid !== undefined) await chown(full, file.uid ?? -1, group ?? -1).catch(() => undefined);
    await chmod(full, group === undefined ? file.mode : file.mode | ((file.mode & 0o600) >> 3));
  }
}

/**
 * Replaces the files of a volume so that readers see all of the old or all of the new: they lie in a fresh directory to which the link
 * `..data` is switched by rename, and the visible names are links through `..data`. Writes nothing when nothing changed.
 * @param group that gets to own the files
 * @returns whether anything changed
 */
export async function writePayload(directory: string, payload: Payload, now: number, group?: number): Promise<boolean> {
  for (const path of payload.keys()) {
    const problem = pathProblem(path);
    if (problem) throw new Error(problem);
  }
  await mkdir(directory, { recursive: true });
  await chmod(directory, 0o777);
  if (await same(directory, payload)) return false;
  const previous = await readlink(join(directory, DATA)).catch(() => undefined);
  const name = `..${new Date(now).toISOString().replace(/[-:]/g, '_').replace('T', '_').replace(/\..*$/, '')}.${randomBytes(5).readUIntBE(0, 5)}`;
  await writeAll(join(directory, name), payload, group);
  const next = join(directory, '..data_tmp');
  await rm(next, { force: true });
  await symlink(name, next);
  await rename(next, join(directory, DATA));
  const visible = new Set([...payload.keys()].map((path) => path.split('/')[0] ?? path));
  for (const entry of visible) {
    const link = join(directory, entry);
    if (!(await lstat(link).catch(() => undefined))) await symlink(join(DATA, entry), link);
  }
  for (const entry of await readdir(directory)) {
    if (!entry.startsWith('..') && !visible.has(entry)) await rm(join(directory, entry), { force: true, recursive: true });
  }
  if (previous) await rm(join(directory, previous), { force: true, recursive: true });
  return true;
}
