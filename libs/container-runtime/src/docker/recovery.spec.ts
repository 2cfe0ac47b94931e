import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { containerConfig, eventually, exited, readLog, runPod, sandboxConfig, textOf } from '../contract/fixtures.js';
import type { RuntimeEvent } from '../runtime.js';
import type { DockerRuntime, DockerRuntimeOptions } from './options.js';
import { probeDocker } from './probe.js';
import { createDockerRuntime } from './runtime.js';
import { assertNothingLeft, createTestRuntime } from './testing.js';

const probe = await probeDocker();
jest.setTimeout(60_000);

/** A socket before the engine's that can go away and come back, as an engine that restarts. */
async function flakySocket(path: string): Promise<{ stop(): Promise<void>; start(): Promise<void> }> {
  const open = new Set<Socket>();
  let server: Server | undefined;
  const start = async (): Promise<void> => {
    server = createServer((client) => {
      const upstream = connect('/var/run/docker.sock');
      for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
        open.add(from);
        from.on('error', () => to.destroy()).on('close', () => { open.delete(from); to.destroy(); }).pipe(to);
      }
    });
    await new Promise<void>((resolve) => { server?.listen(path, resolve); });
  };
  const stop = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => { server?.close(() => resolve()); });
  };
  await start();
  return { start, stop };
}

(probe.ok ? describe : describe.skip)(probe.ok ? 'docker: recovery and neighbours' : `docker: recovery (skipped: no Docker engine, ${probe.message})`, () => {
  let runtime: DockerRuntime;
  let options: DockerRuntimeOptions;
  beforeAll(async () => { ({ runtime, options } = await createTestRuntime()); });
  afterAll(() => assertNothingLeft(runtime, options));

  test('an engine that goes and comes back: clear errors meanwhile, events again afterwards', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kubets-flaky-'));
    const socketPath = join(folder, 'docker.sock');
    const flaky = await flakySocket(socketPath);
    const over = await createDockerRuntime({ ...options, socketPath });
    const abort = new AbortController();
    const seen: RuntimeEvent[] = [];
    const reading = (async () => { for await (const event of over.events(abort.signal)) seen.push(event); })();
    try {
      const { sandboxId, id } = await runPod(over, ['sleep', '1000']);
      await flaky.stop();
      await expect(over.listContainers()).rejects.toMatchObject({ name: 'RuntimeError', code: 'Unavailable' });
      expect(await over.status()).toMatchObject({ runtimeReady: false, message: expect.stringContaining('does not answer') });
      // What happens meanwhile is missed; the pod must be reported again all the same.
      await runtime.stopContainer(id, 0);
      seen.length = 0;
      await flaky.start();
      await eventually(async () => seen.filter((event) => event.containerId === id), (events) => events.some((event) => event.type === 'died'));
      expect(await over.containerStatus(id)).toMatchObject({ state: 'exited' });
      await over.removePodSandbox(sandboxId);
      await eventually(async () => seen.filter((event) => event.containerId === id), (events) => events.some((event) => event.type === 'removed'));
    } finally {
      abort.abort();
      await reading;
      await over.close();
      await flaky.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });

  test('another cluster on the same engine neither sees nor touches this one\'s pods', async () => {
    const { sandboxId, id } = await runPod(runtime, ['sleep', '1000']);
    const other = await createTestRuntime();
    try {
      expect(await other.runtime.listPodSandboxes()).toEqual([]);
      expect(await other.runtime.listContainers()).toEqual([]);
      expect(await other.runtime.containerStatus(id)).toBeUndefined();
    } finally { await assertNothingLeft(other.runtime, other.options); }
    expect((await runtime.containerStatus(id))?.state).toBe('running');
    await runtime.removePodSandbox(sandboxId);
  });

  test('a network of other settings is refused while pods use it, and replaced when none does', async () => {
    const { sandboxId } = await runPod(runtime, ['sleep', '1000']);
    const changed = { ...options, network: { ...options.network, mtu: 1400 } };
    await expect(createDockerRuntime(changed)).rejects.toThrow(/option com.docker.network.driver.mtu is unset instead of 1400; 1 containers use it/);
    await runtime.removePodSandbox(sandboxId);
    const replaced = await createDockerRuntime(changed);
    const pod = await runPod(replaced, ['cat', '/sys/class/net/eth0/mtu']);
    await exited(replaced, pod.id);
    expect(textOf(await readLog(replaced.logs(pod.id, { follow: false })))).toBe('1400\n');
    await replaced.removePodSandbox(pod.sandboxId);
    await replaced.close();
  });

  test('what an earlier process created and never started is replaced', async () => {
    const config = sandboxConfig();
    const { id: sandboxId } = await runtime.runPodSandbox(config);
    const first = await runtime.createContainer(sandboxId, containerConfig(config.pod, ['true']));
    const second = await runtime.createContainer(sandboxId, containerConfig(config.pod, ['true']));
    expect(await runtime.containerStatus(first.id)).toBeUndefined();
    await runtime.startContainer(second.id);
    await expect(runtime.createContainer(sandboxId, containerConfig(config.pod, ['true']))).rejects.toMatchObject({ code: 'Conflict' });
    await runtime.removePodSandbox(sandboxId);
  });

  test('a registry that does not answer is RegistryUnavailable; without the pause image it is said what to do', async () => {
    // Port 1 of this machine: nothing listens, nothing leaves it.
    const image = 'localhost:1/kubets/none:1';
    await expect(runtime.pullImage(image)).rejects.toMatchObject({ name: 'ImageError', reason: 'RegistryUnavailable' });
    await expect(runtime.runPodSandbox(sandboxConfig({ image }))).rejects.toThrow(/sandbox image "localhost:1\/kubets\/none:1" is missing and cannot be pulled.*docker load/);
    const config = sandboxConfig();
    const { id } = await runtime.runPodSandbox(config);
    await expect(runtime.createContainer(id, containerConfig(config.pod, ['true'], { image }))).rejects.toMatchObject({ code: 'NotFound' });
    await runtime.removePodSandbox(id);
  });

  test('images that are here are listed and inspected without pulling', async () => {
    const status = await runtime.imageStatus('busybox:1.36');
    expect(status?.id).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(status?.sizeBytes).toBeGreaterThan(0);
    expect((await runtime.listImages()).find((image) => image.id === status?.id)?.names).toContain('busybox:1.36');
  });
});
