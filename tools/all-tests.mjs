// `npm test`: installs and builds what is missing, runs every suite, and closes with one line: N passed, N failed, N skipped.
// With KUBETS_TEST_STRICT=1 a skipped test fails the run: for machines that have everything.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, install } from './start.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
install();
build();

const folder = mkdtempSync(join(tmpdir(), 'kubets-tests-'));
const report = join(folder, 'report.json');
const jest = join(root, 'node_modules/jest/bin/jest.js');
const args = ['--experimental-vm-modules', '--no-warnings', jest, '--json', `--outputFile=${report}`, '--silent', ...process.argv.slice(2)];

// Suites that drive containers and whole clusters run after the others, one at a time: they measure nothing, but two cores are soon full.
const phases = [
  { name: 'unit and contract suites', args: ['--testPathIgnorePatterns', '/test/e2e/', '/node_modules/', '/dist/', '--maxWorkers=2'] },
  { name: 'end-to-end suites', args: ['--testPathPatterns', '/test/e2e/', '--runInBand', '--passWithNoTests'] },
];
const total = { passed: 0, failed: 0, skipped: 0 };
let broken = false;
for (const phase of phases) {
  console.log(`\n== ${phase.name}`);
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, [...args, ...phase.args], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('exit', (status) => resolve(status ?? 1));
  });
  let result;
  try { result = JSON.parse(readFileSync(report, 'utf8')); } catch { broken = true; continue; }
  total.passed += result.numPassedTests;
  total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
  total.skipped += result.numPendingTests + result.numTodoTests;
  for (const suite of result.testResults) for (const test of suite.assertionResults) {
    if (test.status === 'pending' || test.status === 'todo') console.log(`skipped: ${test.fullName}`);
  }
  if (code !== 0 && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) broken = true;
}
rmSync(folder, { recursive: true, force: true });
const strict = process.env.KUBETS_TEST_STRICT === '1' && total.skipped > 0;
if (strict) console.log('skipped tests count as failures here (KUBETS_TEST_STRICT=1)');
if (broken) total.failed += 1;
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed || strict ? 1 : 0);
