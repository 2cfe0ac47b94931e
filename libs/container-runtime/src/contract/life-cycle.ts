import { ImageError, type RuntimeEvent } from '../runtime.js';
import { busybox, containerConfig, eventually, exited, podIdentity, runPod, sandboxConfig } from './fixtures.js';
import type { Subject } from './runtime-contract.js';

/** What holds for every engine: sandboxes, containers, their ends, events, images. */
export function describeLifeCycle(subject: Subject): void {
  describe('life cycle', () => {
    test('tells its name, version and health', async () => {
      const { runtime } = subject();
      const version = await runtime.version();
      expect(version.runtime).toBe(runtime.name);
      expect(version.version).toMatch(/^\d/);
      expect(await runtime.status()).toEqual({ runtimeReady: true, networkReady: true, message: '' });
    });

    test('a sandbox has an address, and its labels and annotations come back', async () => {
      const { runtime } = subject();
      const config = sandboxConfig();
      const before = Date.now();
      const made = await runtime.runPodSandbox(config);
      const listed = (await runtime.listPodSandboxes()).find((sandbox) => sandbox.id === made.id);
      expect(listed).toMatchObject({ pod: config.pod, attempt: 0, ready: true, labels: { app: 'contract' }, annotations: { 'example.com/note': 'of the pod' } });
      expect(listed?.ip).toMatch(/^10\.\d+\.\d+\.\d+$/);
      if (made.ip !== undefined) expect(listed?.ip).toBe(made.ip);
      expect(listed?.createdAt).toBeGreaterThanOrEqual(before - 1);
      await runtime.removePodSandbox(made.id);
      expect((await runtime.listPodSandboxes()).some((sandbox) => sandbox.id === made.id)).toBe(false);
    });

    test('two pods have different addresses', async () => {
      const { runtime } = subject();
      const ids = await Promise.all([runtime.runPodSandbox(sandboxConfig()), runtime.runPodSandbox(sandboxConfig())]);
      const listed = await runtime.listPodSandboxes();
      const ips = ids.map(({ id }) => listed.find((sandbox) => sandbox.id === id)?.ip);
      expect(new Set(ips).size).toBe(2);
      await Promise.all(ids.map(({ id }) => runtime.removePodSandbox(id)));
    });

    test('stopping and removing are idempotent, even for what never was', async () => {
      const { runtime } = subject();
      const { sandboxId, id } = await runPod(runtime, ['sleep', '1000']);
      await runtime.stopPodSandbox(sandboxId);
      await runtime.stopPodSandbox(sandboxId);
      expect((await runtime.containerStatus(id))?.state).toBe('exited');
      expect((await runtime.listPodSandboxes()).find((sandbox) => sandbox.id === sandboxId)).toMatchObject({ ready: false, ip: '' });
      await runtime.stopContainer(id, 1);
      await runtime.removeContainer(id);
      await runtime.removeContainer(id);
      await runtime.stopContainer(id, 1);
      await runtime.removePodSandbox(sandboxId);
      await runtime.removePodSandbox(sandboxId);
      await runtime.stopPodSandbox('0'.repeat(64));
      expect(await runtime.containerStatus(id)).toBeUndefined();
    });

    test('a container goes from created over running to exited, with times in milliseconds', async () => {
      const { runtime } = subject();
      const config = sandboxConfig();
      const { id: sandboxId } = await runtime.runPodSandbox(config);
      const { id } = await runtime.createContainer(sandboxId, containerConfig(config.pod, ['sleep', '1000'], { attempt: 3 }));
      expect(await runtime.containerStatus(id)).toMatchObject({ state: 'created', startedAt: 0, finishedAt: 0, attempt: 3, name: 'main', pod: config.pod, sandboxId });
      await runtime.startContainer(id);
      const status = await runtime.containerStatus(id);
      expect(status).toMatchObject({ state: 'running', finishedAt: 0, image: busybox, labels: { role: 'test' }, annotations: { 'example.com/hash': 'abc' } });
      expect(status?.imageId).toMatch(/^sha256:/);
      expect(Math.abs(Date.now() - (status?.startedAt ?? 0))).toBeLessThan(60_000);
      await runtime.stopContainer(id, 0);
      const end = await exited(runtime, id);
      expect(end.finishedAt).toBeGreaterThanOrEqual(end.startedAt);
      expect((await runtime.listContainers()).find((container) => container.id === id)).toEqual(end);
      await runtime.removePodSandbox(sandboxId);
    });

    test.each([[['true'], 0, 'Completed'], [['false'], 1, 'Error'], [['sh', '-c', 'exit 42'], 42, 'Error']])('%j ends with %i, %s', async (command, exitCode, reason) => {
      const { runtime } = subject();
      const { sandboxId, id } = await runPod(runtime, command);
      expect(await exited(runtime, id)).toMatchObject({ exitCode, reason });
      await runtime.removePodSandbox(sandboxId);
    });

    test('a restarted kubelet finds everything, and goes on with it', async () => {
      const { runtime, reopen } = subject();
      const { sandboxId, id, pod } = await runPod(runtime, ['sleep', '1000']);
      const second = await reopen();
      try {
        expect(await second.listPodSandboxes()).toEqual(await runtime.listPodSandboxes());
        expect(await second.listContainers()).toEqual(await runtime.listContainers());
        const more = await second.createContainer(sandboxId, containerConfig(pod, ['true'], { name: 'second' }));
        await second.startContainer(more.id);
        expect(await exited(runtime, more.id)).toMatchObject({ exitCode: 0, sandboxId });
        await second.stopContainer(id, 0);
        expect((await runtime.containerStatus(id))?.state).toBe('exited');
        await second.removePodSandbox(sandboxId);
      } finally { await second.close(); }
      expect((await runtime.listContainers()).some((container) => container.sandboxId === sandboxId)).toBe(false);
    });

    test('events report a container\'s start, end and removal', async () => {
      const { runtime } = subject();
      const abort = new AbortController();
      const seen: RuntimeEvent[] = [];
      const reading = (async () => { for await (const event of runtime.events(abort.signal)) seen.push(event); })();
      // A subscription over a network takes a moment: wait until it shows anything at all.
      const opener = await runtime.runPodSandbox(sandboxConfig());
      await new Promise((resolve) => setTimeout(resolve, 300));
      const { sandboxId, id, pod } = await runPod(runtime, ['sh', '-c', 'exit 3']);
      await exited(runtime, id);
      await runtime.removePodSandbox(sandboxId);
      await eventually(async () => seen.filter((event) => event.containerId === id).map((event) => event.type), (types) => types.includes('removed'));
      expect(seen.filter((event) => event.containerId === id)).toEqual([
        { podUid: pod.uid, containerId: id, type: 'started' }, { podUid: pod.uid, containerId: id, type: 'died' }, { podUid: pod.uid, containerId: id, type: 'removed' },
      ]);
      abort.abort();
      await reading;
      await runtime.removePodSandbox(opener.id);
    });

    test('an image name that cannot be is InvalidImageName', async () => {
      const { runtime } = subject();
      for (const image of ['name/UPPER:1', 'a b', 'x:y:z', '']) {
        await expect(runtime.pullImage(image)).rejects.toMatchObject({ name: 'ImageError', reason: 'InvalidImageName' });
      }
      await expect(runtime.imageStatus('not/Valid')).rejects.toThrow(ImageError);
    });

    test('an unknown image has no status, and removing it is no error', async () => {
      const { runtime } = subject();
      expect(await runtime.imageStatus('kubets.invalid/nothing:1')).toBeUndefined();
      await runtime.removeImage('kubets.invalid/nothing:1');
    });

    test('containers need a sandbox that exists', async () => {
      const { runtime } = subject();
      await expect(runtime.createContainer('f'.repeat(64), containerConfig(podIdentity(), ['true']))).rejects.toMatchObject({ name: 'RuntimeError', code: 'NotFound' });
    });
  });
}
