import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containerConfig, podIdentity, sandboxConfig } from '../contract/fixtures.js';
import { ImageError, RuntimeError } from '../runtime.js';
import { cgroupUsage } from './cgroup.js';
import { containerSpec } from './container-config.js';
import { runtimeEvent } from './events.js';
import { pullError } from './images.js';
import { callerLabels, factsOf, sandboxLabels } from './labels.js';
import { probeDocker } from './probe.js';
import { formatResolvConf, onlyLoopback } from './resolv-conf.js';
import { createDockerRuntime } from './runtime.js';
import { securityOptions } from './security.js';
import { quiet } from './testing.js';

const pod = podIdentity();
const facts = { hostNetwork: false, hostPID: false, hostIPC: false, shareProcessNamespace: false, resolvConf: '', hostsFile: '/pods/hosts' };
const context = { owner: { cluster: 'c', node: 'n' }, sandboxId: 's1', facts, resolvConf: '/pods/resolv.conf', securityOptions: [], logConfig: { Type: 'json-file', Config: {} }, oomFloor: 0 };

describe('container definition', () => {
  test('joins the sandbox, and gets the pod\'s files unless it mounts its own', () => {
    const mount = { hostPath: '/mine', containerPath: '/etc/hosts', readOnly: false, propagation: 'rslave' as const };
    const spec = containerSpec(containerConfig(pod, ['a'], { mounts: [mount] }), context);
    expect(spec.name).toBe(`k8s_main_${pod.name}_contract_${pod.uid}_0`);
    expect(spec.HostConfig).toMatchObject({ NetworkMode: 'container:s1', IpcMode: 'container:s1' });
    expect(spec.HostConfig?.PidMode).toBeUndefined();
    expect(spec.HostConfig?.Mounts?.map((m) => [m.Source, m.Target, m.BindOptions?.Propagation])).toEqual([['/mine', '/etc/hosts', 'rslave'], ['/pods/resolv.conf', '/etc/resolv.conf', 'rprivate']]);
  });

  test('the OOM score is not lowered further than the engine can', () => {
    const config = containerConfig(pod, ['a'], { resources: { cpuShares: 2, cpuQuota: 0, memoryLimit: 0, oomScoreAdj: -997 } });
    expect(containerSpec(config, context).HostConfig?.OomScoreAdj).toBe(0);
    expect(containerSpec(config, { ...context, oomFloor: -1000 }).HostConfig?.OomScoreAdj).toBe(-997);
  });

  test('security options', async () => {
    const base = containerConfig(pod, []).security;
    expect(await securityOptions(base, '/p')).toEqual(['seccomp=unconfined']);
    expect(await securityOptions({ ...base, noNewPrivileges: true, seccomp: 'runtime/default', apparmor: 'localhost/web' }, '/p')).toEqual(['no-new-privileges', 'apparmor=web']);
    expect(await securityOptions({ ...base, privileged: true, seccomp: 'localhost/x' }, '/p')).toEqual([]);
    await expect(securityOptions({ ...base, seccomp: 'localhost/none.json' }, '/nonexistent')).rejects.toThrow('/nonexistent/none.json');
    await expect(securityOptions({ ...base, seccomp: 'odd' }, '/p')).rejects.toThrow('"odd" is none of');
  });
});

test('labels carry everything, and give the caller back its own', () => {
  const config = sandboxConfig({ labels: { app: 'x', 'kubets.cluster': 'stolen' } });
  const labels = sandboxLabels({ cluster: 'c', node: 'n' }, config, facts, 5);
  expect(labels['kubets.cluster']).toBe('c');
  expect(callerLabels(labels)).toEqual({ labels: { app: 'x' }, annotations: config.annotations });
  expect(factsOf(labels)).toEqual(facts);
});

test('resolv.conf', () => {
  expect(formatResolvConf({ servers: ['1.1.1.1', '2.2.2.2'], searches: [], options: [] })).toBe('nameserver 1.1.1.1\nnameserver 2.2.2.2\n');
  expect([onlyLoopback('nameserver 127.0.0.53\n'), onlyLoopback('nameserver 127.0.0.53\nnameserver 10.0.0.1\n'), onlyLoopback('')]).toEqual([true, false, false]);
});

