import type { RuntimeEvent } from '../runtime.js';

/** Hands events to every reader of `events()`, each with its own queue, from the moment of the call. */
export class Subscribers {
  private readonly readers = new Set<(event: RuntimeEvent) => void>();
  private readonly closers = new Set<() => void>();

  emit(event: RuntimeEvent): void { for (const put of this.readers) put(event); }

  subscribe(signal: AbortSignal): AsyncIterable<RuntimeEvent> {
    const queue: RuntimeEvent[] = [];
    let wake: (() => void) | undefined;
    let over = signal.aborted;
    const put = (event: RuntimeEvent): void => { queue.push(event); wake?.(); };
    const stop = (): void => { over = true; this.readers.delete(put); this.closers.delete(stop); signal.removeEventListener('abort', stop); wake?.(); };
    if (!over) { this.readers.add(put); this.closers.add(stop); signal.addEventListener('abort', stop); }
    return (async function* () {
      try {
        for (;;) {
          while (queue.length > 0) yield queue.shift() as RuntimeEvent;
          if (over) return;
          await new Promise<void>((resolve) => { wake = resolve; });
        }
      } finally { stop(); }
    })();
  }

  close(): void { for (const stop of [...this.closers]) stop(); }
}
