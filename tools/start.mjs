// `npm start`: installs what is missing, builds what is out of date, then runs the cluster on the Node.js that the project brings along.
// Runs itself on any Node.js from 20 on. What follows `--` goes to the cluster.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const at = (...parts) => join(root, ...parts);
const say = (line) => console.log(line);

function fail(line) {
  console.error(`kubets: ${line}`);
  process.exit(1);
}

const [major] = process.versions.node.split('.').map(Number);
if (major < 20) fail(`Node.js ${process.versions.node} is too old: 20 or newer is needed`);

const modified = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Newest change below a folder, generated files aside. */
function newest(folder) {
  let latest = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'node_modules' || entry.name === 'testdata') continue;
    const path = join(folder, entry.name);
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : entry.name.endsWith('.ts') ? statSync(path).mtimeMs : 0);
  }
  return latest;
}

function run(what, command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
  if (error) fail(`${what} could not be started: ${error.message}`);
  if (status !== 0) fail(`${what} failed; see above`);
}

/** Installs dependencies when they are missing or the lock file is newer than what is installed. */
export function install() {
  if (existsSync(node()) && modified(at('node_modules/.package-lock.json')) >= modified(at('package-lock.json'))) return;
  say('installing dependencies …');
  // Not `npm ci`: it refuses a lock file that lacks binaries for platforms which the registry that made it does not carry. Versions are the lock file's all the same.
  run('npm install', process.platform === 'win32' ? 'npm.cmd' : 'npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
}

/** The project's own Node.js. Its install script may have been refused; then the platform's package has the program. */
function node() {
  const platform = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  return [at('node_modules/node/bin/node'), at('node_modules', platform, 'bin/node'), at('node_modules/node/node_modules', platform, 'bin/node')].find(existsSync) ?? at('node_modules/node/bin/node');
}

/** Compiles and bundles when a source is newer than the bundle. */
export function build() {
  const bundle = at('dist/kubets.mjs');
  if (modified(bundle) > Math.max(newest(at('libs')), newest(at('apps')), modified(at('package-lock.json')), modified(at('tools/bundle.mjs')))) return;
  say('building …');
  run('the build', node(), [at('tools/build.mjs')]);
  run('the bundle', node(), [at('tools/bundle.mjs')]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  build();
  const program = existsSync(node()) ? node() : process.execPath;
  const child = spawn(program, ['--enable-source-maps', at('dist/kubets.mjs'), ...process.argv.slice(2)], {
    stdio: 'inherit', env: { NODE_COMPILE_CACHE: at('node_modules/.cache/kubets'), ...process.env },
  });
  // The terminal sends Ctrl-C to both; other signals are handed on.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`the cluster could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}
