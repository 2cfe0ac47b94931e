import { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { Backpressure } from '../backpressure.js';
import { DEFAULT_TIMEOUTS, IdleTimer, type StreamingTimeouts } from '../timeouts.js';

/** How the byte streams of one WebSocket are told apart. */
export interface ChannelFraming {
  /** `binary`: one byte with the number of the channel, then the payload. `base64`: text, the number as a digit, then the payload in base64. */
  readonly encoding: 'binary' | 'base64';
  /** The message 255, n says that channel n carries no more data (`v5.channel.k8s.io`, KEP-4006). */
  readonly closeSignal: boolean;
}

export const CLOSE_SIGNAL = 255;
const ZERO = 0x30;
/** Messages stay this short, so that channels take turns and peers need no large buffers. */
const MAX_PAYLOAD = 32 * 1024;

export function encodeMessage(encoding: ChannelFraming['encoding'], channel: number, payload: Buffer): Buffer | string {
  return encoding === 'binary' ? Buffer.concat([Buffer.from([channel]), payload]) : String.fromCharCode(ZERO + channel) + payload.toString('base64');
}

/** `undefined` for a message without a channel. Characters that are not base64 are skipped. */
export function decodeMessage(encoding: ChannelFraming['encoding'], message: Buffer): { channel: number; payload: Buffer } | undefined {
  if (!message.length) return undefined;
  if (encoding === 'binary') return { channel: message[0]!, payload: message.subarray(1) };
  return message[0]! < ZERO ? undefined : { channel: message[0]! - ZERO, payload: Buffer.from(message.toString('latin1', 1), 'base64') };
}

/** One numbered byte stream. Its readable end comes with the close signal, if the protocol has one, or with the connection's end. */
export class ChannelStream extends Duplex {
  constructor(private readonly owner: ChannelSocket, readonly channel: number) { super({ readableHighWaterMark: 256 * 1024, writableHighWaterMark: 64 * 1024 }); }
  override _read(): void { this.owner.resume(this); }
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const next = (from: number): void => {
      const rest = from + MAX_PAYLOAD;
      this.owner.send(this.channel, chunk.subarray(from, rest), rest < chunk.length ? (error) => (error ? done(error) : next(rest)) : done);
    };
    next(0);
  }
}

/** A WebSocket that carries channels. A channel whose reader is behind stops reading from the whole connection. */
export class ChannelSocket {
  /** Resolves when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>;
  readonly #channels = new Map<number, ChannelStream>();
  readonly #ended = new WeakSet<ChannelStream>();
  readonly #backpressure: Backpressure<ChannelStream>;
  readonly #idle: IdleTimer;

  constructor(private readonly socket: WebSocket, private readonly framing: ChannelFraming, timeouts: Partial<StreamingTimeouts> = {}) {
    const { idle, probe } = { ...DEFAULT_TIMEOUTS, ...timeouts };
    this.#idle = new IdleTimer(idle, () => socket.terminate());
    // A pong that nobody asked for is as good to the peer as the answer to its ping (RFC 6455, section 5.5.3).
    this.#backpressure = new Backpressure({ pause: () => socket.pause(), resume: () => socket.resume(), probe: () => socket.pong() }, probe);
    // A malformed frame is an error event, and the end of the connection; there is nothing more to do about it.
    socket.on('error', () => undefined);
    socket.on('message', (data) => this.#received(data));
    this.closed = new Promise((resolve) => {
      const over = (): void => { this.#over(); resolve(); };
      if (socket.readyState === socket.CLOSED) over();
      else socket.once('close', over);
    });
  }

  /** The stream with this number. Channels that nobody asked for are ignored. */
  channel(channel: number): ChannelStream {
    const known = this.#channels.get(channel);
    if (known) return known;
    const stream = new ChannelStream(this, channel);
    stream.on('error', () => undefined);
    this.#channels.set(channel, stream);
    return stream;
  }

  send(channel: number, payload: Buffer, done: (error?: Error | null) => void = () => undefined): void {
    this.#idle.touch();
    this.socket.send(encodeMessage(this.framing.encoding, channel, payload), { binary: this.framing.encoding === 'binary' }, (error) => done(error));
  }

  /** Tells the peer that a channel carries no more; without the close signal there is no way to say so. */
  sendClose(channel: number): void {
    if (this.framing.closeSignal) this.socket.send(Buffer.from([CLOSE_SIGNAL, channel]), { binary: true }, () => undefined);
  }

  /** Says goodbye and waits for the peer to answer; what it still sends is dropped. */
  close(): Promise<void> {
    for (const stream of this.#channels.values()) stream.resume();
    this.socket.close(1000);
    return this.closed;
  }

  destroy(): void { this.socket.terminate(); }

  resume(stream: ChannelStream): void { this.#backpressure.release(stream); }

  #received(data: RawData): void {
    this.#idle.touch();
    const message = decodeMessage(this.framing.encoding, asBuffer(data));
    if (!message) return;
    if (message.channel === CLOSE_SIGNAL && this.framing.closeSignal) { this.#end(this.#channels.get(message.payload[0] ?? -1)); return; }
    const stream = this.#channels.get(message.channel);
    if (!stream || stream.destroyed || this.#ended.has(stream) || !message.payload.length) return;
    if (!stream.push(message.payload)) this.#backpressure.hold(stream);
  }

  #end(stream: ChannelStream | undefined): void {
    if (!stream || stream.destroyed || this.#ended.has(stream)) return;
    this.#ended.add(stream);
    stream.push(null);
  }

  #over(): void {
    this.#idle.stop();
    this.#backpressure.stop();
    for (const stream of this.#channels.values()) this.#end(stream);
  }
}

const asBuffer = (data: RawData): Buffer => (Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data));
