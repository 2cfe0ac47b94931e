import fc from 'fast-check';
import {
  bool, bytes, double, field, fieldsV1, int32, int64, intOrString, json, kind, list, map, message, microTime, quantity, rawExtension, string, stringList, time,
} from '../schema/index.js';
import { decodeObject } from './decode.js';
import { decodeProtobuf, decodeUnknown, encodeMessage, encodeProtobuf, encodeUnknown } from './protobuf.js';
import { decodeWatchEvent, encodeWatchEventFrame, splitFrames } from './watch-frame.js';

const Inner = message('test.v1.Inner', 'A part.', {
  count: field(1, int32, 'Count.', { required: true, presence: 'always' }), maybe: field(2, string, 'Maybe.', { presence: 'explicit' }),
});
const Everything = kind('test.v1.Everything', { group: 'test', version: 'v1', kind: 'Everything' }, 'All scalars.', {
  text: field(1, string, 'Text.'),
  small: field(2, int32, 'Small.', { presence: 'explicit' }),
  large: field(3, int64, 'Large.'),
  ratio: field(4, double, 'Ratio.', { presence: 'explicit' }),
  flag: field(5, bool, 'Flag.'),
  blob: field(6, bytes, 'Blob.'),
  at: field(7, time, 'At.'),
  exactly: field(8, microTime, 'Exactly.'),
  cpu: field(9, quantity, 'CPU.'),
  port: field(10, intOrString, 'Port.'),
  object: field(11, rawExtension, 'Object.'),
  owned: field(12, fieldsV1, 'Owned.'),
  any: field(13, json, 'Any.'),
  extra: field(14, map(stringList), 'Extra.'),
  embedded: field('15/2', string, 'Inside of an embedded message.'),
  inner: field(16, Inner, 'Part.', { presence: 'always' }),
  inners: field(18, map(Inner), 'Parts.'),
  numbers: field(17, list(int64), 'Numbers.'),
  jsonOnly: field(null, string, 'Not in protobuf.'),
});
const decode = (value: unknown) => decodeObject(Everything, value, 'strict').object;

describe('protobuf', () => {
  it('writes what is held by value even when it is zero, in the order of numbers', () => {
    expect(encodeMessage(Everything, decode({})).toString('hex')).toBe('0a00' + '1800' + '2800' + '7a021200' + '8201020800');
  });
  it('reads zeros of implicit fields as unset, and keeps those of explicit ones', () => {
    const object = decode({ small: 0, flag: false, inner: { maybe: '' } });
    expect(decodeProtobuf(Everything, encodeMessage(Everything, object))).toEqual({ small: 0, inner: { count: 0, maybe: '' } });
  });
  it('writes equal maps equally', () => {
    const a = encodeMessage(Everything, decode({ extra: { b: ['1'], a: [] } }));
    expect(a).toEqual(encodeMessage(Everything, decode({ extra: { a: [], b: ['1'] } })));
  });
  it('reads back what it writes', () => {
    const text = fc.string({ unit: 'grapheme' });
    const seconds = fc.date({ min: new Date('0002-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true }).map((d) => d.toISOString());
    const value = fc.record({
      text, small: fc.integer(), large: fc.maxSafeInteger(), ratio: fc.double({ noNaN: true, noDefaultInfinity: true }), flag: fc.boolean(),
      blob: fc.base64String(), at: seconds, exactly: seconds, cpu: fc.nat().map((n) => `${n}m`), port: fc.oneof(fc.integer(), text),
      object: fc.dictionary(text, fc.jsonValue()), owned: fc.dictionary(text, fc.jsonValue()), any: fc.jsonValue().filter((v) => v !== null),
      extra: fc.dictionary(text, fc.array(text)), embedded: text, inner: fc.record({ count: fc.integer() }), numbers: fc.array(fc.maxSafeInteger()),
    }, { requiredKeys: [] });
    fc.assert(fc.property(value, (given) => {
      const object = decode({ apiVersion: 'test/v1', kind: 'Everything', ...(JSON.parse(JSON.stringify(given)) as object) });
      const again = decodeProtobuf(Everything, encodeProtobuf(Everything, object));
      expect(again).toEqual(object);
      expect(Object.keys(again)).toEqual(Object.keys(object));
    }));
  });
  it('skips fields that it does not know, and takes packed numbers', () => {
    const bytes = Buffer.from('f20601ff' + '8a0103' + '01' + 'ac02' + '980601', 'hex'); // field 110 of length 1, packed 17 = [1, 300], field 99 = 1
    expect(decodeProtobuf(Everything, bytes).numbers).toEqual([1, 300]);
  });
  it('answers broken bytes with 400 whatever they are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        decodeProtobuf(Everything, bytes);
      } catch (error) {
        expect(error).toMatchObject({ code: 400, reason: 'BadRequest' });
      }
    }), { numRuns: 500 });
    expect(() => decodeProtobuf(Everything, Buffer.from('0aff', 'hex'))).toThrow('protobuf message is broken');
  });
  it('wraps kinds into an envelope', () => {
    const bytes = encodeProtobuf(Everything, decode({ apiVersion: 'test/v1', kind: 'Everything', text: 'x' }));
    expect(bytes.subarray(0, 4).toString('latin1')).toBe('k8s\0');
    expect(decodeUnknown(bytes)).toMatchObject({ apiVersion: 'test/v1', kind: 'Everything', contentType: '' });
    expect(decodeUnknown(encodeUnknown({}, Buffer.from('raw'))).raw).toEqual(Buffer.from('raw'));
    expect(() => decodeUnknown(Buffer.from('{}'))).toThrow('does not appear to be a protobuf message');
  });
});

describe('watch frames', () => {
  it('carry an event each, and may arrive in pieces', () => {
    const stream = Buffer.concat(['ADDED', 'DELETED'].map((type) => encodeWatchEventFrame(type, Buffer.from(type.toLowerCase()))));
    let rest: Buffer = Buffer.alloc(0);
    const seen: string[] = [];
    for (const byte of stream) {
      const split = splitFrames(Buffer.concat([rest, Buffer.from([byte])]));
      rest = split.rest;
      for (const event of split.events.map(decodeWatchEvent)) seen.push(`${event.type} ${Buffer.from(event.object)}`);
    }
    expect(seen).toEqual(['ADDED added', 'DELETED deleted']);
    expect(rest).toHaveLength(0);
  });
  it('are refused when they announce too much', () => {
    expect(() => splitFrames(Buffer.from('ffffffff00', 'hex'))).toThrow('4294967295 bytes');
  });
});
