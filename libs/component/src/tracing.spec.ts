import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { injectTrace, startTracing, withRemoteTrace, withSpan } from './tracing.js';

describe('tracing', () => {
  it('is a plain call when nobody collects traces', async () => {
    const tracing = await startTracing({ service: 'kubets', env: {} });
    expect(tracing.enabled).toBe(false);
    expect(withSpan('work', {}, (span) => span)).toBeUndefined();
    expect(injectTrace({})).toEqual({});
    expect(withRemoteTrace({ traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }, () => 1)).toBe(1);
  });

  it('sends spans that belong together, across processes too', async () => {
    const posts: { path: string | undefined; bytes: number }[] = [];
    const server = http.createServer((request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => { bytes += chunk.length; }).on('end', () => { posts.push({ path: request.url, bytes }); response.end('{}'); });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
    const before = { ...process.env };
    try {
      const tracing = await startTracing({ service: 'kubets', endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
      expect(tracing.enabled).toBe(true);
      expect((await startTracing({ service: 'again' })).enabled).toBe(false);
      const trace = '0af7651916cd43dd8448eb211c80319c';
      const headers = await withRemoteTrace({ traceparent: `00-${trace}-b7ad6b7169203331-01` }, () => withSpan('outer', { pod: 'a' }, async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return withSpan('inner', {}, () => injectTrace<Record<string, string>>({}));
      }));
      expect(headers['traceparent']).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
      expect(headers['traceparent']).not.toContain('b7ad6b7169203331');
      expect(() => withSpan('bad', {}, () => { throw new Error('sync'); })).toThrow('sync');
      await expect(withSpan('bad', {}, async () => { throw new Error('async'); })).rejects.toThrow('async');
      await tracing.stop();
      expect(posts.length).toBeGreaterThan(0);
      expect(posts[0]?.path).toBe('/v1/traces');
      expect(withSpan('off again', {}, (span) => span)).toBeUndefined();
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });
});
