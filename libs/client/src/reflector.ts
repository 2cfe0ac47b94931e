import { StatusError, isExpired } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { Backoff } from './backoff.js';
import type { ResourceClient, WatchEvent } from './client.js';
import { sleep, type Clock } from './clock.js';
import { keyOf } from './informer.js';
import { reasonOf } from './error-code.js';
import type { ClientLog } from './log.js';

/** Where a reflector puts what it sees. */
export interface ReflectorSink<T> {
  /** Everything that exists, as of `resourceVersion`. */
  replace(objects: Iterable<T>): void;
  changed(object: T): void;
  removed(object: T): void;
}

export interface ReflectorOptions<T extends KubeObject> {
  readonly client: Pick<ResourceClient<T>, 'list' | 'watch'>;
  /** For logs, such as `pods`. */
  readonly what: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  readonly sink: ReflectorSink<T>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: ClientLog;
  /** Objects per page of a list. */
  readonly pageSize?: number;
}

/** Asked of the server at random between five and ten minutes, so that watches do not all end together. */
const WATCH_SECONDS = 300;
/** A watch that the server should have ended this much earlier is taken for dead. */
const GRACE_SECONDS = 30;
/** A watch that ends sooner without an event is a failure: resuming at once would be a busy loop. */
const SHORTEST_WATCH_MS = 1000;

/** What has to happen after a watch ended. */
type Outcome = 'resume' | 'relist';

/**
 * Mirrors one resource into a sink, for ever: everything at first, then every change; resumes after interruptions from where it was, and starts over when
 * the server no longer has the events in between. Starts with a streaming list (KEP-3157) and falls back to pages where the server refuses that.
 */
export class Reflector<T extends KubeObject> {
  readonly #o: ReflectorOptions<T>;
  readonly #backoff: Backoff;
  #streaming = true;
  #resourceVersion: string | undefined;

  constructor(options: ReflectorOptions<T>) {
    this.#o = options;
    this.#backoff = new Backoff({ firstMs: 800, longestMs: 30_000, jitter: 1, random: options.random });
  }

  /** Returns when the signal aborts; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (this.#resourceVersion === undefined) await this.#fill(signal);
        if (!signal.aborted && this.#resourceVersion !== undefined) await this.#follow(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (this.#outcomeOf(error) === 'relist') this.#resourceVersion = undefined;
        await this.#pause(error, signal);
      }
    }
  }

  async #pause(error: unknown, signal: AbortSignal): Promise<void> {
    const ms = this.#backoff.next();
    const fields = { resource: this.#o.what, error: reasonOf(error), retryInSeconds: Math.round(ms / 100) / 10 };
    // The events in between being gone is part of normal life; so is a first interruption.
    if (isExpired(error) || this.#backoff.failures === 1) this.#o.log.debug(2, 'the watch was interrupted', fields);
    else this.#o.log.warn('the API server does not give us this resource; trying again', fields);
    await sleep(this.#o.clock, isExpired(error) && this.#backoff.failures === 1 ? 0 : ms, signal);
  }

  /** Errors of the connection and of an overloaded server leave our version good; others say that it is not. */
  #outcomeOf(error: unknown): Outcome {
    return error instanceof StatusError && ![401, 403, 429, 500, 502, 503].includes(error.code) ? 'relist' : 'resume';
  }

  async #fill(signal: AbortSignal): Promise<void> {
    if (this.#streaming) {
      try {
        return await this.#streamAll(signal);
      } catch (error) {
        if (!(error instanceof StatusError) || (error.code !== 400 && error.code !== 422)) throw error;
        this.#o.log.debug(1, 'the server has no streaming lists; listing in pages', { resource: this.#o.what, error: error.message });
        this.#streaming = false;
      }
    }
    await this.#listAll();
  }

  /** Collects what exists from a watch up to the bookmark that ends it, and goes on with the same watch. */
  async #streamAll(signal: AbortSignal): Promise<void> {
    const found = new Map<string, T>();
    let filled = false;
    await this.#watch(signal, { sendInitialEvents: true }, (event) => {
      if (filled) return this.#apply(event);
      if (event.type === 'DELETED') found.delete(keyOf(event.object));
      else if (event.type !== 'BOOKMARK') found.set(keyOf(event.object), event.object);
      else if (event.initialEventsEnd) {
        filled = true;
        this.#filled(found.values(), event.resourceVersion);
        found.clear();
      }
    });
    if (!filled && !signal.aborted) throw new Error('the watch ended before everything that exists was sent');
  }

  async #listAll(): Promise<void> {
    const { client, labelSelector, fieldSelector, pageSize = 500 } = this.#o;
    const objects: T[] = [];
    let token: string | undefined;
    let limit: number | undefined = pageSize;
    for (;;) {
      try {
        const page = await client.list({ labelSelector, fieldSelector, limit, continue: token });
        objects.push(...page.items);
        token = page.metadata.continue;
        if (!token) return this.#filled(objects, page.metadata.resourceVersion);
      } catch (error) {
        if (!isExpired(error) || token === undefined) throw error;
        // The snapshot behind the pages was compacted away: once more, in one piece.
        objects.length = 0;
        token = limit = undefined;
      }
    }
  }

  #filled(objects: Iterable<T>, resourceVersion: string): void {
    this.#o.sink.replace(objects);
    this.#resourceVersion = resourceVersion;
    this.#backoff.reset();
  }

  async #follow(signal: AbortSignal): Promise<void> {
    const started = this.#o.clock.now();
    let events = 0;
    await this.#watch(signal, { resourceVersion: this.#resourceVersion! }, (event) => { events++; this.#apply(event); });
    if (events === 0 && !signal.aborted && this.#o.clock.now() - started < SHORTEST_WATCH_MS) throw new Error('the watch ended at once, without any event');
  }

  #apply(event: WatchEvent<T>): void {
    this.#backoff.reset();
    if (event.type === 'BOOKMARK') {
      this.#resourceVersion = event.resourceVersion;
      return;
    }
    this.#resourceVersion = event.object.metadata.resourceVersion ?? this.#resourceVersion;
    if (event.type === 'DELETED') this.#o.sink.removed(event.object);
    else this.#o.sink.changed(event.object);
  }

  async #watch(signal: AbortSignal, from: { resourceVersion: string } | { sendInitialEvents: true }, take: (event: WatchEvent<T>) => void): Promise<void> {
    const { client, labelSelector, fieldSelector, clock, random } = this.#o;
    const timeoutSeconds = Math.round(WATCH_SECONDS * (1 + random()));
    const life = new AbortController();
    const stop = (): void => life.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    const cancel = clock.setTimer(stop, (timeoutSeconds + GRACE_SECONDS) * 1000);
    try {
      for await (const event of client.watch({ ...from, labelSelector, fieldSelector, timeoutSeconds, signal: life.signal })) {
        if (signal.aborted) return;
        take(event);
      }
    } finally {
      cancel();
      signal.removeEventListener('abort', stop);
    }
  }
}
