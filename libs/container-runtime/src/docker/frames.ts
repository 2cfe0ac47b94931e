/** A piece of a frame's payload; `last` when it completes the frame. */
export interface FramePiece { readonly stream: 'stdout' | 'stderr'; readonly bytes: Buffer; readonly last: boolean }

const headerBytes = 8;

/**
 * Splits the engine's multiplexed stream: frames of one byte stream number (0, 1: stdout, 2: stderr), three zero bytes, a big-endian length and the payload.
 * Payload is passed on as it arrives, so that an interactive stream is never held back. TTY streams are raw and must not come here.
 */
export class FrameSplitter {
  private readonly header = Buffer.alloc(headerBytes);
  private headerFilled = 0;
  private remaining = 0;

  *push(chunk: Buffer): Generator<FramePiece> {
    let at = 0;
    while (at < chunk.length) {
      if (this.headerFilled < headerBytes) {
        const copied = chunk.copy(this.header, this.headerFilled, at);
        this.headerFilled += copied;
        at += copied;
        if (this.headerFilled < headerBytes) return;
        this.remaining = this.header.readUInt32BE(4);
        if (this.remaining === 0) this.headerFilled = 0;
        continue;
      }
      const bytes = chunk.subarray(at, at + this.remaining);
      at += bytes.length;
      this.remaining -= bytes.length;
      const last = this.remaining === 0;
      if (last) this.headerFilled = 0;
      yield { stream: this.header[0] === 2 ? 'stderr' : 'stdout', bytes, last };
    }
  }
}
