import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import packet from 'dns-packet';
import { Registry } from 'prom-client';
import { namespaces, services } from '@kubets/api/core/v1/resources.cfg';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient } from '@kubets/client/testing/fake-api';
import { silentLogger } from '@kubets/component/log';
import { DnsServer } from './dns-server.js';

type Reply = { rcode: string; aa: boolean; tc: boolean; answers: string[]; authorities: string[]; additionals: string[]; bytes: Buffer };

const show = (record: { name: string; type: string; data?: unknown }): string => {
  const data = record.type === 'SRV' ? (({ weight, port, target }) => `${weight} ${port} ${target}`)(record.data as { weight: number; port: number; target: string })
    : record.type === 'SOA' ? (record.data as { mname: string }).mname : record.type === 'TXT' ? String(record.data) : record.data;
  return `${record.name} ${record.type} ${data}`;
};
const read = (bytes: Buffer): Reply => {
  const decoded = packet.decode(bytes) as ReturnType<typeof packet.decode> & { flag_aa: boolean; flag_tc: boolean };
  const records = (list: typeof decoded.answers): string[] => list.filter((one) => one.type !== 'OPT').map(show);
  return { rcode: decoded.rcode, aa: decoded.flag_aa, tc: decoded.flag_tc, answers: records(decoded.answers), authorities: records(decoded.authorities), additionals: records(decoded.additionals), bytes };
};

const udp = (port: number, bytes: Buffer, wait = 3000): Promise<Buffer | undefined> => new Promise((resolve) => {
  const socket = createSocket('udp4');
  const timer = setTimeout(() => { socket.close(); resolve(undefined); }, wait);
  socket.on('message', (answer) => { clearTimeout(timer); socket.close(); resolve(answer); });
  socket.send(bytes, port, '127.0.0.1');
});
const tcp = (port: number, bytes: Buffer): Promise<Buffer> => new Promise((resolve, reject) => {
  const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes])));
  let all = Buffer.alloc(0);
  socket.on('data', (chunk) => { all = Buffer.concat([all, chunk]); if (all.length >= 2 + all.readUInt16BE(0)) { socket.destroy(); resolve(all.subarray(2)); } });
  socket.on('error', reject);
});
const query = (name: string, type: string, more: object[] = []): Buffer => packet.encode({ id: 7, type: 'query', flags: 0x100, questions: [{ name, type }], additionals: more as [] });
const EDNS = [{ type: 'OPT', name: '.', udpPayloadSize: 4096, flags: 0, options: [] }];

