// `npm run bench [name …]`: runs the benchmarks of all projects (`bench/*.bench.ts`), one after the other, or those whose path contains a name.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install } from './start.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
install();
build();
const names = process.argv.slice(2);
const found = [];
for (const group of ['libs', 'apps', '.']) {
  for (const project of group === '.' ? ['test'] : readdirSync(join(root, group))) {
    const folder = join(root, group, project, 'bench');
    if (existsSync(folder)) for (const file of readdirSync(folder).sort()) if (file.includes('.bench.')) found.push(join(group, project, 'bench', file));
  }
}
let failed = 0;
for (const file of found.filter((f) => names.length === 0 || names.some((n) => f.includes(n)))) {
  console.log(`\n# ${file}`);
  const loader = join(root, 'libs/storage/src/crash/typescript.mjs');
  const { status } = spawnSync(process.execPath, ['--import', loader, join(root, file)], { cwd: root, stdio: 'inherit' });
  if (status !== 0) failed += 1;
}
process.exit(failed ? 1 : 0);
