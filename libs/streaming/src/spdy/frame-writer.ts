import type { Duplex } from 'node:stream';

type Done = (error?: Error | null) => void;

/** Writes frames to the transport; those who write data learn when the transport wants more. */
export class FrameWriter {
  #waiting: Done[] = [];

  constructor(private readonly transport: Duplex) {
    transport.on('drain', () => { for (const done of this.#waiting.splice(0)) done(); });
  }

  /** @param done called when more may be written; frames of control have none, and are few */
  write(parts: readonly Buffer[], done?: Done): void {
    if (this.transport.destroyed || this.transport.writableEnded) { done?.(new Error('the connection is closed')); return; }
    this.transport.cork();
    for (const part of parts) if (part.length) this.transport.write(part);
    this.transport.uncork();
    if (!done) return;
    if (this.transport.writableNeedDrain) this.#waiting.push(done);
    else done();
  }

  /** The transport is gone: nobody waits in vain. */
  fail(error: Error): void { for (const done of this.#waiting.splice(0)) done(error); }
}
