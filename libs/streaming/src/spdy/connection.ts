import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import { Backpressure } from '../backpressure.js';
import { DEFAULT_TIMEOUTS, IdleTimer, type StreamingTimeouts } from '../timeouts.js';
import { SpdyConnectionClosedError, SpdyStreamResetError } from './errors.js';
import { dataHeader, encodeControl, GOAWAY, MASK_31, RESET, type ControlFrame, type Frame } from './frame.js';
import { FrameReader } from './frame-reader.js';
import { HeaderCompressor, type SpdyHeaders } from './header-block.js';
import { SpdyStream, type StreamCarrier } from './stream.js';
import { FrameWriter } from './frame-writer.js';

export interface SpdyOptions {
  readonly role: 'server' | 'client';
  /** Bytes that arrived together with the end of the handshake. */
  readonly head?: Buffer;
  /** Decides on each stream that the peer opens, before it is answered. Throws to refuse it. */
  readonly accept?: (stream: SpdyStream) => void;
  readonly timeouts?: Partial<StreamingTimeouts>;
}

interface SpdyEvents {
  /** The peer opened a stream, and it was accepted. */
  stream: [SpdyStream];
  goaway: [];
  close: [];
}

/**
 * SPDY/3.1 over any byte stream, with streams that either side opens. Flow control is the transport's: the peers that matter (all of Go's
 * Kubernetes clients) neither send nor heed window updates, so none are sent and those that come are ignored. A stream whose reader is behind
 * stops reading from the whole connection. Nothing the peer sends throws: a breach of protocol ends the connection.
 */
