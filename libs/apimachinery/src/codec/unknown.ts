import protobuf from 'protobufjs/minimal.js';
import { badRequest } from '../errors/status.js';

/** The four bytes in front of every protobuf object that travels on its own. */
const MAGIC = Buffer.from('k8s\0', 'latin1');

/** An encoded object together with what it is; `runtime.Unknown` on the wire. */
export interface Unknown {
  readonly apiVersion: string;
  readonly kind: string;
  /** The message, without envelope. */
  readonly raw: Uint8Array;
  readonly contentEncoding: string;
  readonly contentType: string;
}

const field = (number: number): number => (number << 3) | 2;

/** Wraps an encoded message into the envelope that says what it is. */
export function encodeUnknown(typeMeta: { apiVersion?: string | undefined; kind?: string | undefined }, raw: Uint8Array): Buffer {
  const to = protobuf.Writer.create();
  to.uint32(field(1)).fork().uint32(field(1)).string(typeMeta.apiVersion ?? '').uint32(field(2)).string(typeMeta.kind ?? '').ldelim();
  to.uint32(field(2)).bytes(raw).uint32(field(3)).string('').uint32(field(4)).string('');
  return Buffer.concat([MAGIC, to.finish()]);
}

/** Whether bytes start as an enveloped protobuf object does. */
export const isEnveloped = (bytes: Uint8Array): boolean => bytes.length >= 4 && MAGIC.equals(bytes.subarray(0, 4));

/** @throws StatusError 400 when the envelope is missing or broken */
export function decodeUnknown(bytes: Uint8Array): Unknown {
  if (!isEnveloped(bytes)) throw badRequest('provided data does not appear to be a protobuf message: it has to start with "k8s" and a zero byte');
  return guarded(() => {
    const from = protobuf.Reader.create(bytes.subarray(4));
    const out = { apiVersion: '', kind: '', raw: new Uint8Array(0) as Uint8Array, contentEncoding: '', contentType: '' };
    while (from.pos < from.len) {
      const tag = from.uint32();
      if (tag === field(1)) {
        const length = from.uint32();
        for (const end = from.pos + length; from.pos < end;) {
          const inner = from.uint32();
          if (inner === field(1)) out.apiVersion = from.string();
          else if (inner === field(2)) out.kind = from.string();
          else from.skipType(inner & 7);
        }
      } else if (tag === field(2)) out.raw = from.bytes();
      else if (tag === field(3)) out.contentEncoding = from.string();
      else if (tag === field(4)) out.contentType = from.string();
      else from.skipType(tag & 7);
    }
    return out;
  });
}

/** Turns what the wire reader throws at broken bytes into an answer for the client. */
export function guarded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && error.name === 'StatusError') throw error;
    throw badRequest(`protobuf message is broken: ${error instanceof Error ? error.message : String(error)}`);
  }
}
