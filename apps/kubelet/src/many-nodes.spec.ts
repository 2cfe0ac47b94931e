import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import { systemClock } from '@kubets/client/clock';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient } from '@kubets/client/testing/fake-api';
import { silentLogger } from '@kubets/component/log';
import { createSimulatedRuntime } from '@kubets/container-runtime/simulated/runtime';
import { Kubelet } from './kubelet.js';
import { ReferencedObjects } from './objects/referenced-objects.js';
import { SharedPodSource } from './pod-source/pod-source.js';
import { aPod } from './testing/pods.js';

const NODES = 50;

it('many kubelets share one process, one watch of pods, and one watch per ConfigMap', async () => {
  const root = await mkdtemp(join(tmpdir(), 'nodes-'));
  const client = createFakeClient();
  const informers = createInformerFactory(client);
  const stopping = new AbortController();
  const source = new SharedPodSource(informers.informer(pods));
  const objects = new ReferencedObjects(client, systemClock);
  const host = { client, informers, events: { event() {} }, log: silentLogger, metrics: new Registry(), now: Date.now };
  const kubelets = Array.from({ length: NODES }, (_, at) => new Kubelet({
    host, pods: source, objects, runtime: createSimulatedRuntime({ node: `n${at}`, podCIDR: `10.1.${at}.0/24`, now: Date.now, random: Math.random }),
    node: { name: `n${at}`, ip: '127.0.0.1', labels: {}, maxPods: 110, clusterDNS: [], clusterDomain: 'cluster.local', rootDir: join(root, `n${at}`) },
  }));
  try {
    await Promise.all(kubelets.map((kubelet) => kubelet.start(stopping.signal)));
    expect(client.objects(nodes)).toHaveLength(NODES);
    const spec = { volumes: [{ name: 'cfg', configMap: { name: 'shared', optional: true } }] };
    for (let at = 0; at < NODES; at += 1) {
      const pod = aPod({ metadata: { name: `p${at}`, uid: undefined }, spec: { ...spec, nodeName: `n${at}` } });
      client.put(pods, { ...pod, spec: { ...pod.spec, containers: pod.spec.containers.map((c) => ({ ...c, volumeMounts: [{ name: 'cfg', mountPath: '/cfg' }] })) } });
    }
    const done = (): boolean => client.objects(pods).every((p) => p.status.phase === 'Running');
    for (let tries = 0; tries < 1000 && !done(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(done()).toBe(true);
    const watches = client.actions.filter((a) => a.verb === 'watch').map((a) => a.resource).sort();
    expect(watches).toEqual(['configmaps', 'pods', 'services']);
  } finally {
    stopping.abort();
    await Promise.all(kubelets.map((kubelet) => kubelet.stop()));
    objects.stop();
    await rm(root, { recursive: true, force: true });
  }
});
