import { setTimeout as sleep } from 'node:timers/promises';
import type { RuntimeEvent } from '../runtime.js';
import type { Engine } from './engine.js';
import { jsonLines } from './json-lines.js';
import { label, type Owner, ownedBy } from './labels.js';
import type { RuntimeLog } from './options.js';

const types: Readonly<Record<string, RuntimeEvent['type']>> = { start: 'started', die: 'died', oom: 'oom', destroy: 'removed' };

interface EngineEvent { readonly Action?: string; readonly timeNano?: number; readonly Actor?: { readonly ID?: string; readonly Attributes?: Readonly<Record<string, string>> } }

/** The contract's event for the engine's; undefined for what pods do not care about. */
export function runtimeEvent(event: EngineEvent): RuntimeEvent | undefined {
  const type = types[event.Action ?? ''];
  const podUid = event.Actor?.Attributes?.[label.podUid];
  return type === undefined || podUid === undefined ? undefined : { podUid, containerId: event.Actor?.ID ?? '', type };
}

/** A queue between the connection, which starts at once, and the reader, who may come later. */
class Mailbox<T> {
  private readonly items: T[] = [];
  private wake: (() => void) | undefined;
  private closed = false;
  put(item: T): void { this.items.push(item); this.wake?.(); }
  close(): void { this.closed = true; this.wake?.(); }
  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    for (;;) {
      while (this.items.length > 0) yield this.items.shift() as T;
      if (this.closed) return;
      await new Promise<void>((resolve) => { this.wake = resolve; });
    }
  }
}

const firstDelayMs = 100;
const lastDelayMs = 10_000;

/** After a gap events are lost for good: every container is reported as it is, so that each pod is looked at again. */
async function resync(engine: Engine, owner: Owner, put: (event: RuntimeEvent) => void): Promise<void> {
  const found = await engine.call('list containers', (docker) => docker.listContainers({ all: true, filters: { label: ownedBy(owner) } }));
  for (const info of found) {
    const podUid = info.Labels[label.podUid];
    if (podUid !== undefined) put({ podUid, containerId: info.Id, type: info.State === 'running' ? 'started' : 'died' });
  }
}

async function follow(engine: Engine, owner: Owner, again: boolean, signal: AbortSignal, put: (event: RuntimeEvent) => void): Promise<void> {
  const stream = await engine.call('watch events', (docker) =>
    docker.getEvents({ filters: { type: ['container'], event: Object.keys(types), label: ownedBy(owner) } }));
  const stop = (): void => void (stream as unknown as { destroy(): void }).destroy();
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    // Subscribed first, listed then: nothing can fall between.
    if (again) await resync(engine, owner, put);
    for await (const line of jsonLines(stream as AsyncIterable<Buffer>)) {
      const event = runtimeEvent(line as EngineEvent);
      if (event !== undefined) put(event);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/** Events of this cluster's and node's containers until `signal`; reconnects with growing delays while the engine is away. */
export function events(engine: Engine, owner: Owner, log: RuntimeLog, signal: AbortSignal): AsyncIterable<RuntimeEvent> {
  const mailbox = new Mailbox<RuntimeEvent>();
  const run = async (): Promise<void> => {
    let delay = firstDelayMs;
    for (let connections = 0; !signal.aborted; connections += 1) {
      const put = (event: RuntimeEvent): void => { delay = firstDelayMs; mailbox.put(event); };
      try { await follow(engine, owner, connections > 0, signal, put); } catch (error) {
        if (!signal.aborted) log.warn('the engine\'s event stream broke; reconnecting', { error, delayMs: delay });
      }
      if (signal.aborted) break;
      await sleep(delay, undefined, { signal }).catch(() => undefined);
      delay = Math.min(delay * 2, lastDelayMs);
    }
  };
  void run().finally(() => mailbox.close());
  return mailbox;
}
