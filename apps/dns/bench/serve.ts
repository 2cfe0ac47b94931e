// A server with 1,000 services on a port of 127.0.0.1, for dnsperf; see the README beside it.
import { readFile, writeFile } from 'node:fs/promises';
import { Registry } from 'prom-client';
import { namespaces, services } from '@kubets/api/core/v1/resources.cfg';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient } from '@kubets/client/testing/fake-api';
import { silentLogger } from '@kubets/component/log';
import { DnsServer } from '../src/dns-server.js';

const COUNT = 1000;
const [, , queries = 'queries.txt', port = '0'] = process.argv;
const client = createFakeClient();
client.put(namespaces, { metadata: { name: 'default' } });
for (let n = 0; n < COUNT; n++) {
  const ip = `10.96.${n >> 8}.${n & 255}`;
  client.put(services, { metadata: { namespace: 'default', name: `svc-${n}` }, spec: { type: 'ClusterIP', clusterIP: ip, clusterIPs: [ip], ports: [{ name: 'http', port: 80, protocol: 'TCP' }] }, status: {} });
}
await writeFile(queries, Array.from({ length: COUNT }, (_, n) => `svc-${n}.default.svc.cluster.local A\n`).join(''));
const host = { client, informers: createInformerFactory(client), events: { event: () => undefined }, log: silentLogger, metrics: new Registry(), now: Date.now };
const server = new DnsServer({ host, listen: { address: '127.0.0.1', port: Number(port) }, corefile: '. {\n errors\n prometheus\n kubernetes cluster.local in-addr.arpa ip6.arpa {\n pods insecure\n ttl 30\n }\n cache 30 {\n disable success cluster.local\n disable denial cluster.local\n }\n loadbalance\n}\n' });
const stop = new AbortController();
await server.start(stop.signal);
process.stdout.write(`${server.port}\n`);
process.once('SIGTERM', () => {
  void readFile('/proc/self/stat', 'utf8').then((stat) => process.stderr.write(`CPU ticks ${stat.split(' ').slice(13, 15).join(' ')}\n`));
  stop.abort();
  void server.stop();
});
