import fc from 'fast-check';
import { lines, watchEvents } from './watch-stream.js';
import type { WatchEvent } from './client.js';

async function* chunks(of: readonly Buffer[]): AsyncGenerator<Buffer> { yield* of; }

const cut = (bytes: Buffer, at: readonly number[]): Buffer[] => {
  const points = [0, ...[...new Set(at.map((n) => n % (bytes.length + 1)))].sort((a, b) => a - b), bytes.length];
  return points.slice(1).map((end, n) => bytes.subarray(points[n], end));
};

describe('watch frames', () => {
  it('survive being cut anywhere, inside of characters too', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.nat()), async (names, at) => {
      const frames = names.map((name) => ({ type: 'ADDED', object: { metadata: { name } } }));
      const body = Buffer.from(frames.map((frame) => `${JSON.stringify(frame)}\n`).join(''));
      const seen: unknown[] = [];
      for await (const event of watchEvents(chunks(cut(body, at)))) seen.push(event);
      expect(seen).toEqual(frames);
    }), { numRuns: 50 });
  });

  it('joins the lines of a chunk, skips blank ones and drops a torn one', async () => {
    const seen: string[][] = [];
    for await (const batch of lines(chunks([Buffer.from('a\nb\n\nc'), Buffer.from('d\n'), Buffer.from('torn')]))) seen.push(batch);
    expect(seen).toEqual([['a', 'b'], ['cd']]);
  });

  const read = async (text: string): Promise<WatchEvent<unknown>[]> => {
    const seen: WatchEvent<unknown>[] = [];
    for await (const event of watchEvents(chunks([Buffer.from(text)]))) seen.push(event);
    return seen;
  };

  it('knows bookmarks and the one that ends the initial events', async () => {
    expect(await read('{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"5"}}}\n{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"6","annotations":{"k8s.io/initial-events-end":"true"}}}}\n')).toEqual([
      { type: 'BOOKMARK', resourceVersion: '5', initialEventsEnd: false }, { type: 'BOOKMARK', resourceVersion: '6', initialEventsEnd: true },
    ]);
  });

  it('throws errors of the server and of the stream', async () => {
    await expect(read('{"type":"ERROR","object":{"kind":"Status","status":"Failure","reason":"Expired","message":"too old","code":410}}\n')).rejects.toMatchObject({ name: 'StatusError', code: 410, reason: 'Expired' });
    await expect(read('<html>\n')).rejects.toThrow('the watch sent something that is not JSON: <html>');
    await expect(read('{"type":"NEW"}\n')).rejects.toThrow('unknown type "NEW"');
  });
});
