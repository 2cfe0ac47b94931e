import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { configmaps, pods } from '@kubets/api/core/v1/resources.cfg';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient, type FakeClient } from '@kubets/client/testing/fake-api';
import { silentLogger } from '@kubets/component/log';
import { probeDocker } from '@kubets/container-runtime/docker/probe';
import type { DockerRuntime, DockerRuntimeOptions } from '@kubets/container-runtime/docker/options';
import { assertNothingLeft, createTestRuntime } from '@kubets/container-runtime/docker/testing';
import { Kubelet } from './kubelet.js';
import { aContainer, aPod } from './testing/pods.js';

const IMAGE = 'busybox:1.36';
const { ok } = await probeDocker();
const present = ok && await (async () => {
  const { runtime, options } = await createTestRuntime();
  try { return (await runtime.imageStatus(IMAGE)) !== undefined && (await runtime.imageStatus('registry.k8s.io/pause:3.10')) !== undefined; } finally { await assertNothingLeft(runtime, options); await runtime.close(); }
})();

/** Real containers; only where an engine and the images are at hand, so that no network is needed. */
(present ? describe : describe.skip)('a kubelet with Docker', () => {
  let rootDir: string;
  let client: FakeClient;
  let runtime: DockerRuntime;
  let options: DockerRuntimeOptions;
  let kubelet: Kubelet;
  let stopping: AbortController;
  const events: string[] = [];

  const start = async (): Promise<void> => {
    stopping = new AbortController();
    kubelet = new Kubelet({
      runtime, host: {
        client, informers: createInformerFactory(client), log: silentLogger, metrics: new Registry(), now: Date.now,
        events: { event: (_, type, reason, message) => void events.push(`${type} ${reason} ${message}`) },
      },
      node: { name: 'node-1', ip: '127.0.0.1', labels: {}, maxPods: 110, clusterDNS: ['10.96.0.10'], clusterDomain: 'cluster.local', rootDir },
    });
    await kubelet.start(stopping.signal);
  };
  const stop = async (): Promise<void> => { stopping.abort(); await kubelet.stop(); };
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 1500; tries += 1) {
      if (holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`did not happen: ${what}\n${events.join('\n')}\n${JSON.stringify(client.objects(pods).map((p) => p.status), null, 1)}`);
  };
  const pod = () => client.object(pods, 'default/web');
  const ready = (): boolean => pod()?.status.conditions?.find((c) => c.type === 'Ready')?.status === 'True';
  const logs = async (container: string): Promise<string> => {
    const parts: Buffer[] = [];
    for await (const part of await kubelet.api.containerLogs('default', 'web', container, {})) parts.push(part);
    return Buffer.concat(parts).toString();
  };

  beforeAll(async () => {
    rootDir = await mkdtemp(join(tmpdir(), 'kubelet-docker-'));
    client = createFakeClient();
    ({ runtime, options } = await createTestRuntime());
    await start();
  });
  afterAll(async () => {
    await stop();
    await assertNothingLeft(runtime, options);
    await runtime.close();
    await rm(rootDir, { recursive: true, force: true });
  });

  it('runs init containers, a sidecar and checks, with volumes, variables and hosts; survives its own restart; ends the pod', async () => {
    client.put(configmaps, { metadata: { name: 'cm', namespace: 'default' }, data: { greeting: 'hello' } });
    const volumeMounts = [{ name: 'cfg', mountPath: '/etc/cfg' }, { name: 'tmp', mountPath: '/shared' }];
    const sh = (script: string): string[] => ['sh', '-c', script];
    client.put(pods, aPod({
      metadata: { uid: undefined },
      spec: {
        terminationGracePeriodSeconds: 1, volumes: [{ name: 'cfg', configMap: { name: 'cm' } }, { name: 'tmp', emptyDir: {} }],
        initContainers: [
          aContainer('init', { image: IMAGE, command: sh('cat /etc/cfg/greeting > /shared/from-init'), volumeMounts }),
          aContainer('side', { image: IMAGE, command: sh('touch /shared/side; exec sleep 1000'), restartPolicy: 'Always', volumeMounts, startupProbe: { exec: { command: ['ls', '/shared/side'] }, periodSeconds: 1 } }),
        ],
        containers: [aContainer('app', {
          image: IMAGE, volumeMounts, env: [{ name: 'MY_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }],
          command: sh('echo "$(cat /shared/from-init) from $MY_IP"; grep -c "$MY_IP" /etc/hosts; grep ndots /etc/resolv.conf; mkdir /www; echo ok > /www/index.html; exec httpd -f -p 8080 -h /www'),
          readinessProbe: { httpGet: { port: 8080 }, periodSeconds: 1 }, ports: [{ containerPort: 8080 }],
        })],
      },
    }));
    await until('ready', ready);
    const before = pod();
    expect(await logs('app')).toBe(`hello from ${before?.status.podIP}\n1\noptions ndots:5\n`);
    expect(before?.status.initContainerStatuses?.map((s) => [s.name, s.ready])).toEqual([['init', true], ['side', true]]);
    expect(before?.status.containerStatuses?.[0]).toMatchObject({ containerID: expect.stringMatching(/^docker:\/\/[0-9a-f]{64}$/), imageID: expect.stringContaining('sha256:'), restartCount: 0 });
    const session = await kubelet.api.exec('default', 'web', 'app', { command: ['sh', '-c', 'exit 7'], stdin: false, stdout: true, stderr: true, tty: false });
    session.stdout?.resume();
    session.stderr?.resume();
    expect(await session.exit).toBe(7);

    await stop();
    await start();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(pod()?.status).toEqual(before?.status);

    const uid = pod()?.metadata.uid ?? '';
    client.put(pods, { ...pod(), metadata: { ...pod()?.metadata, deletionTimestamp: new Date().toISOString(), deletionGracePeriodSeconds: 1 } });
    await until('gone', () => pod() === undefined && !existsSync(join(rootDir, 'pods', uid)));
    expect(await runtime.listPodSandboxes()).toEqual([]);
  }, 60_000);

  it('restarts a container that crashed, and keeps its last words', async () => {
    client.put(pods, aPod({ metadata: { uid: undefined }, spec: { terminationGracePeriodSeconds: 1, containers: [aContainer('app', { image: IMAGE, command: ['sh', '-c', 'echo bye > /dev/termination-log; exit 3'] })] } }));
    await until('backing off', () => pod()?.status.containerStatuses?.[0]?.state.waiting?.reason === 'CrashLoopBackOff');
    expect(pod()?.status.containerStatuses?.[0]).toMatchObject({ restartCount: 1, lastState: { terminated: { exitCode: 3, reason: 'Error', message: 'bye\n' } } });
    client.put(pods, { ...pod(), metadata: { ...pod()?.metadata, deletionTimestamp: new Date().toISOString(), deletionGracePeriodSeconds: 0 } });
    await until('gone', () => pod() === undefined);
    for (let tries = 0; tries < 500 && (await runtime.listPodSandboxes()).length > 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await runtime.listPodSandboxes()).toEqual([]);
  }, 60_000);
});
