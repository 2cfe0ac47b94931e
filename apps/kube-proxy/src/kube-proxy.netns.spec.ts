import { Registry } from 'prom-client';
import { services } from '@kubets/api/core/v1/resources.cfg';
import type { Service } from '@kubets/api/core/v1/service';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import type { EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import type { Draft } from '@kubets/apimachinery/schema/index';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient } from '@kubets/client/testing/fake-api';
import { silentLogger } from '@kubets/component/log';
import { parseCidrs } from '@kubets/networking/ip/cidr';
import { NetworkLab } from '@kubets/networking/testing/network-lab';
import { KubeProxy } from './kube-proxy.js';

const permitted = NetworkLab.permitted;
const inNamespaces = permitted ? describe : describe.skip;

const service = (name: string, clusterIP: string, more: Draft<Service['spec']> = {}): Draft<Service> => ({
  metadata: { namespace: 'default', name },
  spec: { type: 'ClusterIP', clusterIP, clusterIPs: [clusterIP], ipFamilies: ['IPv4'], ports: [{ port: 80, targetPort: 8080, protocol: 'TCP' }], ...more },
  status: { loadBalancer: {} },
});
const slice = (name: string, ips: readonly string[], nodeName = 'here'): Draft<EndpointSlice> => ({
  metadata: { namespace: 'default', name: `${name}-1`, labels: { 'kubernetes.io/service-name': name } }, addressType: 'IPv4',
  ports: [{ name: '', port: 8080, protocol: 'TCP' }], endpoints: ips.map((ip) => ({ addresses: [ip], conditions: { ready: true }, nodeName })),
});
const at = (n: number): string => `10.244.0.${n}`;

