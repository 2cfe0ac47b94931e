import { request } from 'node:https';
import { Registry } from 'prom-client';
import { leases } from '@kubets/api/coordination/v1/resources.cfg';
import { nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient } from '@kubets/client/testing/fake-api';
import { silentLogger } from '@kubets/component/log';
import { schedulerFlags } from '../flags.js';
import { aNode, aPod } from '../testing/objects.js';
import { pathAccess } from './path-access.js';
import { createSchedulerProcess } from './scheduler-process.js';
import { servingCertificate } from './serving-certificate.js';

const until = async (done: () => boolean): Promise<void> => { while (!done()) await new Promise((resolve) => setImmediate(resolve)); };

describe('the scheduler as a process', () => {
  it('schedules once it leads, and gives the lease up at the end', async () => {
    const client = createFakeClient();
    client.objects(pods);
    client.put(nodes, aNode('a'));
    client.put(pods, aPod('p'));
    const { values } = await schedulerFlags.parse(['--secure-port=0'], {});
    const host = { client, informers: createInformerFactory(client), events: { event: () => undefined }, log: silentLogger, metrics: new Registry(), now: Date.now };
    let lost = 0;
    const component = await createSchedulerProcess(values, host, () => { lost++; });
    const stop = new AbortController();
    await component.start(stop.signal);
    await until(() => client.object(pods, 'default/p')?.spec.nodeName === 'a');
    expect(client.object(leases, 'kube-system/kube-scheduler')?.spec.holderIdentity).toMatch(/_/);
    stop.abort();
    await component.stop();
    expect(client.object(leases, 'kube-system/kube-scheduler')?.spec.holderIdentity).toBe('');
    expect(lost).toBe(0);
  });

  it('refuses a certificate without its key', async () => {
    await expect(servingCertificate('cert.pem', undefined, 0)).rejects.toThrow('--tls-cert-file and --tls-private-key-file go together');
  });

  it('answers over HTTPS with a certificate of its own, health to all and metrics to those allowed', async () => {
    const client = createFakeClient();
    const { values } = await schedulerFlags.parse(['--leader-elect=false', '--bind-address=127.0.0.1', '--secure-port=0'], {});
    expect(values['leader-elect']).toBe(false);
    const { createHealthServer } = await import('@kubets/component/health-server');
    const server = createHealthServer({ port: 0, log: silentLogger, metrics: new Registry(), tls: await servingCertificate(undefined, undefined, Date.now()), authorize: pathAccess(client, [], Date.now) });
    await server.start();
    const ask = (path: string): Promise<number> => new Promise((resolve, reject) => {
      request(`${server.url}${path}`, { rejectUnauthorized: false, agent: false }, (response) => { response.resume(); resolve(response.statusCode ?? 0); }).on('error', reject).end();
    });
    expect(await ask('/healthz')).toBe(200);
    expect(await ask('/metrics')).toBe(403);
    await server.stop();
  });

  it('shows tokens to the API server, and remembers its answers for a while', async () => {
    let asked = 0;
    const client = { ...createFakeClient(), raw: async (_: string, path: string) => {
      asked++;
      return path.includes('tokenreviews') ? { status: { authenticated: true, user: { username: 'prometheus' } } } : { status: { allowed: true } };
    } };
    const time = { now: 0 };
    const allowed = pathAccess(client as unknown as Parameters<typeof pathAccess>[0], [], () => time.now);
    const bearer = { headers: { authorization: 'Bearer abc' } } as Parameters<typeof allowed>[0];
    expect(await allowed(bearer, '/metrics')).toBe(true);
    expect(await allowed(bearer, '/metrics')).toBe(true);
    expect(asked).toBe(2);
    time.now += 11_000;
    await allowed(bearer, '/metrics');
    expect(asked).toBe(4);
    expect(await allowed({ headers: {} } as Parameters<typeof allowed>[0], '/metrics')).toBe(false);
  });
});
