import { SpdyProtocolError } from './errors.js';
import { FLAG_FIN, FLAG_UNIDIRECTIONAL, FRAME_TYPES, MASK_31, MAX_LENGTH, VERSION, type Frame } from './frame.js';
import { HeaderDecompressor } from './header-block.js';

/** Refuses control frames above this many bytes: they are held whole, and no honest one comes near. */
const MAX_CONTROL_LENGTH = 64 * 1024;
const EMPTY = Buffer.alloc(0);

/** Cuts a byte stream into frames. Data is handed on as it arrives, so memory does not grow with the length that a frame claims. */
export class FrameReader {
  #held: Buffer = EMPTY;
  #data: { readonly streamId: number; left: number; readonly fin: boolean } | undefined;
  readonly #headers = new HeaderDecompressor();

  /** Frames that are complete with this chunk. Throws {@link SpdyProtocolError}; nothing after that makes sense any more. */
  *push(chunk: Buffer): Generator<Frame> {
    let rest = this.#held.length ? Buffer.concat([this.#held, chunk]) : chunk;
    this.#held = EMPTY;
    for (;;) {
      if (this.#data) {
        if (!rest.length) return;
        const { streamId, left, fin } = this.#data;
        const data = rest.subarray(0, left);
        rest = rest.subarray(data.length);
        this.#data.left -= data.length;
        const last = data.length === left;
        if (last) this.#data = undefined;
        yield { type: 'data', streamId, data, fin: fin && last };
        continue;
      }
      if (rest.length < 8) break;
      const length = rest.readUInt32BE(4) & MAX_LENGTH;
      if (!(rest[0]! & 0x80)) {
        const streamId = rest.readUInt32BE(0) & MASK_31;
        const fin = (rest[4]! & FLAG_FIN) !== 0;
        rest = rest.subarray(8);
        if (length) this.#data = { streamId, left: length, fin };
        else yield { type: 'data', streamId, data: EMPTY, fin };
        continue;
      }
      const version = rest.readUInt16BE(0) & 0x7fff;
      if (version !== VERSION) throw new SpdyProtocolError(`the peer speaks version ${version} of SPDY; only version ${VERSION} is spoken here`);
      if (length > MAX_CONTROL_LENGTH) throw new SpdyProtocolError(`a control frame of ${length} bytes is longer than the ${MAX_CONTROL_LENGTH} that are accepted`);
      if (rest.length < 8 + length) break;
      const frame = this.#control(rest.readUInt16BE(2), rest[4]!, rest.subarray(8, 8 + length));
      rest = rest.subarray(8 + length);
      if (frame) yield frame;
    }
    this.#held = rest;
  }

  /** Types that are not known are skipped, as the draft demands. */
  #control(type: number, flags: number, payload: Buffer): Frame | undefined {
    const word = (index: number): number => {
      if (payload.length < index * 4 + 4) throw new SpdyProtocolError(`a control frame of type ${type} is too short: ${payload.length} bytes`);
      return payload.readUInt32BE(index * 4);
    };
    const fin = (flags & FLAG_FIN) !== 0;
    switch (type) {
      case FRAME_TYPES['syn-stream']: {
        const streamId = word(0) & MASK_31;
        const associatedTo = word(1) & MASK_31;
        if (payload.length < 10) throw new SpdyProtocolError(`a SYN_STREAM frame is too short: ${payload.length} bytes`);
        return { type: 'syn-stream', streamId, associatedTo, priority: payload[8]! >> 5, headers: this.#headers.decompress(payload.subarray(10)), fin, unidirectional: (flags & FLAG_UNIDIRECTIONAL) !== 0 };
      }
      case FRAME_TYPES['syn-reply']: return { type: 'syn-reply', streamId: word(0) & MASK_31, headers: this.#headers.decompress(payload.subarray(4)), fin };
      case FRAME_TYPES.headers: return { type: 'headers', streamId: word(0) & MASK_31, headers: this.#headers.decompress(payload.subarray(4)), fin };
      case FRAME_TYPES['rst-stream']: return { type: 'rst-stream', streamId: word(0) & MASK_31, status: word(1) };
      case FRAME_TYPES.settings: {
        const values = new Map<number, number>();
        const count = word(0);
        if (count * 8 + 4 > payload.length) throw new SpdyProtocolError(`a SETTINGS frame of ${payload.length} bytes cannot hold ${count} settings`);
        for (let i = 0; i < count; i++) values.set(word(1 + i * 2) & MAX_LENGTH, word(2 + i * 2));
        return { type: 'settings', values };
      }
      case FRAME_TYPES.ping: return { type: 'ping', id: word(0) };
      case FRAME_TYPES.goaway: return { type: 'goaway', lastStreamId: word(0) & MASK_31, status: word(1) };
      case FRAME_TYPES['window-update']: return { type: 'window-update', streamId: word(0) & MASK_31, delta: word(1) & MASK_31 };
      default: return undefined;
    }
  }
}
