import fc from 'fast-check';
import type { LogRecord } from '../log/ledger.js';
import { decodeRecord, encodeRecord } from './record-codec.js';

const record = fc.record({
  revision: fc.maxSafeNat(), type: fc.constantFrom('create' as const, 'update' as const, 'delete' as const),
  key: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), prior: fc.maxSafeNat(), value: fc.uint8Array().map((bytes) => Buffer.from(bytes)), expiresAt: fc.nat(),
});

const plain = (one: LogRecord) => ({ ...one, value: one.value.toString('hex') });

describe('log records', () => {
  it('come back from their bytes', () => {
    fc.assert(fc.property(record, (one) => expect(plain(decodeRecord(encodeRecord(one), one.revision, 'test'))).toEqual(plain(one))));
  });

  it('are refused when any bit has changed, when cut short, and in another place', () => {
    fc.assert(fc.property(record, fc.nat(), fc.nat(7), (one, position, bit) => {
      const bytes = encodeRecord(one);
      const damaged = Buffer.from(bytes);
      const at = position % bytes.length;
      damaged.writeUInt8(damaged.readUInt8(at) ^ (1 << bit), at);
      expect(() => decodeRecord(damaged, one.revision, 'test')).toThrow(/damaged/);
      expect(() => decodeRecord(bytes.subarray(0, at), one.revision, 'test')).toThrow(/damaged/);
      expect(() => decodeRecord(bytes, one.revision + 1, 'test')).toThrow(/it says it is revision/);
    }));
  });
});
