import { createHealthServer, type HealthServer } from './health-server.js';
import { silentLogger } from './log.js';
import { counter, createRegistry, histogram } from './metrics.js';

describe('the health server', () => {
  let server: HealthServer;
  let broken = false;
  const registry = createRegistry('kube-test');
  const warned: unknown[] = [];
  beforeAll(async () => {
    server = createHealthServer({
      port: 0, log: { ...silentLogger, warn: (_, fields) => void warned.push(fields) }, metrics: registry, configz: () => ({ kubets: { port: 1 } }),
      checks: [{ name: 'store', check: () => { if (broken) throw new Error('disk full'); } }, { name: 'informers', check() {}, endpoints: ['readyz'] }],
      authorize: (request) => request.headers['authorization'] !== 'Bearer stranger',
    });
    await server.start();
  });
  afterAll(() => server.stop());
  const get = async (path: string, init?: RequestInit) => { const r = await fetch(server.url + path, init); return { status: r.status, text: await r.text() }; };

  it('answers ok, and says more when asked', async () => {
    expect(await get('/livez')).toEqual({ status: 200, text: 'ok' });
    expect(await get('/readyz?verbose')).toEqual({ status: 200, text: '[+]ping ok\n[+]store ok\n[+]informers ok\nreadyz check passed\n' });
    expect(await get('/livez/informers')).toMatchObject({ status: 404 });
    expect(await get('/readyz/informers')).toEqual({ status: 200, text: 'ok' });
    expect(await get('/nothing')).toMatchObject({ status: 404 });
    expect(await get('/healthz', { method: 'POST' })).toMatchObject({ status: 405 });
  });

  it('says which check fails, but the reason only to the log', async () => {
    broken = true;
    expect(await get('/healthz')).toEqual({ status: 500, text: '[+]ping ok\n[-]store failed: reason withheld\nhealthz check failed\n' });
    expect(warned).toContainEqual({ endpoint: 'healthz', check: 'store', error: 'disk full' });
    expect(await get('/healthz/store')).toMatchObject({ status: 500 });
    expect(await get('/healthz?verbose&exclude=store')).toEqual({ status: 200, text: '[+]ping ok\n[+]store excluded: ok\nhealthz check passed\n' });
    broken = false;
  });

  it('serves metrics of the component and of the process', async () => {
    const requests = counter(registry, { name: 'test_requests_total', help: 'Requests.', labels: ['verb', 'code'] });
    requests('GET', '200').inc();
    requests('GET', '200').inc(2);
    expect(requests('GET', '200')).toBe(requests('GET', '200'));
    expect(() => requests('GET')).toThrow('2 label values are needed (verb, code), not 1');
    histogram(registry, { name: 'test_seconds', help: 'Time.', buckets: [1, 2] })().observe(1.5);
    const { text } = await get('/metrics');
    expect(text).toContain('test_requests_total{verb="GET",code="200"} 3\n');
    expect(text).toContain('test_seconds_bucket{le="2"} 1\n');
    expect(text).toMatch(/kubernetes_build_info\{major="1",minor="36",git_version="v1\.36/);
    for (const name of ['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_open_fds', 'process_start_time_seconds']) expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
  });

  it('asks who may see more than health', async () => {
    const stranger = { headers: { authorization: 'Bearer stranger' } };
    expect(await get('/metrics', stranger)).toMatchObject({ status: 403 });
    expect(await get('/healthz', stranger)).toMatchObject({ status: 200 });
    expect(await get('/configz')).toEqual({ status: 200, text: '{"kubets":{"port":1}}' });
  });
});
