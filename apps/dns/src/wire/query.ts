import { FLAG, RCODE, TYPE, type Rcode } from './codes.js';

/** A query as it was received. */
export interface Query {
  readonly bytes: Buffer;
  readonly id: number;
  readonly flags: number;
  /** Lower case, without the final dot; empty for the root. Bytes that are no letters of host names are escaped as `\ddd`. */
  readonly name: string;
  readonly type: number;
  readonly class: number;
  /** Where the question ends; bytes 12 to here are repeated in the answer, in the client's own letter case. */
  readonly questionEnd: number;
  /** Present when the client speaks EDNS(0), RFC 6891. */
  readonly edns: { readonly size: number; readonly dnssecOk: boolean } | undefined;
}

/** A query that is answered with an error, or, without `rcode`, not at all. */
export interface BadQuery { readonly rcode: Rcode | undefined; readonly questionEnd: number }

export const isBad = (query: Query | BadQuery): query is BadQuery => !('name' in query);

const bad = (rcode: Rcode | undefined, questionEnd = 12): BadQuery => ({ rcode, questionEnd });

/** Reads a query without trusting a byte of it. */
export function parseQuery(bytes: Buffer): Query | BadQuery {
  if (bytes.length < 12) return bad(undefined);
  const flags = bytes.readUInt16BE(2);
  // An answer to an answer could go back and forth forever.
  if (flags & FLAG.QR) return bad(undefined);
  if ((flags >> 11) & 0xf) return bad(RCODE.NOTIMP);
  if (bytes.readUInt16BE(4) !== 1) return bad(RCODE.FORMERR);
  const name = readName(bytes, 12);
  if (!name || name.end + 4 > bytes.length) return bad(RCODE.FORMERR);
  const questionEnd = name.end + 4;
  const records = bytes.readUInt16BE(6) + bytes.readUInt16BE(8) + bytes.readUInt16BE(10);
  const edns = records === 0 ? undefined : findEdns(bytes, questionEnd, records);
  if (edns === 'malformed') return bad(RCODE.FORMERR, questionEnd);
  if (edns && edns.version !== 0) return bad(RCODE.BADVERS, questionEnd);
  return {
    bytes, id: bytes.readUInt16BE(0), flags, name: name.text, type: bytes.readUInt16BE(name.end), class: bytes.readUInt16BE(name.end + 2), questionEnd,
    edns: edns && { size: edns.size, dnssecOk: edns.dnssecOk },
  };
}

/** A name without compression, as questions have to be. */
function readName(bytes: Buffer, start: number): { text: string; end: number } | undefined {
  let at = start;
  let text = '';
  for (;;) {
    const length = bytes[at];
    if (length === undefined || length > 63 || at - start + length + 1 > 255) return undefined;
    if (length === 0) return { text, end: at + 1 };
    if (at + 1 + length >= bytes.length) return undefined;
    if (text !== '') text += '.';
    text += label(bytes, at + 1, at + 1 + length);
    at += length + 1;
  }
}

function label(bytes: Buffer, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte >= 0x41 && byte <= 0x5a) text += String.fromCharCode(byte + 32);
    else if (byte > 0x20 && byte < 0x7f && byte !== 0x2e && byte !== 0x5c) text += String.fromCharCode(byte);
    else text += `\\${`${byte}`.padStart(3, '0')}`;
  }
  return text;
}

type Edns = { size: number; version: number; dnssecOk: boolean };

function findEdns(bytes: Buffer, start: number, count: number): Edns | 'malformed' | undefined {
  let at = start;
  let found: Edns | undefined;
  for (let n = 0; n < count; n++) {
    const end = skipName(bytes, at);
    if (end === undefined || end + 10 > bytes.length) return 'malformed';
    const next = end + 10 + bytes.readUInt16BE(end + 8);
    if (next > bytes.length) return 'malformed';
    if (bytes.readUInt16BE(end) === TYPE.OPT) {
      if (found || end !== at + 1) return 'malformed';
      found = { size: bytes.readUInt16BE(end + 2), version: bytes[end + 5]!, dnssecOk: (bytes[end + 6]! & 0x80) !== 0 };
    }
    at = next;
  }
  return found;
}

/** Position after a name, which may end in a compression pointer; `undefined` when it runs out of the message. */
export function skipName(bytes: Buffer, start: number): number | undefined {
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return undefined;
    if (length === 0) return at + 1;
    if (length >= 0xc0) return at + 2 <= bytes.length ? at + 2 : undefined;
    if (length > 63) return undefined;
    at += length + 1;
  }
}