describe('cluster DNS', () => {
  const client = createFakeClient();
  const stop = new AbortController();
  const upstream = createSocket('udp4');
  const asked: string[] = [];
  const metrics = new Registry();
  let server: DnsServer;
  const ask = async (name: string, type: string): Promise<Reply> => read((await udp(server.port, query(name, type)))!);

  beforeAll(async () => {
    for (const name of ['default', 'kube-system']) client.put(namespaces, { metadata: { name } });
    const meta = (name: string) => ({ namespace: 'default', name });
    client.put(services, { metadata: meta('web'), spec: { type: 'ClusterIP', clusterIP: '10.96.0.1', clusterIPs: ['10.96.0.1', 'fd00:96::1'], ports: [{ name: 'http', port: 80, protocol: 'TCP' }, { name: 'dns', port: 53, protocol: 'UDP' }] }, status: {} });
    client.put(services, { metadata: meta('db'), spec: { type: 'ClusterIP', clusterIP: 'None', clusterIPs: ['None'], ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }] }, status: {} });
    client.put(endpointslices, { metadata: { namespace: 'default', name: 'db-1', labels: { 'kubernetes.io/service-name': 'db' } }, addressType: 'IPv4', ports: [{ name: 'sql', port: 5432, protocol: 'TCP' }],
      endpoints: [{ addresses: ['10.244.0.2'], hostname: 'db-0', conditions: { ready: true } }, { addresses: ['10.244.0.3'], conditions: {} }, { addresses: ['10.244.0.4'], conditions: { ready: false } }] });
    client.put(services, { metadata: meta('big'), spec: { type: 'ClusterIP', clusterIP: 'None', ports: [{ port: 80, protocol: 'TCP' }] }, status: {} });
    client.put(endpointslices, { metadata: { namespace: 'default', name: 'big-1', labels: { 'kubernetes.io/service-name': 'big' } }, addressType: 'IPv4', ports: [{ name: '', port: 80, protocol: 'TCP' }],
      endpoints: Array.from({ length: 60 }, (_, n) => ({ addresses: [`10.244.1.${n}`], conditions: { ready: true } })) });
    client.put(services, { metadata: meta('out'), spec: { type: 'ExternalName', externalName: 'www.example.org' }, status: {} });
    client.put(services, { metadata: meta('empty'), spec: { type: 'ClusterIP', clusterIP: 'None', ports: [] }, status: {} });
    upstream.on('message', (bytes, from) => {
      const { id, questions } = packet.decode(bytes);
      asked.push(questions[0]!.name);
      const known = questions[0]!.name === 'www.example.org' && questions[0]!.type === 'A';
      upstream.send(packet.encode({ id, type: 'response', flags: 0x0180 | (questions[0]!.name === 'no.example.org' ? 3 : 0), questions, answers: known ? [{ name: 'www.example.org', type: 'A', ttl: 60, data: '192.0.2.80' }] : [],
        authorities: known ? [] : [{ name: 'example.org', type: 'SOA', ttl: 60, data: { mname: 'a', rname: 'b', serial: 1, refresh: 1, retry: 1, expire: 1, minimum: 60 } }] }), from.port, from.address);
    });
    await new Promise<void>((resolve) => { upstream.bind(0, '127.0.0.1', resolve); });
    const corefile = `. {
      errors
      cache 30 {
        disable success cluster.local
        disable denial cluster.local
      }
      kubernetes cluster.local in-addr.arpa ip6.arpa {
        pods insecure
        fallthrough in-addr.arpa ip6.arpa
      }
      prometheus
      forward . 127.0.0.1:${upstream.address().port}
      loadbalance
    }`;
    server = new DnsServer({ host: { client, informers: createInformerFactory(client), events: { event: () => undefined }, log: silentLogger, metrics, now: Date.now }, corefile, listen: { address: '127.0.0.1', port: 0 } });
    await server.start(stop.signal);
    while (!server.ready) await new Promise((resolve) => { setTimeout(resolve, 5); });
  });
  afterAll(async () => {
    stop.abort();
    await server.stop();
    await new Promise<void>((resolve) => { upstream.close(resolve); });
  });

  test.each([
    ['web.default.svc.cluster.local', 'A', ['web.default.svc.cluster.local A 10.96.0.1']],
    ['web.default.svc.cluster.local', 'AAAA', ['web.default.svc.cluster.local AAAA fd00:96::1']],
    ['_http._tcp.web.default.svc.cluster.local', 'SRV', Array(1).fill('_http._tcp.web.default.svc.cluster.local SRV 100 80 web.default.svc.cluster.local')],
    ['db-0.db.default.svc.cluster.local', 'A', ['db-0.db.default.svc.cluster.local A 10.244.0.2']],
    ['10-244-0-3.db.default.svc.cluster.local', 'A', ['10-244-0-3.db.default.svc.cluster.local A 10.244.0.3']],
    ['1-2-3-4.default.pod.cluster.local', 'A', ['1-2-3-4.default.pod.cluster.local A 1.2.3.4']],
    ['dns-version.cluster.local', 'TXT', ['dns-version.cluster.local TXT 1.1.0']],
    ['1.0.96.10.in-addr.arpa', 'PTR', ['1.0.96.10.in-addr.arpa PTR web.default.svc.cluster.local']],
    ['2.0.244.10.in-addr.arpa', 'PTR', ['2.0.244.10.in-addr.arpa PTR db-0.db.default.svc.cluster.local']],
    ['out.default.svc.cluster.local', 'A', ['out.default.svc.cluster.local CNAME www.example.org', 'www.example.org A 192.0.2.80']],
    ['out.default.svc.cluster.local', 'CNAME', ['out.default.svc.cluster.local CNAME www.example.org']],
    ['www.example.org', 'A', ['www.example.org A 192.0.2.80']],
  ])('%s %s', async (name, type, answers) => {
    const reply = await ask(name, type);
    expect(reply).toMatchObject({ rcode: 'NOERROR', answers });
  });

  test('a headless service has its ready endpoints', async () => {
    expect((await ask('db.default.svc.cluster.local', 'A')).answers.sort()).toEqual(['db.default.svc.cluster.local A 10.244.0.2', 'db.default.svc.cluster.local A 10.244.0.3']);
    const srv = await ask('_sql._tcp.db.default.svc.cluster.local', 'SRV');
    expect(srv.answers.sort()).toEqual(['_sql._tcp.db.default.svc.cluster.local SRV 50 5432 10-244-0-3.db.default.svc.cluster.local', '_sql._tcp.db.default.svc.cluster.local SRV 50 5432 db-0.db.default.svc.cluster.local']);
    expect(srv.additionals).toContain('db-0.db.default.svc.cluster.local A 10.244.0.2');
  });

  test.each([
    ['nobody.default.svc.cluster.local', 'A', 'NXDOMAIN'], ['web.nowhere.svc.cluster.local', 'A', 'NXDOMAIN'], ['_no._tcp.web.default.svc.cluster.local', 'SRV', 'NXDOMAIN'],
    ['empty.default.svc.cluster.local', 'A', 'NXDOMAIN'], ['1-2-3-4.nowhere.pod.cluster.local', 'A', 'NXDOMAIN'], ['*.default.svc.cluster.local', 'A', 'NXDOMAIN'],
    ['web.default.svc.cluster.local', 'MX', 'NOERROR'], ['default.svc.cluster.local', 'A', 'NOERROR'], ['svc.cluster.local', 'A', 'NOERROR'], ['cluster.local', 'A', 'NOERROR'],
  ])('%s %s has no records: %s with SOA', async (name, type, rcode) => {
    expect(await ask(name, type)).toMatchObject({ rcode, aa: true, answers: [], authorities: ['cluster.local SOA ns.dns.cluster.local'] });
  });

  test('answers from elsewhere are kept, negative ones too', async () => {
    for (let n = 0; n < 3; n++) { await ask('www.example.org', 'A'); expect(await ask('no.example.org', 'A')).toMatchObject({ rcode: 'NXDOMAIN' }); }
    expect(asked.filter((name) => name === 'no.example.org')).toHaveLength(1);
    expect(await metrics.metrics()).toMatch(/coredns_cache_hits_total\{.*type="denial".*\} 2/);
  });

  test('the question keeps its letter case', async () => {
    const bytes = (await udp(server.port, query('WeB.Default.svc.CLUSTER.local', 'A')))!;
    expect(bytes.includes(Buffer.from('WeB'))).toBe(true);
    expect(read(bytes).answers[0]).toContain('10.96.0.1');
  });

  test('an answer that does not fit is cut for UDP and whole with EDNS or TCP', async () => {
    const name = 'big.default.svc.cluster.local';
    expect(await ask(name, 'A')).toMatchObject({ tc: true, answers: [] });
    expect(read((await udp(server.port, query(name, 'A', EDNS)))!).answers).toHaveLength(60);
    expect(read(await tcp(server.port, query(name, 'A'))).answers).toHaveLength(60);
  });

  test('nonsense is answered with an error or not at all, and the server lives on', async () => {
    const good = query('web.default.svc.cluster.local', 'A');
    const changed = (change: (bytes: Buffer) => void): Buffer => { const copy = Buffer.from(good); change(copy); return copy; };
    expect(await udp(server.port, Buffer.from('short'), 100)).toBeUndefined();
    expect(await udp(server.port, changed((bytes) => bytes.writeUInt16BE(0x8100, 2)), 100)).toBeUndefined();
    expect(read((await udp(server.port, changed((bytes) => bytes.writeUInt16BE(0x2100, 2))))!).rcode).toBe('NOTIMP');
    expect((await udp(server.port, good.subarray(0, 20)))![3]! & 0xf).toBe(1);
    expect((await udp(server.port, changed((bytes) => { bytes[12] = 0xc0; })))![3]! & 0xf).toBe(1);
    expect((await ask('web.default.svc.cluster.local', 'A')).rcode).toBe('NOERROR');
  });
});
