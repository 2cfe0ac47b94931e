import { FLAG, TYPE, type Rcode } from './codes.js';
import { skipName } from './query.js';

/** A message ready to be sent, but for its id and question, with the places that change from one answer to the next. */
export interface Wire {
  readonly bytes: Buffer;
  readonly rcode: Rcode;
  readonly questionEnd: number;
  /** Where time-to-live values stand, for counting them down. */
  readonly ttls: readonly number[];
  /** Where the addresses of A and AAAA answers stand, for changing their order. */
  readonly addresses: { readonly length: 4 | 16; readonly at: readonly number[] };
  /** How many seconds the message may be kept: the smallest TTL, or for a negative answer what its SOA says (RFC 2308); 0 if it says nothing. */
  readonly keep: number;
  readonly answers: number;
}

/** Reads the layout of an answer and cuts off its EDNS record, which belongs to one hop only. `undefined` when it is malformed. */
export function readLayout(bytes: Buffer): Wire | undefined {
  if (bytes.length < 12) return undefined;
  const questionEnd = skipQuestion(bytes);
  if (questionEnd === undefined) return undefined;
  const [answers, authorities, additionals] = [6, 8, 10].map((at) => bytes.readUInt16BE(at)) as [number, number, number];
  const ttls: number[] = [];
  const places = { 4: [] as number[], 16: [] as number[] };
  let keep = Number.POSITIVE_INFINITY;
  let negative: number | undefined;
  let at = questionEnd;
  let opt: { start: number; end: number } | undefined;
  for (let n = 0; n < answers + authorities + additionals; n++) {
    const end = skipName(bytes, at);
    if (end === undefined || end + 10 > bytes.length) return undefined;
    const length = bytes.readUInt16BE(end + 8);
    if (end + 10 + length > bytes.length) return undefined;
    const type = bytes.readUInt16BE(end);
    if (type === TYPE.OPT) opt = { start: at, end: end + 10 + length };
    else {
      const ttl = bytes.readUInt32BE(end + 4);
      ttls.push(end + 4);
      keep = Math.min(keep, ttl);
      if (n < answers && type === TYPE.A && length === 4) places[4].push(end + 10);
      if (n < answers && type === TYPE.AAAA && length === 16) places[16].push(end + 10);
      if (n >= answers && type === TYPE.SOA && length >= 4) negative = Math.min(ttl, bytes.readUInt32BE(end + 10 + length - 4));
    }
    at = end + 10 + length;
  }
  const size = places[16].length > 1 ? 16 : 4;
  return {
    bytes: opt ? withoutOpt(bytes, opt, at) : bytes.subarray(0, at), questionEnd, ttls: opt ? ttls.map((place) => (place > opt.start ? place - (opt.end - opt.start) : place)) : ttls,
    rcode: bytes.readUInt16BE(2) & 0xf, answers, addresses: { length: size, at: opt && opt.end < at ? [] : places[size] },
    keep: answers > 0 ? (Number.isFinite(keep) ? keep : 0) : negative ?? 0,
  };
}

function skipQuestion(bytes: Buffer): number | undefined {
  let at: number | undefined = 12;
  for (let n = bytes.readUInt16BE(4); n > 0; n--) {
    at = skipName(bytes, at);
    if (at === undefined || at + 4 > bytes.length) return undefined;
    at += 4;
  }
  return at;
}

function withoutOpt(bytes: Buffer, opt: { start: number; end: number }, end: number): Buffer {
  const copy = Buffer.concat([bytes.subarray(0, opt.start), bytes.subarray(opt.end, end)]);
  copy.writeUInt16BE(copy.readUInt16BE(10) - 1, 10);
  return copy;
}

export const isTruncated = (bytes: Buffer): boolean => (bytes.readUInt16BE(2) & FLAG.TC) !== 0;

/** A copy whose TTLs are `seconds` smaller, never below 0. */
export function aged(wire: Wire, seconds: number): Wire {
  const bytes = Buffer.from(wire.bytes);
  if (seconds > 0) for (const at of wire.ttls) bytes.writeUInt32BE(Math.max(0, bytes.readUInt32BE(at) - seconds), at);
  return { ...wire, bytes };
}
