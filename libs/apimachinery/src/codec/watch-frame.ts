import protobuf from 'protobufjs/minimal.js';
import { guarded } from './unknown.js';

/** An event of a protobuf watch stream; `object` is an enveloped object, see `encodeProtobuf`. */
export interface ProtobufWatchEvent { readonly type: string; readonly object: Uint8Array }

const TYPE = (1 << 3) | 2;
const OBJECT = (2 << 3) | 2;
const RAW = (1 << 3) | 2;

/**
 * A frame of a stream of type `application/vnd.kubernetes.protobuf;stream=watch`: the length in four bytes, big-endian, then a bare
 * `WatchEvent {type = 1, object = 2 {raw = 1}}`.
 */
export function encodeWatchEventFrame(type: string, object: Uint8Array): Buffer {
  const event = protobuf.Writer.create().uint32(TYPE).string(type).uint32(OBJECT).fork().uint32(RAW).bytes(object).ldelim().finish();
  const frame = Buffer.allocUnsafe(4 + event.length);
  frame.writeUInt32BE(event.length, 0);
  frame.set(event, 4);
  return frame;
}

/** Reads the event of a frame, without its length. @throws StatusError 400 when it is broken */
export function decodeWatchEvent(event: Uint8Array): ProtobufWatchEvent {
  return guarded(() => {
    const from = protobuf.Reader.create(event);
    const out = { type: '', object: new Uint8Array(0) as Uint8Array };
    while (from.pos < from.len) {
      const tag = from.uint32();
      if (tag === TYPE) out.type = from.string();
      else if (tag === OBJECT) {
        const length = from.uint32();
        for (const end = from.pos + length; from.pos < end;) {
          const inner = from.uint32();
          if (inner === RAW) out.object = from.bytes();
          else from.skipType(inner & 7);
        }
      } else from.skipType(tag & 7);
    }
    return out;
  });
}

/**
 * Takes whole frames off the front of received bytes.
 * @param greatest length in bytes that a single event may have
 * @throws RangeError when a frame announces more than that
 */
export function splitFrames(received: Buffer, greatest = 64 * 1024 * 1024): { events: Buffer[]; rest: Buffer } {
  const events: Buffer[] = [];
  let at = 0;
  while (received.length - at >= 4) {
    const length = received.readUInt32BE(at);
    if (length > greatest) throw new RangeError(`a watch event of ${length} bytes is announced; at most ${greatest} are accepted`);
    if (received.length - at - 4 < length) break;
    events.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return { events, rest: received.subarray(at) };
}
