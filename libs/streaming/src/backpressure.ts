interface Source { pause(): void; resume(): void; /** A sign of life to the peer that needs no answer. */ probe(): void }

/**
 * Stops reading from a connection that many streams share while any of them has a reader that is behind.
 * Meanwhile the peer's own pings stay unread, so it is sent a sign of life now and then; that also shows when it is gone.
 */
export class Backpressure<Stream> {
  readonly #behind = new Set<Stream>();
  #probe: NodeJS.Timeout | undefined;

  constructor(private readonly source: Source, private readonly probeMs: number) {}

  hold(stream: Stream): void {
    this.#behind.add(stream);
    this.source.pause();
    this.#probe ??= setInterval(() => this.source.probe(), this.probeMs).unref();
  }

  /** The reader of this stream has caught up, or gone. */
  release(stream: Stream): void {
    if (!this.#behind.delete(stream) || this.#behind.size) return;
    this.stop();
    this.source.resume();
  }

  /** For when the connection is over. */
  stop(): void {
    clearInterval(this.#probe);
    this.#probe = undefined;
    this.#behind.clear();
  }
}
