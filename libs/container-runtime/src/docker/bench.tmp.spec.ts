import { execFileSync } from 'node:child_process';
import { containerConfig, sandboxConfig } from '../contract/fixtures.js';
import { assertNothingLeft, createTestRuntime } from './testing.js';
test('bench', async () => {
  const out: string[] = [];
  const t0 = performance.now();
  const { runtime, options } = await createTestRuntime();
  out.push(`create runtime ${Math.round(performance.now() - t0)}`);
  for (let i = 0; i < 6; i += 1) {
    const name = `kt-bench-${process.pid}-${i}`;
    const a = performance.now();
    execFileSync('docker', ['run', '-d', '--name', name, '--label', `kubets.cluster=${options.cluster}`, '--label', 'kubets.node=node-1', 'busybox:1.36', 'sleep', '1000']);
    const b = performance.now();
    execFileSync('docker', ['rm', '-f', name]);
    const c = performance.now();
    const config = sandboxConfig();
    const { id } = await runtime.runPodSandbox(config);
    const d = performance.now();
    const { id: c1 } = await runtime.createContainer(id, containerConfig(config.pod, ['sleep', '1000']));
    const e = performance.now();
    await runtime.startContainer(c1);
    const f = performance.now();
    const s = performance.now(); await runtime.stats(); const s2 = performance.now();
    await runtime.listContainers(); const s3 = performance.now();
    await runtime.execSync(c1, ['true'], 5); const s4 = performance.now();
    await runtime.removePodSandbox(id);
    out.push(`docker run ${Math.round(b - a)}  pod ${Math.round(f - c)} = sandbox ${Math.round(d - c)} + create ${Math.round(e - d)} + start ${Math.round(f - e)}; stats ${Math.round(s2 - s)} list ${Math.round(s3 - s2)} execSync ${Math.round(s4 - s3)}  remove ${Math.round(performance.now() - s4)}`);
  }
  await assertNothingLeft(runtime, options);
  process.stderr.write(out.join('\n') + '\n');
}, 60000);
