import fc from 'fast-check';
import packet from 'dns-packet';
import { answer, finish, makeQuery, toWire } from './answer.js';
import { RCODE, TYPE } from './codes.js';
import { aged, readLayout } from './layout.js';
import { isBad, parseQuery, type Query } from './query.js';

describe('messages', () => {
  test('no bytes make the readers throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => { parseQuery(Buffer.from(bytes)); readLayout(Buffer.from(bytes)); }), { numRuns: 2000 });
    const good = makeQuery(1, 'web.default.svc.cluster.local', TYPE.A, { dnssecOk: false });
    fc.assert(fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, value, end) => {
      const bytes = Buffer.from(good);
      bytes[at] = value;
      parseQuery(bytes.subarray(0, end));
    }), { numRuns: 2000 });
  });

  test('a query is read as it was written', () => {
    const label = fc.stringMatching(/^[a-z0-9_-]{1,20}$/);
    fc.assert(fc.property(fc.array(label, { maxLength: 6 }), fc.nat(65_535), (labels, id) => {
      const query = parseQuery(makeQuery(id, labels.join('.'), TYPE.SRV, { dnssecOk: true })) as Query;
      expect(query).toMatchObject({ id, name: labels.join('.'), type: TYPE.SRV, class: 1, edns: { size: 1232, dnssecOk: true } });
    }));
  });

  test('an unknown EDNS version is refused with BADVERS', () => {
    const bytes = makeQuery(1, 'a', TYPE.A, { dnssecOk: false });
    bytes[bytes.length - 5] = 1;
    expect(parseQuery(bytes)).toMatchObject({ rcode: RCODE.BADVERS });
  });

  test('answers decode to their records, age, and repeat any question', () => {
    const query = parseQuery(makeQuery(9, 'we\\000b.example', TYPE.A, { dnssecOk: false })) as Query;
    expect(isBad(query)).toBe(false);
    const wire = toWire(answer({ answers: [{ type: 'A', name: 'x.example', ttl: 30, data: '10.0.0.1' }] }), query);
    expect(wire).toMatchObject({ keep: 30, answers: 1, questionEnd: query.questionEnd });
    const decoded = packet.decode(finish(aged(wire, 10), query, 512));
    expect(decoded.answers[0]).toMatchObject({ ttl: 20, data: '10.0.0.1' });
    expect(decoded).toMatchObject({ id: 9 });
    expect(decoded.additionals[0]).toMatchObject({ type: 'OPT' });
  });
});
