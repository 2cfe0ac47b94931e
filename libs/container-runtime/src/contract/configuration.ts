import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContainerConfig, SandboxConfig } from '../runtime.js';
import { containerConfig, exited, readLog, runPod, sandboxConfig, textOf } from './fixtures.js';
import type { Subject } from './runtime-contract.js';

/** What a container sees of its configuration, told by its own output. */
export function describeConfiguration(subject: Subject): void {
  const output = async (command: readonly string[], overrides: Partial<ContainerConfig> = {}, sandbox: Partial<SandboxConfig> = {}): Promise<string> => {
    const { runtime } = subject();
    const { sandboxId, id } = await runPod(runtime, command, overrides, sandbox);
    await exited(runtime, id);
    const text = textOf(await readLog(runtime.logs(id, { follow: false })));
    await runtime.removePodSandbox(sandboxId);
    return text;
  };
  const base = containerConfig({ namespace: '', name: '', uid: '' }, []);

  describe('configuration', () => {
    test('environment, working directory, hostname, and the DNS server and nothing else', async () => {
      const text = await output(['sh', '-c', 'echo "$A|$B|$(pwd)|$(hostname)"; cat /etc/resolv.conf'],
        { env: [{ name: 'A', value: 'x=y z' }, { name: 'B', value: '' }], workingDir: '/usr' });
      expect(text).toBe('x=y z||/usr|contract-host\nnameserver 10.96.0.10\nsearch contract.svc.cluster.local svc.cluster.local\noptions ndots:5\n');
    });

    test('command replaces the entrypoint; args alone replace the image\'s command', async () => {
      expect(await output(['echo', 'a'], { args: ['b', 'c d'] })).toBe('a b c d\n');
      expect(await output([], { args: ['echo', 'only args'] })).toBe('only args\n');
    });

    test('mounts, read-only mounts, the hosts file, a read-only root', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'kubets-contract-'));
      try {
        await Promise.all([writeFile(join(folder, 'in:put'), 'from the node'), writeFile(join(folder, 'hosts'), '10.1.2.3 pod-hosts\n')]);
        const mount = { hostPath: folder, propagation: 'private' as const };
        const text = await output(
          ['sh', '-c', 'cat /rw/in:put; echo; cat /etc/hosts; echo out > /rw/output; touch /ro/x 2>/dev/null || echo ro; touch /x 2>/dev/null || echo root ro'],
          { mounts: [{ ...mount, containerPath: '/rw', readOnly: false }, { ...mount, containerPath: '/ro', readOnly: true }], security: { ...base.security, readOnlyRootFilesystem: true } },
          { hostsFile: join(folder, 'hosts') });
        expect(text).toBe('from the node\n10.1.2.3 pod-hosts\nro\nroot ro\n');
        expect(await readFile(join(folder, 'output'), 'utf8')).toBe('out\n');
      } finally { await rm(folder, { recursive: true, force: true }); }
    });

    test('a missing mount source is refused, not made', async () => {
      const { runtime } = subject();
      const config = sandboxConfig();
      const { id } = await runtime.runPodSandbox(config);
      const missing = { hostPath: '/nonexistent/kubets-contract', containerPath: '/x', readOnly: false, propagation: 'private' as const };
      await expect(runtime.createContainer(id, containerConfig(config.pod, ['true'], { mounts: [missing] }))).rejects.toThrow('/nonexistent/kubets-contract');
      await runtime.removePodSandbox(id);
    });

    test('user, groups, capabilities, no-new-privileges, OOM score', async () => {
      const text = await output(['sh', '-c', 'id -u; id -g; id -G; grep -E "CapBnd|NoNewPrivs|Seccomp:" /proc/self/status; cat /proc/self/oom_score_adj'], {
        security: { ...base.security, user: '1000:2000', supplementalGroups: [3000], dropCapabilities: ['ALL'], addCapabilities: ['NET_BIND_SERVICE'], noNewPrivileges: true, seccomp: 'runtime/default' },
        resources: { ...base.resources, oomScoreAdj: 999 },
      });
      expect(text.split('\n')).toEqual(['1000', '2000', '2000 3000', 'CapBnd:\t0000000000000400', 'NoNewPrivs:\t1', 'Seccomp:\t2', '999', '']);
    });

    test('sysctls, and a shared process namespace in which the sandbox is process 1', async () => {
      const text = await output(['sh', '-c', 'cat /proc/sys/net/ipv4/ip_local_port_range; cat /proc/1/comm'], {}, { sysctls: { 'net.ipv4.ip_local_port_range': '20000 30000' }, shareProcessNamespace: true });
      expect(text).toMatch(/^20000\s30000\npause\n$/);
    });

    test('limits reach the control group, and can be changed while running', async () => {
      const { runtime } = subject();
      const read = 'cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/cpu/cpu.cfs_quota_us /sys/fs/cgroup/cpu/cpu.shares 2>/dev/null || cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/cpu.max';
      const { sandboxId, id } = await runPod(runtime, ['sleep', '1000'], { resources: { cpuShares: 512, cpuQuota: 50_000, memoryLimit: 64 * 2 ** 20, oomScoreAdj: 1000 } });
      const limits = async (): Promise<string[]> => (await runtime.execSync(id, ['sh', '-c', read], 10)).output.toString().split(/\s+/);
      expect((await limits()).slice(0, 2)).toEqual([String(64 * 2 ** 20), '50000']);
      await runtime.updateResources(id, { cpuShares: 256, cpuQuota: 0, memoryLimit: 128 * 2 ** 20, oomScoreAdj: 1000 });
      const [memory, quota] = await limits();
      expect(memory).toBe(String(128 * 2 ** 20));
      expect(['-1', 'max']).toContain(quota);
      const stats = (await runtime.stats()).find((stat) => stat.containerId === id);
      expect(stats?.cpuNanoseconds).toBeGreaterThan(0);
      expect(stats?.memoryBytes).toBeGreaterThan(0);
      expect(stats?.memoryBytes).toBeLessThan(128 * 2 ** 20);
      await runtime.removePodSandbox(sandboxId);
    });

    test('too much memory ends in OOMKilled', async () => {
      const { runtime } = subject();
      const { sandboxId, id } = await runPod(runtime, ['sh', '-c', 'x=a; while true; do x=$x$x; done'], { resources: { ...base.resources, memoryLimit: 16 * 2 ** 20 } });
      expect(await exited(runtime, id)).toMatchObject({ exitCode: 137, reason: 'OOMKilled' });
      await runtime.removePodSandbox(sandboxId);
    });

    test('a program that is not there is a StartError, with its name', async () => {
      const { runtime } = subject();
      const config = sandboxConfig();
      const { id: sandboxId } = await runtime.runPodSandbox(config);
      const { id } = await runtime.createContainer(sandboxId, containerConfig(config.pod, ['no-such-program']));
      await expect(runtime.startContainer(id)).rejects.toMatchObject({ name: 'RuntimeError', code: 'StartFailed' });
      const status = await runtime.containerStatus(id);
      expect(status).toMatchObject({ state: 'exited', exitCode: 128, reason: 'StartError', startedAt: 0 });
      expect(status?.message).toContain('exec: "no-such-program": executable file not found');
      expect(status?.finishedAt).toBeGreaterThan(0);
      await runtime.removePodSandbox(sandboxId);
    });

    test('stopping asks first: a handler may end it in its own way', async () => {
      const { runtime } = subject();
      const { sandboxId, id } = await runPod(runtime, ['sh', '-c', 'trap "exit 7" TERM; echo ready; while true; do sleep 0.1; done']);
      for await (const line of runtime.logs(id, { follow: true })) if (line.bytes.toString() === 'ready\n') break;
      await runtime.stopContainer(id, 10);
      expect(await runtime.containerStatus(id)).toMatchObject({ exitCode: 7, reason: 'Error' });
      await runtime.removePodSandbox(sandboxId);
    });

    test('host network: no address of its own, the node\'s resolver under the Default DNS policy', async () => {
      const { runtime } = subject();
      const { dns: _, ...config } = sandboxConfig({ hostNetwork: true });
      const { id: sandboxId } = await runtime.runPodSandbox(config);
      expect((await runtime.listPodSandboxes()).find((sandbox) => sandbox.id === sandboxId)).toMatchObject({ ip: '', ready: true });
      const { id } = await runtime.createContainer(sandboxId, containerConfig(config.pod, ['cat', '/etc/resolv.conf']));
      await runtime.startContainer(id);
      await exited(runtime, id);
      expect(textOf(await readLog(runtime.logs(id, { follow: false })))).toBe(await readFile('/etc/resolv.conf', 'utf8').catch(() => ''));
      await runtime.removePodSandbox(sandboxId);
    });
  });
}
