import fc from 'fast-check';
import { FrameSplitter } from './frames.js';
import { framedLogs, ttyLogs } from './log-frames.js';

const frame = (stream: 1 | 2, payload: Buffer): Buffer => {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(payload.length, 4);
  return Buffer.concat([header, payload]);
};

/** Cuts bytes into chunks at arbitrary places, as a socket does. */
const cut = (bytes: Buffer, sizes: readonly number[]): Buffer[] => {
  const chunks: Buffer[] = [];
  for (let at = 0, i = 0; at < bytes.length; i += 1) {
    const size = sizes[i % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
};

const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
const time = '2026-01-02T03:04:05.000000006Z';

test('frames come out as they went in, wherever the chunks are cut', () => {
  const frames = fc.array(fc.record({ stream: fc.constantFrom(1 as const, 2 as const), payload: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) }));
  fc.assert(fc.property(frames, sizes, (sent, at) => {
    const splitter = new FrameSplitter();
    const pieces = cut(Buffer.concat(sent.map(({ stream, payload }) => frame(stream, payload))), at).flatMap((chunk) => [...splitter.push(chunk)]);
    for (const [number, name] of [[1, 'stdout'], [2, 'stderr']] as const) {
      const want = Buffer.concat(sent.filter((one) => one.stream === number).map((one) => one.payload));
      expect(Buffer.concat(pieces.filter((piece) => piece.stream === name).map((piece) => piece.bytes)).equals(want)).toBe(true);
    }
    expect(pieces.filter((piece) => piece.last).length).toBe(sent.filter((one) => one.payload.length > 0).length);
  }));
});

test('framed logs keep partial lines apart, and their stamps', () => {
  fc.assert(fc.property(sizes, (at) => {
    const bytes = Buffer.concat([frame(1, Buffer.from(`${time} part`)), frame(2, Buffer.from(`${time} err\n`)), frame(1, Buffer.from(`${time} rest\n`))]);
    const parser = framedLogs();
    const lines = [...cut(bytes, at).flatMap((chunk) => [...parser.push(chunk)]), ...parser.end()];
    expect(lines.map((line) => [line.stream, line.timestamp, line.bytes.toString()])).toEqual([['stdout', time, 'part'], ['stderr', time, 'err\n'], ['stdout', time, 'rest\n']]);
  }));
});

test('terminal logs: the stamps between the pieces of a long line are not part of it', () => {
  fc.assert(fc.property(sizes.map((list) => list.map((size) => size * 977)), fc.integer({ min: 0, max: 3 }), (at, whole) => {
    const piece = 'x'.repeat(16 * 1024);
    const bytes = Buffer.from(`${`${time} ${piece}`.repeat(whole)}${time} tail\r\n${time} no newline`);
    const parser = ttyLogs();
    const lines = [...cut(bytes, at).flatMap((chunk) => [...parser.push(chunk)]), ...parser.end()];
    expect(lines.map((line) => line.bytes.toString())).toEqual([...Array<string>(whole).fill(piece), 'tail\r\n', 'no newline']);
    expect(lines.every((line) => line.timestamp === time && line.stream === 'stdout')).toBe(true);
  }), { numRuns: 50 });
});
