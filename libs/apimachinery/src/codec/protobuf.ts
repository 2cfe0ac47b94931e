import protobuf from 'protobufjs/minimal.js';
import type { MessageType } from '../schema/types.js';
import { guarded, isEnveloped, decodeUnknown, encodeUnknown } from './unknown.js';
import { bodyReader } from './protobuf-read.js';
import { bodyWriter } from './protobuf-write.js';

export { decodeUnknown, encodeUnknown, isEnveloped, type Unknown } from './unknown.js';

/**
 * The protobuf form of an object, byte for byte what upstream writes: a kind in its envelope (`k8s\0` and `runtime.Unknown`),
 * any other message bare.
 */
export function encodeProtobuf<T>(type: MessageType<T>, object: T): Buffer {
  const raw = encodeMessage(type, object);
  if (!type.gvk) return raw;
  return encodeUnknown(object as { apiVersion?: string; kind?: string }, raw);
}

/** The bare message, without envelope even if it is a kind: its form inside of other messages. */
export function encodeMessage<T>(type: MessageType<T>, object: T): Buffer {
  const to = protobuf.Writer.create();
  bodyWriter(type)(to, object as Record<string, unknown>);
  const bytes = to.finish();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Reads a message, with or without envelope, into an object as decoding its JSON would give: fields in the schema's order, zero values of
 * `implicit` fields dropped. Unknown fields are skipped, as protobuf demands.
 *
 * @throws StatusError 400 when the bytes are broken or hold a value that JSON could not
 */
export function decodeProtobuf<T>(type: MessageType<T>, bytes: Uint8Array): T {
  if (!isEnveloped(bytes)) return decodeMessage(type, bytes);
  const { apiVersion, kind, raw } = decodeUnknown(bytes);
  const object = decodeMessage(type, raw);
  if (!type.gvk) return object;
  return { ...(kind ? { kind } : {}), ...(apiVersion ? { apiVersion } : {}), ...object };
}

/** @throws StatusError 400 */
export function decodeMessage<T>(type: MessageType<T>, bytes: Uint8Array): T {
  return guarded(() => {
    const from = protobuf.Reader.create(bytes);
    return bodyReader(type)(from, from.len, 0) as T;
  });
}
