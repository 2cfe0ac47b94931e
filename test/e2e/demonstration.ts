import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { containersOf, killContainer, rulesOf, type TestCluster } from './harness/cluster.js';
import { eventually, must } from './harness/eventually.js';

const NAMESPACE = 'shop';
const manifest = (page: string): string => readFileSync(new URL('./demonstration.yaml', import.meta.url), 'utf8').replaceAll('{{page}}', page);

interface Pod { metadata: { name: string; uid: string; deletionTimestamp?: string }; spec: { nodeName?: string }; status: { podIP?: string; phase: string; conditions?: { type: string; status: string }[]; containerStatuses?: { containerID: string; restartCount: number; ready: boolean }[] } }
interface Deployment { spec: { replicas: number }; status: { readyReplicas?: number; updatedReplicas?: number; replicas?: number } }

const port = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const found = (server.address() as AddressInfo).port;
  await new Promise<void>((resolve) => { server.close(() => resolve()); });
  return found;
};

export interface DemonstrationOptions {
  /** Pods and rules outlive an orderly stop, as they do where each component is a process of its own. Default: false. */
  readonly leavesRunning?: boolean;
}

/**
 * The demonstration that kubets is measured by: an nginx Deployment behind a Service, used the way people use a cluster, with real
 * containers and the real kubectl. The steps build on each other and run in order.
 * @param make starts the cluster; how its components are arranged does not matter to the steps
 */
