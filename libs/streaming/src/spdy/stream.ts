import { Duplex } from 'node:stream';
import type { SpdyHeaders } from './header-block.js';

/** What a stream asks of the connection that carries it. */
export interface StreamCarrier {
  send(stream: SpdyStream, chunk: Buffer, fin: boolean, done: (error?: Error | null) => void): void;
  /** The reader has caught up. */
  resume(stream: SpdyStream): void;
  /** The stream is over on this side; the peer is told if it does not know. */
  release(stream: SpdyStream): void;
}

/** Frames of one stream stay this short, so that streams of one connection take turns. */
const MAX_FRAME = 32 * 1024;

/**
 * One stream of a SPDY connection. `end()` closes this direction only; `destroy()` resets the stream.
 * An error of a stream whose listeners have gone is no reason to end the process: the connection listens, too.
 */
export class SpdyStream extends Duplex {
  /** The peer has sent its last byte. */
  remoteFinished = false;
  /** This side has sent its last byte. */
  localFinished = false;
  /** The peer reset the stream, or the connection is gone: there is nobody to tell of its end. */
  abandoned = false;

  constructor(readonly id: number, readonly headers: SpdyHeaders, private readonly carrier: StreamCarrier, replied: boolean) {
    super({ allowHalfOpen: true, readableHighWaterMark: 256 * 1024, writableHighWaterMark: 64 * 1024 });
    if (replied) this.#answer = 'accepted';
  }

  #answer: 'accepted' | Error | undefined;
  #waiting: ((answer: 'accepted' | Error) => void)[] = [];

  /** Resolves when the peer has accepted the stream. Rejects when it refuses, or the connection ends. */
  async accepted(): Promise<void> {
    const answer = this.#answer ?? (await new Promise<'accepted' | Error>((resolve) => this.#waiting.push(resolve)));
    if (answer !== 'accepted') throw answer;
  }

  /** For the connection: the peer has answered. Only the first answer counts. */
  reply(answer: 'accepted' | Error): void {
    this.#answer ??= answer;
    for (const settle of this.#waiting.splice(0)) settle(this.#answer);
  }

  /** For the connection: takes what has arrived. @returns false when the reader is behind */
  receive(chunk: Buffer, fin: boolean): boolean {
    if (this.remoteFinished || this.destroyed) return true;
    const ready = chunk.length ? this.push(chunk) : true;
    if (!fin) return ready;
    this.remoteFinished = true;
    this.push(null);
    return true;
  }

  override _read(): void { this.carrier.resume(this); }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const next = (from: number): void => {
      const piece = chunk.subarray(from, from + MAX_FRAME);
      const rest = from + piece.length;
      this.carrier.send(this, piece, false, rest < chunk.length ? (error) => (error ? done(error) : next(rest)) : done);
    };
    next(0);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.localFinished = true;
    this.carrier.send(this, Buffer.alloc(0), true, done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.carrier.release(this);
    this.reply(error ?? new Error(`SPDY stream ${this.id} was closed`));
    done(error);
  }
}
