import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { HEADER_DICTIONARY, HEADER_DICTIONARY_ID } from './dictionary.js';
import { SpdyProtocolError } from './errors.js';

/** Headers of a stream: lower-case name to value. A name given several times has its values joined by `, `. */
export type SpdyHeaders = ReadonlyMap<string, string>;

/** Deflate refers back at most this many bytes. */
const WINDOW = 32 * 1024;
/** Refuses header blocks that inflate beyond this many bytes: a few hundred are usual. */
const MAX_HEADER_BYTES = 256 * 1024;
/** Zlib header: deflate with a 32 KiB window, preset dictionary, then the dictionary's id. */
const ZLIB_HEADER = Buffer.from([0x78, 0xbb, 0, 0, 0, 0]);
ZLIB_HEADER.writeUInt32BE(HEADER_DICTIONARY_ID, 2);

const slide = (window: Buffer, text: Buffer): Buffer => Buffer.concat([window, text]).subarray(-WINDOW);

/**
 * All header blocks of one direction are one zlib stream, flushed to a byte boundary after each block. So a block can be handled by itself,
 * and synchronously, when the text before it serves as its dictionary: no compressor has to live as long as the connection.
 */
export class HeaderCompressor {
  #window = HEADER_DICTIONARY;
  #started = false;

  compress(headers: SpdyHeaders): Buffer {
    const text = encodeHeaders(headers);
    const block = deflateRawSync(text, { dictionary: this.#window, finishFlush: constants.Z_SYNC_FLUSH });
    this.#window = slide(this.#window, text);
    if (this.#started) return block;
    this.#started = true;
    return Buffer.concat([ZLIB_HEADER, block]);
  }
}

/** The other direction. Throws {@link SpdyProtocolError} for blocks that are not what a compressor makes; the connection is then unusable. */
export class HeaderDecompressor {
  #window = HEADER_DICTIONARY;
  #started = false;

  decompress(block: Buffer): SpdyHeaders {
    let body = block;
    if (!this.#started) {
      body = this.#skipZlibHeader(block);
      this.#started = true;
    }
    let text: Buffer;
    try {
      text = inflateRawSync(body, { dictionary: this.#window, finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: MAX_HEADER_BYTES });
    } catch (error) {
      throw new SpdyProtocolError(`the header block of ${block.length} bytes does not inflate: ${(error as Error).message}`);
    }
    this.#window = slide(this.#window, text);
    return decodeHeaders(text);
  }

  #skipZlibHeader(block: Buffer): Buffer {
    if (block.length < 2 || (block[0]! & 0x0f) !== 8 || block.readUInt16BE(0) % 31 !== 0) throw new SpdyProtocolError('the first header block does not start a zlib stream');
    if (!(block[1]! & 0x20)) { this.#window = Buffer.alloc(0); return block.subarray(2); }
    if (block.length < 6 || block.readUInt32BE(2) !== HEADER_DICTIONARY_ID) throw new SpdyProtocolError('the header blocks were compressed with another dictionary than that of SPDY/3');
    return block.subarray(6);
  }
}

/** Count, then name and value of each header, every one with its length before it, as 32-bit big-endian numbers. */
export function encodeHeaders(headers: SpdyHeaders): Buffer {
  const parts: Buffer[] = [uint32(headers.size)];
  for (const [name, value] of headers) {
    for (const text of [name.toLowerCase(), value]) {
      const bytes = Buffer.from(text);
      parts.push(uint32(bytes.length), bytes);
    }
  }
  return Buffer.concat(parts);
}

export function decodeHeaders(text: Buffer): SpdyHeaders {
  let at = 0;
  const take = (length: number): Buffer => {
    if (at + length > text.length) throw new SpdyProtocolError(`the header block ends after ${text.length} bytes, in the middle of a header`);
    at += length;
    return text.subarray(at - length, at);
  };
  const headers = new Map<string, string>();
  for (let left = take(4).readUInt32BE(); left > 0; left--) {
    const name = take(take(4).readUInt32BE()).toString().toLowerCase();
    // Several values of one name are separated by NUL.
    headers.set(name, take(take(4).readUInt32BE()).toString().replaceAll('\0', ', '));
  }
  return headers;
}

const uint32 = (value: number): Buffer => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(value); return bytes; };