export function demonstration(make: () => Promise<TestCluster>, { leavesRunning = false }: DemonstrationOptions = {}): void {
  let cluster: TestCluster;
  const pods = async (selector = 'app=web'): Promise<Pod[]> => (await cluster.kubectl.json<{ items: Pod[] }>('get', 'pods', '-n', NAMESPACE, '-l', selector)).items;
  const inBox = (...command: string[]) => cluster.kubectl.run('exec', '-n', NAMESPACE, 'box', '--', ...command);
  const fetchPage = (): Promise<string> => inBox('timeout', '5', 'wget', '-qO-', 'http://web/');
  const deployment = (): Promise<Deployment> => cluster.kubectl.json<Deployment>('get', 'deployment', 'web', '-n', NAMESPACE);
  const ready = (count: number, seconds = 60): Promise<void> => eventually(`${count} ready replicas`, async () => {
    const { status } = await deployment();
    must((status.readyReplicas ?? 0) === count && (status.replicas ?? 0) === count, `ready ${status.readyReplicas ?? 0} of ${status.replicas ?? 0}`);
    must((await pods()).filter((p) => !p.metadata.deletionTimestamp).length === count, 'pods are still going');
  }, seconds);

  beforeAll(async () => { cluster = await make(); }, 120_000);
  afterAll(async () => { await cluster?.destroy(); }, 120_000);

  test('a node is ready, and the system namespaces are there', async () => {
    await cluster.kubectl.run('wait', 'node', '--all', '--for=condition=Ready', '--timeout=30s');
    const names = await cluster.kubectl.run('get', 'namespaces', '-o', 'name');
    for (const name of ['default', 'kube-system', 'kube-public', 'kube-node-lease']) expect(names).toContain(`namespace/${name}`);
  });

  test('three nginx replicas with a page from a ConfigMap become ready behind a Service', async () => {
    await cluster.kubectl.apply(manifest('one'));
    await cluster.kubectl.run('rollout', 'status', 'deployment/web', '-n', NAMESPACE, '--timeout=90s');
    await cluster.kubectl.run('wait', 'pod/box', '-n', NAMESPACE, '--for=condition=Ready', '--timeout=60s');
    expect((await pods()).map((p) => p.status.phase)).toEqual(['Running', 'Running', 'Running']);
  });

  test("a pod resolves the Service by cluster DNS and reaches every replica through its address", async () => {
    expect(await inBox('nslookup', `web.${NAMESPACE}.svc.cluster.local`)).toContain('Address');
    await eventually('the page', async () => { must((await fetchPage()).includes('page one'), 'not the page'); });
    await inBox('sh', '-c', 'for i in $(seq 60); do timeout 5 wget -qO- http://web/ >/dev/null || exit 1; done');
    for (const pod of await pods()) {
      const log = await cluster.kubectl.run('logs', pod.metadata.name, '-n', NAMESPACE);
      expect(log.split('\n').filter((line) => line.includes('"GET / ') && !line.includes('kube-probe')).length).toBeGreaterThan(0);
    }
  });

  test('logs follow, exec returns exit codes and takes input, port-forward carries HTTP, cp copies', async () => {
    const [pod] = await pods();
    const follow = cluster.kubectl.start('logs', '-f', pod!.metadata.name, '-n', NAMESPACE, '--tail=1');
    let seen = '';
    follow.stdout!.on('data', (chunk: Buffer) => { seen += chunk.toString(); });
    await eventually('a followed line', () => { must(seen.includes('GET /'), seen); }, 20);
    follow.kill();

    expect((await cluster.kubectl.try(['exec', '-n', NAMESPACE, 'box', '--', 'sh', '-c', 'exit 7'])).code).toBe(7);
    expect((await cluster.kubectl.try(['exec', '-i', '-n', NAMESPACE, 'box', '--', 'cat'], 'through and back')).stdout).toBe('through and back');

    const local = await port();
    const forward = cluster.kubectl.start('port-forward', '-n', NAMESPACE, 'service/web', `${local}:80`);
    await eventually('the forwarded page', async () => { must((await (await fetch(`http://127.0.0.1:${local}/`)).text()).includes('page one'), 'not the page'); }, 20);
    forward.kill();

    const folder = await mkdtemp(join(tmpdir(), 'kubets-cp-'));
    try {
      await writeFile(join(folder, 'there'), 'copied there');
      await cluster.kubectl.run('cp', join(folder, 'there'), `${NAMESPACE}/box:/tmp/there`);
      await cluster.kubectl.run('cp', `${NAMESPACE}/box:/tmp/there`, join(folder, 'back'));
      expect(await readFile(join(folder, 'back'), 'utf8')).toBe('copied there');
    } finally { await rm(folder, { recursive: true, force: true }); }
  });

  test('a container that dies behind the kubelet is started again and counted', async () => {
    const [pod] = await pods();
    killContainer(pod!.status.containerStatuses![0]!.containerID.replace('docker://', ''));
    await eventually('one restart', async () => {
      const now = (await pods()).find((p) => p.metadata.uid === pod!.metadata.uid);
      must(now?.status.containerStatuses?.[0]?.restartCount === 1 && now.status.containerStatuses[0].ready, `restarts: ${now?.status.containerStatuses?.[0]?.restartCount}`);
    }, 60);
  });

  test('a deleted pod is replaced', async () => {
    const [pod] = await pods();
    await cluster.kubectl.run('delete', 'pod', pod!.metadata.name, '-n', NAMESPACE);
    await ready(3);
    expect((await pods()).map((p) => p.metadata.uid)).not.toContain(pod!.metadata.uid);
  });

  test('a rolling update serves every request, and undo brings the old page back', async () => {
    // The box asks all the time and writes down what went wrong.
    await inBox('sh', '-c', 'rm -f /tmp/stop /tmp/bad /tmp/count; (while [ ! -e /tmp/stop ]; do timeout 5 wget -qO- http://web/ >/dev/null 2>>/tmp/err || echo bad >>/tmp/bad; echo x >>/tmp/count; done) >/dev/null 2>&1 &');
    await cluster.kubectl.apply(manifest('two'));
    await cluster.kubectl.run('rollout', 'status', 'deployment/web', '-n', NAMESPACE, '--timeout=120s');
    await ready(3);
    await inBox('sh', '-c', 'touch /tmp/stop');
    await sleep(500);
    expect(await inBox('sh', '-c', 'cat /tmp/bad 2>/dev/null | wc -l')).toBe('0\n');
    expect(Number(await inBox('sh', '-c', 'wc -l < /tmp/count'))).toBeGreaterThan(20);
    expect(await fetchPage()).toContain('page two');

    expect(await cluster.kubectl.run('rollout', 'history', 'deployment/web', '-n', NAMESPACE)).toMatch(/1\s.*\n2\s/);
    await cluster.kubectl.run('rollout', 'undo', 'deployment/web', '-n', NAMESPACE);
    await cluster.kubectl.run('rollout', 'status', 'deployment/web', '-n', NAMESPACE, '--timeout=120s');
    await ready(3);
    expect(await fetchPage()).toContain('page one');
  }, 240_000);

  test('scaled to zero the Service refuses at once; scaled up it answers again', async () => {
    await cluster.kubectl.run('scale', 'deployment/web', '-n', NAMESPACE, '--replicas=0');
    await ready(0);
    // Replicas that are on their way out serve until they are gone (KEP-1669).
    await eventually('a refusal', async () => {
      const { code, stderr } = await cluster.kubectl.try(['exec', '-n', NAMESPACE, 'box', '--', 'timeout', '5', 'wget', '-qO-', 'http://web/']);
      must(code !== 0 && /refused/i.test(stderr), `code ${code}: ${stderr}`);
    }, 30);
    await cluster.kubectl.run('scale', 'deployment/web', '-n', NAMESPACE, '--replicas=3');
    await ready(3);
    await eventually('the page', async () => { must((await fetchPage()).includes('page one'), 'not the page'); });
  }, 180_000);

  test('killed in the middle of a rolling update, the cluster finishes it and has lost nothing', async () => {
    const acknowledged: string[] = [];
    await cluster.kubectl.apply(manifest('three'));
    for (let i = 0; i < 20; i++) {
      const { code } = await cluster.kubectl.try(['create', 'configmap', `kept-${i}`, '-n', NAMESPACE, `--from-literal=n=${i}`]);
      if (code === 0) acknowledged.push(`kept-${i}`);
      if (i === 8) await cluster.kill();
      if (cluster.kubectl && i === 9) await cluster.start();
    }
    expect(acknowledged.length).toBeGreaterThan(10);
    await cluster.kubectl.run('rollout', 'status', 'deployment/web', '-n', NAMESPACE, '--timeout=120s');
    await ready(3, 90);
    await eventually('the page', async () => { must((await fetchPage()).includes('page three'), 'not the page'); });
    const names = await cluster.kubectl.run('get', 'configmaps', '-n', NAMESPACE, '-o', 'name');
    for (const name of acknowledged) expect(names).toContain(`configmap/${name}\n`);
    // Containers that ran through it were adopted, not started again.
    expect((await cluster.kubectl.json<Pod>('get', 'pod', 'box', '-n', NAMESPACE)).status.containerStatuses![0]!.restartCount).toBe(0);
  }, 240_000);

  test('a deleted namespace leaves nothing: no object, container or rule', async () => {
    await cluster.kubectl.run('delete', 'namespace', NAMESPACE, '--timeout=90s');
    expect((await cluster.kubectl.try(['get', 'namespace', NAMESPACE])).stderr).toContain('not found');
    await eventually('no containers', () => { must(containersOf(cluster).length === 0, `${containersOf(cluster).length} containers are left`); }, 30);
    await eventually('no rules', () => { must(!rulesOf(cluster).includes(`${NAMESPACE}/web`), 'rules of the Service are left'); }, 15);
    for (const kind of ['pods', 'replicasets', 'endpointslices', 'endpoints', 'configmaps', 'events']) {
      expect(await cluster.kubectl.run('get', kind, '-n', NAMESPACE, '-o', 'name')).toBe('');
    }
  }, 150_000);

  test(leavesRunning ? 'stopped in order, every part ends well' : 'stopped in order, it leaves nothing on the machine', async () => {
    expect(await cluster.stop()).toBe(0);
    if (leavesRunning) return;
    expect(containersOf(cluster)).toEqual([]);
    expect(rulesOf(cluster)).toBe('');
    expect(execFileSync('docker', ['network', 'ls', '--filter', `name=${cluster.table}`, '-q'], { encoding: 'utf8' })).toBe('');
  }, 60_000);
}
