import type { HeaderCompressor, SpdyHeaders } from './header-block.js';

/** Frames of SPDY/3.1 (draft-mbelshe-httpbis-spdy-00, section 2.2 and 2.6), as far as streams of the Kubernetes API use them. */
export type Frame = DataFrame | ControlFrame;

/** A piece of a data frame: long frames arrive as several, of which only the last carries `fin`. */
export interface DataFrame { readonly type: 'data'; readonly streamId: number; readonly data: Buffer; readonly fin: boolean }

export type ControlFrame =
  | { readonly type: 'syn-stream'; readonly streamId: number; readonly associatedTo: number; readonly priority: number; readonly headers: SpdyHeaders; readonly fin: boolean; readonly unidirectional: boolean }
  | { readonly type: 'syn-reply'; readonly streamId: number; readonly headers: SpdyHeaders; readonly fin: boolean }
  | { readonly type: 'headers'; readonly streamId: number; readonly headers: SpdyHeaders; readonly fin: boolean }
  | { readonly type: 'rst-stream'; readonly streamId: number; readonly status: number }
  | { readonly type: 'settings'; readonly values: ReadonlyMap<number, number> }
  | { readonly type: 'ping'; readonly id: number }
  | { readonly type: 'goaway'; readonly lastStreamId: number; readonly status: number }
  | { readonly type: 'window-update'; readonly streamId: number; readonly delta: number };

export const VERSION = 3;
export const FLAG_FIN = 0x01;
export const FLAG_UNIDIRECTIONAL = 0x02;
/** Stream ids and most other numbers have 31 bits; the highest bit is reserved. */
export const MASK_31 = 0x7fffffff;
/** Lengths have 24 bits. */
export const MAX_LENGTH = 0xffffff;

export const FRAME_TYPES = { 'syn-stream': 1, 'syn-reply': 2, 'rst-stream': 3, settings: 4, ping: 6, goaway: 7, headers: 8, 'window-update': 9 } as const;

/** Why a stream was reset (section 2.6.3). */
export const RESET = { protocolError: 1, invalidStream: 2, refusedStream: 3, cancel: 5, internalError: 6 } as const;
/** Why a connection ends (section 2.6.6). */
export const GOAWAY = { ok: 0, protocolError: 1, internalError: 2 } as const;

/** The eight bytes before the payload of a data frame. `length` is below 2^24. */
export function dataHeader(streamId: number, length: number, fin: boolean): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(streamId & MASK_31, 0);
  bytes.writeUInt32BE(length, 4);
  bytes[4] = fin ? FLAG_FIN : 0;
  return bytes;
}

/** A control frame as bytes. Frames with headers must be sent in the order in which they were encoded: the compressor remembers. */
export function encodeControl(frame: ControlFrame, compressor: HeaderCompressor): Buffer {
  switch (frame.type) {
    case 'syn-stream': {
      const fixed = words(frame.streamId & MASK_31, frame.associatedTo & MASK_31, 0);
      fixed[8] = (frame.priority & 7) << 5;
      return control(frame.type, (frame.fin ? FLAG_FIN : 0) | (frame.unidirectional ? FLAG_UNIDIRECTIONAL : 0), fixed.subarray(0, 10), compressor.compress(frame.headers));
    }
    case 'syn-reply':
    case 'headers': return control(frame.type, frame.fin ? FLAG_FIN : 0, words(frame.streamId & MASK_31), compressor.compress(frame.headers));
    case 'rst-stream': return control(frame.type, 0, words(frame.streamId & MASK_31, frame.status));
    case 'settings': return control(frame.type, 0, words(frame.values.size, ...[...frame.values].flatMap(([id, value]) => [id & MAX_LENGTH, value])));
    case 'ping': return control(frame.type, 0, words(frame.id));
    case 'goaway': return control(frame.type, 0, words(frame.lastStreamId & MASK_31, frame.status));
    case 'window-update': return control(frame.type, 0, words(frame.streamId & MASK_31, frame.delta & MASK_31));
  }
}

function control(type: keyof typeof FRAME_TYPES, flags: number, ...payload: Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(0x8000 | VERSION, 0);
  head.writeUInt16BE(FRAME_TYPES[type], 2);
  head.writeUInt32BE(payload.reduce((sum, part) => sum + part.length, 0), 4);
  head[4] = flags;
  return Buffer.concat([head, ...payload]);
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => bytes.writeUInt32BE(value >>> 0, i * 4));
  return bytes;
}
