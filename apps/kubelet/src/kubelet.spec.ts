import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { leases } from '@kubets/api/coordination/v1/resources.cfg';
import { configmaps, nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { aContainer, aPod } from './testing/pods.js';
import { harness, type Harness, type HarnessOptions } from './testing/harness.js';

let h: Harness;
const setUp = async (options?: HarnessOptions): Promise<Harness> => (h = await harness(options));
afterEach(() => h.close());

const ready = (name: string): boolean => h.pod(name)?.status.conditions?.find((c) => c.type === 'Ready')?.status === 'True';
const appOf = (name: string) => h.pod(name)?.status.containerStatuses?.[0];

describe('a node', () => {
  it('registers itself, is Ready, and holds a lease', async () => {
    await setUp();
    await h.start();
    const node = h.client.object(nodes, 'node-1');
    expect(node?.metadata.labels).toMatchObject({ 'kubernetes.io/hostname': 'node-1', 'kubernetes.io/os': 'linux', 'beta.kubernetes.io/os': 'linux' });
    expect(node?.status.conditions?.at(-1)).toMatchObject({ type: 'Ready', status: 'True', reason: 'KubeletReady' });
    expect(node?.status.allocatable).toMatchObject({ cpu: '4', memory: '8Gi', pods: '110' });
    const lease = h.client.object(leases, 'kube-node-lease/node-1');
    expect(lease?.spec).toMatchObject({ holderIdentity: 'node-1', leaseDurationSeconds: 40 });
    expect(lease?.metadata.ownerReferences?.[0]).toMatchObject({ kind: 'Node', uid: node?.metadata.uid });
  });
  it('renews the lease but does not write an unchanged status', async () => {
    await setUp();
    await h.start();
    h.client.clearActions();
    const renewals = (): number => h.client.writes.filter((a) => a.resource === 'leases').length;
    // Every ten seconds; what the answer of a renewal takes in real time may move the next one by a step of the clock.
    for (let seconds = 0; renewals() < 3 && seconds < 45; seconds += 1) await h.pass(1);
    expect(renewals()).toBe(3);
    expect(h.client.writes.filter((a) => a.resource === 'nodes')).toEqual([]);
  });
});

describe('a pod', () => {
  it('is run, becomes ready, and is gone after its deletion', async () => {
    await setUp();
    await h.start();
    const { uid } = h.client.put(pods, aPod({ metadata: { uid: undefined } })).metadata;
    await h.until('ready', () => ready('web'));
    expect(h.pod('web')?.status).toMatchObject({ phase: 'Running', hostIP: '192.168.0.9', qosClass: 'BestEffort' });
    expect(h.pod('web')?.status.podIP).toMatch(/^10\.244\.0\./);
    expect(h.pod('web')?.status.conditions?.map((c) => c.type)).toEqual(['PodReadyToStartContainers', 'Initialized', 'Ready', 'ContainersReady', 'PodScheduled']);
    expect(appOf('web')).toMatchObject({ name: 'app', ready: true, started: true, restartCount: 0, containerID: expect.stringMatching(/^simulated:\/\//) });
    expect(h.events).toEqual(expect.arrayContaining(['Normal Created Container created', 'Normal Started Container started']));
    const hosts = await readFile(join(h.rootDir, 'pods', uid ?? '', 'etc-hosts'), 'utf8');
    expect(hosts).toContain(`${h.pod('web')?.status.podIP}\tweb`);
    const pod = h.pod('web');
    h.client.put(pods, { ...pod, metadata: { ...pod?.metadata, deletionTimestamp: new Date(h.clock.now()).toISOString(), deletionGracePeriodSeconds: 30 } });
    await h.until('gone', () => h.pod('web') === undefined && h.state.sandboxes.size === 0);
    expect(h.events).toContain('Normal Killing Stopping container app');
    await h.until('no files left', () => !existsSync(join(h.rootDir, 'pods', uid ?? '')));
    const removal = h.client.writes.filter((a) => a.verb === 'delete' && a.resource === 'pods');
    expect(removal).toHaveLength(1);
    expect(removal[0]?.body).toMatchObject({ gracePeriodSeconds: 0, preconditions: { uid } });
  });

  it('that completes is reported with its phase, and its sandbox is stopped', async () => {
    await setUp();
    await h.start();
    h.client.put(pods, aPod({ metadata: { uid: undefined }, spec: { restartPolicy: 'Never', containers: [aContainer('app', { command: ['true'] })] } }));
    await h.clock.advance(0);
    await h.until('started', () => h.calls.includes('startContainer'));
    await h.pass(1);
    await h.until('succeeded', () => h.pod('web')?.status.phase === 'Succeeded');
    expect(appOf('web')?.state.terminated).toMatchObject({ exitCode: 0, reason: 'Completed' });
    await h.until('sandbox stopped', () => [...h.state.sandboxes.values()].every((s) => !s.ready));
    expect(h.state.containers.size).toBe(1);
  });

  it('that crashes is restarted with growing delays', async () => {
    await setUp();
    await h.start();
    h.client.put(pods, aPod({ metadata: { uid: undefined }, spec: { containers: [aContainer('app', { command: ['false'] })] } }));
    await h.until('started', () => h.calls.includes('startContainer'));
    await h.pass(1);
    await h.until('restarted', () => h.calls.filter((c) => c === 'startContainer').length === 2);
    await h.pass(1);
    await h.until('backing off', () => appOf('web')?.state.waiting?.reason === 'CrashLoopBackOff');
    expect(appOf('web')).toMatchObject({ restartCount: 1, ready: false, lastState: { terminated: { exitCode: 1, reason: 'Error' } } });
    expect(appOf('web')?.state.waiting?.message).toMatch(/^back-off 10s restarting failed container=app pod=web_default\(/);
    expect(h.pod('web')?.status.phase).toBe('Running');
    await h.pass(10);
    await h.until('restarted again', () => h.calls.filter((c) => c === 'startContainer').length === 3);
    await h.pass(1);
    await h.until('backing off again', () => appOf('web')?.restartCount === 2 && appOf('web')?.state.waiting !== undefined);
    expect(appOf('web')?.state.waiting?.message).toMatch(/^back-off 20s /);
  });

  it('keeps running while the kubelet is away, and is not restarted when it comes back', async () => {
    await setUp();
    await h.start();
    h.client.put(pods, aPod({ metadata: { uid: undefined }, spec: { containers: [aContainer('app', { readinessProbe: { exec: { command: ['ok'] } }, startupProbe: { exec: { command: ['ok'] } } })] } }));
    await h.until('started', () => h.state.containers.size === 1);
    await h.pass(1);
    await h.until('ready', () => ready('web'));
    const before = appOf('web');
    await h.crash();
    h.calls.length = 0;
    h.client.clearActions();
    await h.start();
    await h.pass(3);
    expect(h.calls).toEqual([]);
    expect(appOf('web')).toEqual(before);
    expect(h.client.writes.filter((a) => a.resource === 'pods')).toEqual([]);
  });

  it('that was deleted while the kubelet was away is stopped and removed', async () => {
    await setUp();
    await h.start();
    h.client.put(pods, aPod({ metadata: { uid: undefined } }));
    await h.until('ready', () => ready('web'));
    await h.crash();
    h.client.remove(pods as unknown as ResourceDefinition, 'default/web');
    await h.start();
    await h.until('removed', () => h.state.sandboxes.size === 0);
    expect(h.client.writes.filter((a) => a.resource === 'pods' && a.verb === 'delete')).toEqual([]);
  });

  it('waits for a ConfigMap that is missing, and goes on as soon as it is there', async () => {
    await setUp();
    await h.start();
    const spec = { containers: [aContainer('app', { volumeMounts: [{ name: 'cfg', mountPath: '/etc/cfg' }] })], volumes: [{ name: 'cfg', configMap: { name: 'cm' } }] };
    const { uid } = h.client.put(pods, aPod({ metadata: { uid: undefined }, spec })).metadata;
    await h.until('told why', () => h.events.includes('Warning FailedMount MountVolume.SetUp failed for volume "cfg" : configmap "cm" not found'));
    expect(appOf('web')?.state.waiting?.reason).toBe('ContainerCreating');
    h.client.put(configmaps, { metadata: { name: 'cm', namespace: 'default' }, data: { key: 'one' } });
    await h.until('ready', () => ready('web'));
    const file = join(h.rootDir, 'pods', uid ?? '', 'volumes/kubernetes.io~configmap/cfg/key');
    expect(await readFile(file, 'utf8')).toBe('one');
    h.client.put(configmaps, { metadata: { name: 'cm', namespace: 'default' }, data: { key: 'two' } });
    for (let tries = 0; tries < 200 && (await readFile(file, 'utf8')) !== 'two'; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await readFile(file, 'utf8')).toBe('two');
  });

  it('that does not fit is refused', async () => {
    await setUp();
    await h.start();
    h.client.put(pods, aPod({ metadata: { uid: undefined }, spec: { containers: [aContainer('app', { resources: { requests: { cpu: '8' } } })] } }));
    await h.until('failed', () => h.pod('web')?.status.phase === 'Failed');
    expect(h.pod('web')?.status).toMatchObject({ reason: 'OutOfcpu', message: "Pod was rejected: Node didn't have enough resource: cpu, requested: 8000, used: 0, capacity: 4000" });
    expect(h.calls).toEqual([]);
  });

  it('is restarted when its liveness check fails often enough', async () => {
    const fails = () => Promise.resolve({ result: 'failure' as const, message: 'HTTP probe failed with statuscode: 500' });
    await setUp({ network: { http: fails, tcp: fails, grpc: fails } });
    await h.start();
    h.client.put(pods, aPod({ metadata: { uid: undefined }, spec: { containers: [aContainer('app', { livenessProbe: { httpGet: { port: 80 }, periodSeconds: 1, failureThreshold: 2 } })] } }));
    await h.until('ready', () => ready('web'));
    await h.pass(3);
    await h.until('restarted', () => (appOf('web')?.restartCount ?? 0) > 0);
    expect(h.events).toEqual(expect.arrayContaining(['Warning Unhealthy Liveness probe failed: HTTP probe failed with statuscode: 500', 'Normal Killing Container app failed liveness probe, will be restarted']));
  });
});
