// Runs one component as its own process: `node tools/run-app.mjs scheduler --kubeconfig …`. Installs and builds first, as `npm start` does.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install } from './start.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const [app, ...args] = process.argv.slice(2);
install();
build();
const main = join(root, 'apps', app ?? '', 'dist/main.js');
if (!app || !existsSync(main)) {
  console.error(`kubets: there is no component ${JSON.stringify(app ?? '')}: name one of the folders in apps/`);
  process.exit(1);
}
const child = spawn(process.execPath, ['--enable-source-maps', main, ...args], { stdio: 'inherit' });
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
