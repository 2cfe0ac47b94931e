import fc from 'fast-check';
import { HEADER_DICTIONARY, HEADER_DICTIONARY_ID } from './dictionary.js';
import { SpdyProtocolError } from './errors.js';
import { dataHeader, encodeControl, type ControlFrame, type Frame } from './frame.js';
import { FrameReader } from './frame-reader.js';
import { HeaderCompressor, type SpdyHeaders } from './header-block.js';

const adler32 = (bytes: Buffer): number => {
  let [a, b] = [1, 0];
  for (const byte of bytes) { a = (a + byte) % 65521; b = (b + a) % 65521; }
  return ((b << 16) | a) >>> 0;
};

const id = fc.integer({ min: 0, max: 0x7fffffff });
const word = fc.integer({ min: 0, max: 0xffffffff });
const headers: fc.Arbitrary<SpdyHeaders> = fc.array(fc.tuple(fc.stringMatching(/^[a-z-]{1,20}$/), fc.string({ unit: 'grapheme' }).filter((s) => !s.includes('\0'))), { maxLength: 12 }).map((pairs) => new Map(pairs));
const control: fc.Arbitrary<ControlFrame> = fc.oneof(
  fc.record({ type: fc.constant('syn-stream' as const), streamId: id, associatedTo: id, priority: fc.integer({ min: 0, max: 7 }), headers, fin: fc.boolean(), unidirectional: fc.boolean() }),
  fc.record({ type: fc.constantFrom('syn-reply' as const, 'headers' as const), streamId: id, headers, fin: fc.boolean() }),
  fc.record({ type: fc.constant('rst-stream' as const), streamId: id, status: word }),
  fc.record({ type: fc.constant('settings' as const), values: fc.array(fc.tuple(fc.integer({ min: 0, max: 0xffffff }), word)).map((pairs) => new Map(pairs)) }),
  fc.record({ type: fc.constant('ping' as const), id: word }),
  fc.record({ type: fc.constant('goaway' as const), lastStreamId: id, status: word }),
  fc.record({ type: fc.constant('window-update' as const), streamId: id, delta: id }),
);
const data = fc.record({ type: fc.constant('data' as const), streamId: id, data: fc.uint8Array({ maxLength: 500 }).map((bytes) => Buffer.from(bytes)), fin: fc.boolean() });

const read = (reader: FrameReader, bytes: Buffer, cuts: readonly number[]): Frame[] => {
  const at = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).flatMap((end, i) => [...reader.push(bytes.subarray(at[i], end))]);
};

/** Puts the pieces of data frames together again. A frame without `fin` has no visible end, so pieces are joined up to a change of stream or a `fin`. */
const whole = (frames: readonly Frame[]): Frame[] => {
  const out: Frame[] = [];
  for (const frame of frames) {
    const last = out.at(-1);
    if (frame.type === 'data' && last?.type === 'data' && last.streamId === frame.streamId && !last.fin) out[out.length - 1] = { ...frame, data: Buffer.concat([last.data, frame.data]) };
    else out.push(frame);
  }
  return out;
};

describe('SPDY frames', () => {
  it('have the dictionary that the draft publishes', () => {
    expect(HEADER_DICTIONARY).toHaveLength(1423);
    expect(adler32(HEADER_DICTIONARY)).toBe(HEADER_DICTIONARY_ID);
  });

  it('come out as they went in, however the bytes are cut', () => {
    fc.assert(fc.property(fc.array(fc.oneof(control, data), { maxLength: 12 }), fc.array(fc.nat(), { maxLength: 12 }), (frames, cuts) => {
      const compressor = new HeaderCompressor();
      const bytes = Buffer.concat(frames.map((frame) => (frame.type === 'data' ? Buffer.concat([dataHeader(frame.streamId, frame.data.length, frame.fin), frame.data]) : encodeControl(frame, compressor))));
      expect(whole(read(new FrameReader(), bytes, cuts))).toEqual(whole(frames));
    }));
  });

  it('that are not frames are refused or ignored, never anything else', () => {
    const start = Buffer.from([0x80, 3, 0, 1, 0, 0, 0, 60]);
    fc.assert(fc.property(fc.boolean(), fc.uint8Array({ maxLength: 300 }), fc.array(fc.nat(), { maxLength: 4 }), (withStart, bytes, cuts) => {
      try {
        read(new FrameReader(), Buffer.concat([withStart ? start : Buffer.alloc(0), Buffer.from(bytes)]), cuts);
      } catch (error) {
        expect(error).toBeInstanceOf(SpdyProtocolError);
      }
    }), { numRuns: 500 });
  });

  it.each([
    ['another version', Buffer.from([0x80, 2, 0, 6, 0, 0, 0, 4, 0, 0, 0, 1]), 'version 2 of SPDY'],
    ['a control frame of absurd length', Buffer.from([0x80, 3, 0, 1, 0, 0xff, 0xff, 0xff]), 'longer than the 65536'],
    ['a frame that is too short for its type', Buffer.from([0x80, 3, 0, 3, 0, 0, 0, 4, 0, 0, 0, 1]), 'too short: 4 bytes'],
    ['more settings than there is room for', Buffer.from([0x80, 3, 0, 4, 0, 0, 0, 4, 0xff, 0xff, 0xff, 0xff]), 'cannot hold 4294967295 settings'],
    ['headers that are no zlib stream', Buffer.from([0x80, 3, 0, 2, 0, 0, 0, 8, 0, 0, 0, 1, 1, 2, 3, 4]), 'does not start a zlib stream'],
    ['headers with another dictionary', Buffer.from([0x80, 3, 0, 2, 0, 0, 0, 10, 0, 0, 0, 1, 0x78, 0xbb, 1, 2, 3, 4]), 'another dictionary'],
  ])('refuses %s', (_what, bytes, message) => {
    expect(() => [...new FrameReader().push(bytes)]).toThrow(message);
  });

  it('does not inflate a bomb', () => {
    const frame = encodeControl({ type: 'syn-reply', streamId: 1, headers: new Map([['bomb', '0'.repeat(10_000_000)]]), fin: false }, new HeaderCompressor());
    expect(frame.length).toBeLessThan(64 * 1024);
    expect(() => [...new FrameReader().push(frame)]).toThrow(SpdyProtocolError);
  });

  it('skips types it does not know', () => {
    expect([...new FrameReader().push(Buffer.from([0x80, 3, 0, 99, 0, 0, 0, 2, 1, 2, 0x80, 3, 0, 6, 0, 0, 0, 4, 0, 0, 0, 1]))]).toEqual([{ type: 'ping', id: 1 }]);
  });

  it('carries several values of a header, and keeps names in lower case', () => {
    const frame = encodeControl({ type: 'syn-reply', streamId: 1, headers: new Map([['StreamType', 'a\0b']]), fin: false }, new HeaderCompressor());
    expect([...new FrameReader().push(frame)]).toEqual([{ type: 'syn-reply', streamId: 1, headers: new Map([['streamtype', 'a, b']]), fin: false }]);
  });
});