inNamespaces(permitted ? 'kube-proxy in network namespaces' : 'kube-proxy in network namespaces (needs root, ip and nft)', () => {
  const lab = new NetworkLab();
  const client = createFakeClient();
  const stop = new AbortController();
  let proxy: KubeProxy;

  /** Waits until the table holds the text (or no longer does). */
  const programmed = async (text: string, present = true): Promise<void> => {
    for (;;) {
      if ((await lab.router(['nft', 'list', 'table', 'inet', 'kubets'])).replaceAll(/\s+/g, ' ').includes(text) === present) return;
      await new Promise((resolve) => { setTimeout(resolve, 10); });
    }
  };

  const metrics = new Registry();
  const failures = (): number => (metrics.getSingleMetric('kubeproxy_sync_proxy_rules_nftables_sync_failures_total') as unknown as { hashMap: Record<string, { value: number }> }).hashMap['']?.value ?? 0;

  beforeAll(async () => {
    await lab.start('10.244.0.1/24');
    for (const n of [2, 3, 4]) { await lab.pod(`p${n}`, `${at(n)}/24`, at(1)); await lab.serve(`p${n}`, 8080); }
    await lab.outside('out', '192.168.77.2/24', '192.168.77.1/24');
    client.put(services, service('web', '10.96.0.1', { type: 'NodePort', ports: [{ port: 80, targetPort: 8080, protocol: 'TCP', nodePort: 30080 }] }));
    client.put(endpointslices, slice('web', [at(2), at(3)]));
    client.put(services, service('empty', '10.96.0.2'));
    client.put(services, service('sticky', '10.96.0.3', { sessionAffinity: 'ClientIP', sessionAffinityConfig: { clientIP: { timeoutSeconds: 100 } } }));
    client.put(endpointslices, slice('sticky', [at(2), at(3), at(4)]));
    client.put(services, service('local', '10.96.0.4', { type: 'LoadBalancer', externalTrafficPolicy: 'Local', ports: [{ port: 80, targetPort: 8080, protocol: 'TCP', nodePort: 30081 }] }));
    client.put(endpointslices, slice('local', [at(4)]));
    client.put(services, service('away', '10.96.0.5', { internalTrafficPolicy: 'Local', type: 'NodePort', externalTrafficPolicy: 'Local', ports: [{ port: 80, targetPort: 8080, protocol: 'TCP', nodePort: 30082 }] }));
    client.put(endpointslices, slice('away', [at(4)], 'elsewhere'));
    const host = { client, informers: createInformerFactory(client), events: { event: () => undefined }, log: silentLogger, metrics, now: Date.now };
    proxy = new KubeProxy({ host, nodeName: 'here', run: lab.router, config: { serviceCidrs: parseCidrs('10.96.0.0/16'), clusterCidrs: parseCidrs('10.244.0.0/16') } });
    await proxy.start(stop.signal);
  }, 30_000);

  afterAll(async () => {
    stop.abort();
    await proxy.stop();
    await proxy.cleanup();
    expect(await lab.router(['nft', 'list', 'tables'])).not.toContain('kubets');
    expect(await lab.router(['ip', 'route'])).not.toContain('10.96.0.0');
    await lab[Symbol.asyncDispose]();
  }, 30_000);

  test('connections reach every backend and show the pod\'s own address', async () => {
    expect(proxy.status.ok).toBe(true);
    expect(new Set(await lab.call('p4', '10.96.0.1', 80, 40))).toEqual(new Set([`p2 ${at(4)}`, `p3 ${at(4)}`]));
  }, 20_000);

  test('a pod reaches itself through its service', async () => {
    const answers = new Set(await lab.call('p2', '10.96.0.1', 80, 40));
    expect(answers).toEqual(new Set([`p2 ${at(1)}`, `p3 ${at(2)}`]));
  }, 20_000);

  test('processes of the node reach services', async () => {
    expect(new Set(await lab.call('router', '10.96.0.1', 80, 40))).toEqual(new Set([`p2 ${at(1)}`, `p3 ${at(1)}`]));
  }, 20_000);

  test.each([['a service without endpoints', '10.96.0.2', 80], ['an address nobody owns', '10.96.77.77', 80], ['a port the service does not have', '10.96.0.1', 81]])(
    '%s refuses at once', async (_, ip, port) => {
      expect(await lab.call('p4', ip, port)).toEqual(['ECONNREFUSED']);
      expect(await lab.call('router', ip, port)).toEqual(['ECONNREFUSED']);
      expect(await lab.call('out', ip, port)).toEqual(['ECONNREFUSED']);
    }, 20_000);

  test('a pod address of no node is unreachable at once', async () => {
    expect(await lab.call('p4', '10.244.9.9', 80)).toEqual(['EHOSTUNREACH']);
    expect(await lab.call('router', '10.244.9.9', 80)).toEqual(['EHOSTUNREACH']);
  }, 20_000);

  test('session affinity keeps a client on its backend', async () => {
    expect(new Set(await lab.call('p4', '10.96.0.3', 80, 10)).size).toBe(1);
    expect(new Set(await lab.call('out', '10.96.0.3', 80, 10)).size).toBe(1);
  }, 20_000);

  test('node ports answer on the node\'s addresses, to outside, pods and the node', async () => {
    expect(new Set(await lab.call('out', '192.168.77.1', 30080, 40))).toEqual(new Set([`p2 ${at(1)}`, `p3 ${at(1)}`]));
    expect((await lab.call('p4', '192.168.77.1', 30080))[0]).toMatch(/^p[23] /);
    expect((await lab.call('router', '192.168.77.1', 30080))[0]).toMatch(/^p[23] /);
  }, 20_000);

  test('externalTrafficPolicy Local keeps the address of clients outside', async () => {
    expect(await lab.call('out', '192.168.77.1', 30081)).toEqual(['p4 192.168.77.2']);
    expect(await lab.call('p2', '192.168.77.1', 30081)).toEqual([`p4 ${at(2)}`]);
  }, 20_000);

  test('with Local policies and endpoints elsewhere only, packets are dropped', async () => {
    expect(await lab.call('p2', '10.96.0.5', 80)).toEqual(['timeout']);
    expect(await lab.call('out', '192.168.77.1', 30082)).toEqual(['timeout']);
    expect(await lab.call('p2', '192.168.77.1', 30082)).toEqual([`p4 ${at(2)}`]);
  }, 20_000);

  test('pods that leave the cluster get the node\'s address', async () => {
    await lab.serve('out', 9000);
    expect(await lab.call('p2', '192.168.77.2', 9000)).toEqual(['out 192.168.77.1']);
  }, 20_000);

  test('UDP is refused without a service and balanced with one, without a transaction that failed', async () => {
    const at53 = { ports: [{ port: 53, targetPort: 8080, protocol: 'UDP' }] };
    const udpSlice = (...ips: string[]) => ({ ...slice('udp', ips), ports: [{ name: '', port: 8080, protocol: 'UDP' }] });
    expect(await lab.callUdp('p4', '10.96.0.10', 53)).toEqual(['ECONNREFUSED']);
    client.put(services, service('udp', '10.96.0.10', at53));
    client.put(endpointslices, udpSlice(at(2)));
    await programmed('10.96.0.10 . udp . 53 . 0 : 10.244.0.2 . 8080');
    expect(await lab.callUdp('p4', '10.96.0.10', 53, 2)).toEqual([`p2 ${at(4)}`, `p2 ${at(4)}`]);
    expect(failures()).toBe(0);
  }, 20_000);

  test('a changed endpoint is followed, and a lost table is made anew', async () => {
    client.put(services, service('moving', '10.96.0.9'));
    client.put(endpointslices, slice('moving', [at(2)]));
    await programmed('10.96.0.9 . tcp . 80 . 0 : 10.244.0.2 . 8080');
    client.put(endpointslices, slice('moving', [at(3)]));
    await programmed('10.96.0.9 . tcp . 80 . 0 : 10.244.0.3 . 8080');
    expect(await lab.call('p4', '10.96.0.9', 80)).toEqual([`p3 ${at(4)}`]);
    await lab.router(['nft', 'delete', 'table', 'inet', 'kubets']);
    client.put(endpointslices, slice('moving', [at(2), at(3)]));
    await programmedAfterLoss();
    expect((await lab.call('p4', '10.96.0.1', 80))[0]).toMatch(/^p[23] /);
    client.remove(services as unknown as ResourceDefinition, 'default/moving');
    await programmed('10.96.0.9', false);
    expect(await lab.call('p4', '10.96.0.9', 80)).toEqual(['ECONNREFUSED']);
  }, 20_000);

  const programmedAfterLoss = async (): Promise<void> => {
    for (;;) {
      if ((await lab.router(['nft', 'list', 'tables'])).includes('kubets')) return programmed('10.96.0.9 . tcp . 80 . 1');
      await new Promise((resolve) => { setTimeout(resolve, 20); });
    }
  };
});