export class SpdyConnection extends EventEmitter<SpdyEvents> {
  /** Resolves when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>;
  readonly #reader = new FrameReader();
  readonly #compressor = new HeaderCompressor();
  readonly #writer: FrameWriter;
  readonly #streams = new Map<number, SpdyStream>();
  readonly #backpressure: Backpressure<SpdyStream>;
  readonly #timeouts: StreamingTimeouts;
  readonly #idle: IdleTimer;
  readonly #carrier: StreamCarrier;
  readonly #pings = new Map<number, () => void>();
  readonly #arrived: Buffer[] = [];
  #reading = false;
  #nextStreamId: number;
  #nextPing: number;
  #lastPeerStreamId = 0;
  #goneAway = false;
  #isClosed = false;
  #linger: NodeJS.Timeout | undefined;

  constructor(private readonly transport: Duplex, private readonly options: SpdyOptions) {
    super();
    this.#timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
    this.#nextStreamId = options.role === 'client' ? 1 : 2;
    this.#nextPing = this.#nextStreamId;
    this.#idle = new IdleTimer(this.#timeouts.idle, () => this.destroy('nothing was sent for too long'));
    this.#writer = new FrameWriter(transport);
    this.#backpressure = new Backpressure({ pause: () => transport.pause(), resume: () => transport.resume(), probe: () => void this.ping() }, this.#timeouts.probe);
    this.#carrier = { send: this.#send.bind(this), resume: (stream) => this.#backpressure.release(stream), release: this.#release.bind(this) };
    this.closed = new Promise((resolve) => { this.once('close', () => resolve()); });
    transport.on('error', () => this.destroy());
    transport.on('close', () => this.destroy());
    transport.on('end', () => this.#ended());
    if (transport.destroyed) { queueMicrotask(() => this.destroy()); return; }
    // Frames wait for the listeners that the maker of this connection is about to add.
    queueMicrotask(() => {
      if (options.head?.length) this.#receive(options.head);
      transport.on('data', (chunk: Buffer) => this.#receive(chunk));
    });
  }

  /** Opens a stream. It may be written at once; {@link SpdyStream.accepted} tells whether the peer took it. */
  open(headers: SpdyHeaders): SpdyStream {
    const stream = this.#track(new SpdyStream(this.#nextStreamId, headers, this.#carrier, false));
    this.#nextStreamId += 2;
    if (this.#isClosed || this.#goneAway) stream.destroy(new SpdyConnectionClosedError());
    else this.#control({ type: 'syn-stream', streamId: stream.id, associatedTo: 0, priority: 0, headers, fin: false, unidirectional: false });
    return stream;
  }

  /** Resolves when the peer answers; also when the connection ends first. */
  ping(): Promise<void> {
    const id = this.#nextPing;
    this.#nextPing = (this.#nextPing + 2) & MASK_31;
    return new Promise((resolve) => {
      if (this.#isClosed) return resolve();
      this.#pings.set(id, resolve);
      this.#control({ type: 'ping', id });
    });
  }

  /** Says goodbye, reads and drops what still comes, and waits for the peer to hang up; hangs up itself when that takes too long. */
  close(): Promise<void> {
    if (!this.#isClosed && !this.#linger) {
      this.#goAway(GOAWAY.ok);
      this.#linger = setTimeout(() => this.destroy(), this.#timeouts.linger).unref();
      for (const stream of this.#streams.values()) stream.resume();
    }
    return this.closed;
  }

  /** Says goodbye and hangs up as soon as what was written is out. */
  hangUp(): Promise<void> {
    if (!this.#isClosed) {
      this.#goAway(GOAWAY.ok);
      this.transport.end(() => this.destroy());
      this.#linger ??= setTimeout(() => this.destroy(), this.#timeouts.linger).unref();
    }
    return this.closed;
  }

  /** Ends everything at once. @param reason what the streams' errors say */
  destroy(reason?: string): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#idle.stop();
    this.#backpressure.stop();
    clearTimeout(this.#linger);
    const error = new SpdyConnectionClosedError(reason);
    this.#writer.fail(error);
    for (const stream of [...this.#streams.values()]) {
      stream.abandoned = true;
      stream.destroy(error);
    }
    this.#streams.clear();
    for (const settle of this.#pings.values()) settle();
    this.transport.destroy();
    this.emit('close');
  }

  /** In-memory transports may deliver an answer while the question is still being written: chunks take their turn. */
  #receive(chunk: Buffer): void {
    this.#arrived.push(chunk);
    if (this.#reading) return;
    this.#reading = true;
    try {
      for (let next = this.#arrived.shift(); next; next = this.#arrived.shift()) this.#read(next);
    } catch (error) {
      this.#goAway(GOAWAY.protocolError);
      this.destroy((error as Error).message);
    } finally {
      this.#reading = false;
    }
  }

  #read(chunk: Buffer): void {
    for (const frame of this.#reader.push(chunk)) {
      if (this.#isClosed) return;
      this.#handle(frame);
    }
  }

  #handle(frame: Frame): void {
    switch (frame.type) {
      case 'data': return this.#handleData(this.#streams.get(frame.streamId), frame.data, frame.fin);
      case 'syn-stream': return this.#opened(frame);
      case 'syn-reply':
      case 'headers': {
        const stream = this.#streams.get(frame.streamId);
        stream?.reply('accepted');
        if (frame.fin) this.#handleData(stream, Buffer.alloc(0), true);
        return;
      }
      case 'rst-stream': {
        const stream = this.#streams.get(frame.streamId);
        if (!stream) return;
        stream.abandoned = true;
        stream.destroy(new SpdyStreamResetError(frame.streamId, frame.status));
        return;
      }
      case 'ping': {
        const ours = (frame.id & 1) === (this.options.role === 'client' ? 1 : 0);
        if (!ours) return this.#control(frame);
        this.#pings.get(frame.id)?.();
        this.#pings.delete(frame.id);
        return;
      }
      case 'goaway':
        this.#goneAway = true;
        this.emit('goaway');
        return;
      case 'settings':
      case 'window-update':
    }
  }

  #handleData(stream: SpdyStream | undefined, data: Buffer, fin: boolean): void {
    this.#idle.touch();
    if (stream && !stream.receive(data, fin)) this.#backpressure.hold(stream);
  }

  #opened(frame: ControlFrame & { type: 'syn-stream' }): void {
    // Go's clients give out ids and send the frames under different locks, so ids may come out of order.
    const fitting = (frame.streamId & 1) === (this.options.role === 'client' ? 0 : 1);
    if (!fitting || this.#streams.has(frame.streamId)) return this.#control({ type: 'rst-stream', streamId: frame.streamId, status: RESET.protocolError });
    this.#lastPeerStreamId = Math.max(this.#lastPeerStreamId, frame.streamId);
    if (this.#goneAway) return this.#control({ type: 'rst-stream', streamId: frame.streamId, status: RESET.refusedStream });
    const stream = this.#track(new SpdyStream(frame.streamId, frame.headers, this.#carrier, true));
    try {
      this.options.accept?.(stream);
    } catch {
      stream.abandoned = true;
      stream.destroy();
      return this.#control({ type: 'rst-stream', streamId: frame.streamId, status: RESET.refusedStream });
    }
    this.#control({ type: 'syn-reply', streamId: frame.streamId, headers: new Map(), fin: false });
    if (frame.fin) stream.receive(Buffer.alloc(0), true);
    this.emit('stream', stream);
  }

  #track(stream: SpdyStream): SpdyStream {
    stream.on('error', () => undefined);
    this.#streams.set(stream.id, stream);
    return stream;
  }

  #send(stream: SpdyStream, chunk: Buffer, fin: boolean, done: (error?: Error | null) => void): void {
    if (this.#isClosed || stream.abandoned) return done(new SpdyConnectionClosedError());
    this.#idle.touch();
    this.#writer.write([dataHeader(stream.id, chunk.length, fin), chunk], done);
  }

  #release(stream: SpdyStream): void {
    this.#backpressure.release(stream);
    if (!this.#streams.delete(stream.id) || this.#isClosed || stream.abandoned) return;
    if (!(stream.remoteFinished && stream.localFinished)) this.#control({ type: 'rst-stream', streamId: stream.id, status: RESET.cancel });
  }

  #goAway(status: number): void {
    if (!this.#goneAway) this.#control({ type: 'goaway', lastStreamId: this.#lastPeerStreamId, status });
    this.#goneAway = true;
  }

  #control(frame: ControlFrame): void {
    if (!this.#isClosed) this.#writer.write([encodeControl(frame, this.#compressor)]);
  }

  /** The peer hung up. What was read from it is still good; whatever is half done is not. */
  #ended(): void {
    this.transport.end();
    this.destroy('the peer hung up');
  }
}
