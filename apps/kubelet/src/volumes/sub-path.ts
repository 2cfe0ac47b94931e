import { mkdir, realpath, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { pathProblem } from './atomic-writer.js';

/**
 * The path of a sub-path in a volume, made if it does not exist. Links may not lead out of the volume: a container could
 * have put one there to reach the node. Throws when they do.
 */
export async function resolveSubPath(volumePath: string, subPath: string): Promise<string> {
  const problem = subPath.startsWith('/') || subPath.split('/').includes('..') ? pathProblem(subPath) : undefined;
  if (problem) throw new Error(problem);
  const root = await realpath(volumePath);
  const full = join(root, subPath);
  if (!(await stat(full).catch(() => undefined))) {
    const parent = await deepestExisting(root, subPath);
    inside(root, await realpath(parent), subPath);
    await mkdir(full, { recursive: true, mode: (await stat(root)).mode & 0o7777 });
  }
  const resolved = await realpath(full);
  inside(root, resolved, subPath);
  return resolved;
}

function inside(root: string, path: string, subPath: string): void {
  const rest = relative(root, path);
  if (rest === '..' || rest.startsWith('../')) throw new Error(`subPath ${JSON.stringify(subPath)} leads outside of its volume`);
}

async function deepestExisting(root: string, subPath: string): Promise<string> {
  let at = root;
  for (const segment of subPath.split('/')) {
    const next = join(at, segment);
    if (!(await stat(next).catch(() => undefined))) return at;
    at = next;
  }
  return at;
}
