// Compiles the TypeScript of projects to JavaScript with SWC: `node tools/build.mjs [project folder …]` (all of them when none is named).
// Only files that are newer than their output are compiled; outputs without a source are removed.
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const isSource = (name) => name.endsWith('.ts') && !name.endsWith('.spec.ts') && !name.endsWith('.d.ts');

async function files(folder) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...await files(path)); else found.push(path);
  }
  return found;
}

const modified = async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

async function build(project) {
  const from = join(project, 'src');
  const to = join(project, 'dist');
  const wanted = new Set();
  let compiled = 0;
  for (const source of (await files(from)).filter(isSource)) {
    const target = join(to, relative(from, source)).replace(/\.ts$/, '.js');
    wanted.add(target).add(`${target}.map`);
    if (await modified(target) >= await modified(source)) continue;
    const { code, map } = await transformFile(source, { cwd: root, configFile: join(root, '.swcrc'), sourceMaps: true });
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, `${code}\n//# sourceMappingURL=${target.split('/').at(-1)}.map\n`);
    await writeFile(`${target}.map`, map ?? '');
    compiled += 1;
  }
  for (const old of await files(to)) if (!wanted.has(old)) await rm(old);
  return compiled;
}

const named = process.argv.slice(2);
const projects = named.length ? named.map((p) => join(root, relative(root, join(process.cwd(), p)))) : [];
if (!named.length) {
  for (const group of ['libs', 'apps']) for (const name of await readdir(join(root, group))) projects.push(join(root, group, name));
}
let total = 0;
for (const project of projects) total += await build(project);
if (total) console.log(`compiled ${total} files`);