test.each([
  ['dial tcp: lookup registry.example on 10.0.0.1:53: no such host', 'RegistryUnavailable'],
  ['Get "https://registry.example/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded)', 'RegistryUnavailable'],
  ['pull access denied for private, repository does not exist or may require \'docker login\'', 'ErrImagePull'],
  ['manifest for web:9 not found: manifest unknown', 'ErrImagePull'],
  ['invalid reference format', 'InvalidImageName'],
])('pull failure "%s" is %s', (message, reason) => {
  const error = pullError('web:9', new Error(message));
  expect(error).toBeInstanceOf(ImageError);
  expect(error).toMatchObject({ reason });
  expect(error.message).toContain(message);
});

test('an engine that is away is no failure of the image', () => {
  const away = new RuntimeError('Unavailable', 'away');
  expect(pullError('web', away)).toBe(away);
});

test('events of others, and of no interest, are dropped', () => {
  const attributes = { 'io.kubernetes.pod.uid': 'u' };
  expect(runtimeEvent({ Action: 'die', Actor: { ID: 'c', Attributes: attributes } })).toEqual({ podUid: 'u', containerId: 'c', type: 'died' });
  expect(runtimeEvent({ Action: 'exec_create: ls', Actor: { ID: 'c', Attributes: attributes } })).toBeUndefined();
  expect(runtimeEvent({ Action: 'die', Actor: { ID: 'c', Attributes: {} } })).toBeUndefined();
});

describe('control groups', () => {
  const from = (files: Record<string, string>) => async (path: string) => files[path];
  test('version 1', async () => {
    expect(await cgroupUsage(7, { read: from({
      '/proc/7/cgroup': '4:memory:/docker/a\n2:cpu,cpuacct:/docker/a\n0::/docker/a\n', '/sys/fs/cgroup/cpuacct/docker/a/cpuacct.usage': '123456789\n',
      '/sys/fs/cgroup/memory/docker/a/memory.usage_in_bytes': '5000\n', '/sys/fs/cgroup/memory/docker/a/memory.stat': 'cache 1\ninactive_file 1\ntotal_inactive_file 2000\n',
    }) })).toEqual({ cpuNanoseconds: 123_456_789, memoryBytes: 3000 });
  });
  test('version 2', async () => {
    expect(await cgroupUsage(7, { read: from({
      '/proc/7/cgroup': '0::/system.slice/docker-a.scope\n', '/sys/fs/cgroup/system.slice/docker-a.scope/cpu.stat': 'usage_usec 42\nuser_usec 40\n',
      '/sys/fs/cgroup/system.slice/docker-a.scope/memory.current': '9000\n', '/sys/fs/cgroup/system.slice/docker-a.scope/memory.stat': 'anon 1\ninactive_file 4000\n',
    }) })).toEqual({ cpuNanoseconds: 42_000, memoryBytes: 5000 });
  });
  test('a process that is gone', async () => { expect(await cgroupUsage(7, { read: from({}) })).toBeUndefined(); });
});

describe('without an engine', () => {
  const missing = '/nonexistent/docker.sock';
  test('the probe says so', async () => {
    expect(await probeDocker(missing)).toMatchObject({ ok: false, version: '', message: expect.stringContaining(missing) });
  });

  test('something else on the socket is not taken for one', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kubets-probe-'));
    const server = createServer((socket) => { socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')); socket.on('error', () => undefined); });
    try {
      const path = join(folder, 's.sock');
      await new Promise<void>((resolve) => { server.listen(path, resolve); });
      expect(await probeDocker(path)).toMatchObject({ ok: false, message: expect.stringContaining('not as a Docker engine') });
    } finally {
      await new Promise((resolve) => { server.close(resolve); });
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('creating a runtime is Unavailable, with what to do', async () => {
    const network = { name: 'x', bridge: 'x', podCIDR: '10.244.1.0/24', gateway: '10.244.1.1', clusterCIDR: '10.244.0.0/16', serviceCIDR: '10.96.0.0/12' };
    await expect(createDockerRuntime({ socketPath: missing, cluster: 'c', node: 'n', network, stateDir: '/nonexistent', logMaxBytes: 1, logMaxFiles: 1, log: quiet }))
      .rejects.toMatchObject({ code: 'Unavailable', message: expect.stringMatching(/nonexistent\/docker.sock does not answer \(ENOENT\); is the Docker engine running/) });
  });
});
