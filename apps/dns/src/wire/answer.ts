/// <reference path="./dns-packet.d.ts" />
import packet from 'dns-packet';
import { CLASS_IN, FLAG, RCODE, typeName, type Rcode } from './codes.js';
import { readLayout, type Wire } from './layout.js';
import type { Query } from './query.js';

export interface Soa { mname: string; rname: string; serial: number; refresh: number; retry: number; expire: number; minimum: number }
export interface Srv { priority: number; weight: number; port: number; target: string }

/** A resource record; `ttl` in seconds. */
export type Record =
  | { readonly type: 'A' | 'AAAA' | 'CNAME' | 'PTR' | 'NS'; readonly name: string; readonly ttl: number; readonly data: string }
  | { readonly type: 'TXT'; readonly name: string; readonly ttl: number; readonly data: string }
  | { readonly type: 'SRV'; readonly name: string; readonly ttl: number; readonly data: Srv }
  | { readonly type: 'SOA'; readonly name: string; readonly ttl: number; readonly data: Soa };

/** What a plugin answers: records, or a message that another server or the cache made. */
export interface Answer {
  readonly rcode: Rcode;
  readonly authoritative: boolean;
  readonly answers: readonly Record[];
  readonly authorities: readonly Record[];
  readonly additionals: readonly Record[];
  readonly wire?: Wire;
}

export const answer = (parts: Partial<Answer> = {}): Answer =>
  ({ rcode: RCODE.NOERROR, authoritative: false, answers: [], authorities: [], additionals: [], ...parts });

export const fromWire = (wire: Wire): Answer => answer({ rcode: wire.rcode, wire });

/** The answer as a message with an empty id. Names are written in the query's letter case by {@link finish}. */
export function toWire(of: Answer, query: Query): Wire {
  if (of.wire) return of.wire;
  const bytes = packet.encode({
    id: 0, type: 'response', flags: (of.authoritative ? FLAG.AA : 0) | FLAG.RA | (of.rcode & 0xf),
    questions: [{ name: plainName(query), type: questionType(query.type) }],
    answers: of.answers.map(plain), authorities: of.authorities.map(plain), additionals: of.additionals.map(plain),
  });
  // dns-packet knows names of types only; the question's own bytes are of the same length whatever the type.
  query.bytes.copy(bytes, 12, 12, query.questionEnd);
  const wire = readLayout(bytes);
  if (!wire) throw new Error(`an answer for ${query.name} could not be encoded`);
  return { ...wire, rcode: of.rcode };
}

const plain = (record: Record): { name: string; type: string; ttl: number; data: unknown } => record as { name: string; type: string; ttl: number; data: unknown };
const questionType = (type: number): string => (typeName(type) === 'other' || typeName(type) === 'OPT' ? 'A' : typeName(type));
/** A name of the same length in bytes: escapes stand for one byte each. */
const plainName = (query: Query): string => query.name.replaceAll(/\\\d{3}/g, '_');

/** Bytes of the OPT record of our answers: no options, 1232 bytes as the DNS flag day of 2020 recommends. */
const optRecord = (extended: number, dnssecOk: boolean): Buffer => Buffer.from([0, 0, 41, 0x04, 0xd0, extended, 0, dnssecOk ? 0x80 : 0, 0, 0, 0]);

/**
 * The message for one client: its id and question, the flags it sent, EDNS if it speaks it, cut to what it can take.
 * @param limit bytes that fit, 65,535 over TCP
 */
export function finish(wire: Wire, query: Query, limit: number): Buffer {
  const opt = query.edns ? optRecord(wire.rcode >> 4, query.edns.dnssecOk) : undefined;
  const whole = wire.bytes.length + (opt?.length ?? 0);
  const cut = whole > limit;
  const body = cut ? wire.bytes.subarray(0, wire.questionEnd) : wire.bytes;
  const out = opt ? Buffer.concat([body, opt]) : Buffer.from(body);
  out.writeUInt16BE(query.id, 0);
  const own = out.readUInt16BE(2) & ~(FLAG.RD | FLAG.CD | FLAG.TC | 0xf);
  out.writeUInt16BE(own | FLAG.QR | (query.flags & (FLAG.RD | FLAG.CD)) | (cut ? FLAG.TC : 0) | (wire.rcode & 0xf), 2);
  if (wire.questionEnd === query.questionEnd) query.bytes.copy(out, 12, 12, query.questionEnd);
  if (cut) { out.writeUInt16BE(0, 6); out.writeUInt16BE(0, 8); out.writeUInt16BE(0, 10); }
  if (opt) out.writeUInt16BE(out.readUInt16BE(10) + 1, 10);
  return out;
}

/** An error without records, for queries that could not be read. */
export function failure(bytes: Buffer, rcode: Rcode, questionEnd: number): Buffer {
  const known = questionEnd > 12;
  const head = Buffer.from(bytes.subarray(0, known ? questionEnd : 12));
  head.writeUInt16BE(FLAG.QR | (head.readUInt16BE(2) & (0x7800 | FLAG.RD)) | (rcode & 0xf), 2);
  head.writeUInt16BE(known ? 1 : 0, 4);
  head.fill(0, 6, 12);
  if (rcode < 16) return head;
  head.writeUInt16BE(1, 10);
  return Buffer.concat([head, optRecord(rcode >> 4, false)]);
}

/** A query of our own. */
export function makeQuery(id: number, name: string, type: number, edns: { dnssecOk: boolean } | undefined): Buffer {
  const labels = name === '' ? [] : name.split('.');
  const parts = labels.map((text) => {
    const bytes = Buffer.from(text.replaceAll(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number(code))), 'latin1');
    return Buffer.concat([Buffer.from([bytes.length]), bytes]);
  });
  const head = Buffer.from([id >> 8, id & 0xff, 1, 0, 0, 1, 0, 0, 0, 0, 0, edns ? 1 : 0]);
  return Buffer.concat([head, ...parts, Buffer.from([0, type >> 8, type & 0xff, 0, CLASS_IN]), ...(edns ? [optRecord(0, edns.dnssecOk)] : [])]);
}
