import { systemClock, type Clock } from './clock.js';
import { Delays } from './delays.js';
import type { WorkQueue } from './queue.js';
import { controllerLimiter, type KeyLimiter } from './rate-limit.js';

/** What a queue tells about itself; see `work-queue-metrics.ts`. Durations in seconds. */
export interface WorkQueueObserver {
  added(depth: number): void;
  taken(depth: number, waitedSeconds: number): void;
  finished(workedSeconds: number): void;
  retried(): void;
  /** Called once with a probe of what is being worked on: seconds since each began. */
  unfinished(probe: () => readonly number[]): void;
}

/** The side of the queue that hands out work. */
export interface TakingQueue extends WorkQueue {
  /** The next key, as soon as there is one; `undefined` once the queue is closed and empty. Each key taken must be given back with `done`. */
  take(): Promise<string | undefined>;
  /** The work on a key ended; if it was added meanwhile, it is queued again now. */
  done(key: string): void;
  /** No more keys are accepted; what waits for its time is dropped, what is queued is still handed out. */
  close(): void;
  /** As {@link close}, but what is queued is dropped too. */
  abandon(): void;
  readonly processing: number;
}

export interface WorkQueueOptions {
  readonly clock?: Clock;
  readonly limiter?: KeyLimiter;
  readonly observer?: WorkQueueObserver;
}

/**
 * A key is in one of three places: waiting in line, being worked on, or both *dirty* and being worked on, in which case it goes back in line when that work is
 * done. So two workers never hold the same key, and no change is lost.
 */
class KeyQueue implements TakingQueue {
  readonly #clock: Clock;
  readonly #limiter: KeyLimiter;
  readonly #observer: WorkQueueObserver | undefined;
  readonly #delays: Delays;
  /** In line; a Map keeps the order of insertion, and removal from its front is cheap. Key → when it was added, in ms. */
  readonly #line = new Map<string, number>();
  /** Key → when its work began, in ms. */
  readonly #processing = new Map<string, number>();
  /** Added while being worked on: key → when. */
  readonly #dirty = new Map<string, number>();
  readonly #takers: ((key: string | undefined) => void)[] = [];
  #closed = false;

  constructor(options: WorkQueueOptions) {
    this.#clock = options.clock ?? systemClock;
    this.#limiter = options.limiter ?? controllerLimiter(() => this.#clock.now());
    this.#observer = options.observer;
    this.#delays = new Delays(this.#clock, (key) => this.add(key));
    this.#observer?.unfinished(() => {
      const now = this.#clock.now();
      return [...this.#processing.values()].map((began) => (now - began) / 1000);
    });
  }

  get length(): number { return this.#line.size; }
  get processing(): number { return this.#processing.size; }

  add(key: string): void {
    if (this.#closed || this.#line.has(key) || this.#dirty.has(key)) return;
    if (this.#processing.has(key)) {
      this.#dirty.set(key, this.#clock.now());
      this.#observer?.added(this.#line.size);
      return;
    }
    this.#line.set(key, this.#clock.now());
    this.#observer?.added(this.#line.size);
    this.#serve();
  }

  addAfter(key: string, seconds: number): void {
    if (this.#closed) return;
    this.#observer?.retried();
    if (seconds > 0) this.#delays.add(key, seconds * 1000);
    else this.add(key);
  }

  addRateLimited(key: string): void {
    if (!this.#closed) this.addAfter(key, this.#limiter.delay(key) / 1000);
  }

  forget(key: string): void { this.#limiter.forget(key); }
  retries(key: string): number { return this.#limiter.failures(key); }

  take(): Promise<string | undefined> {
    const key = this.#next();
    if (key !== undefined || this.#closed) return Promise.resolve(key);
    return new Promise((resolve) => this.#takers.push(resolve));
  }

  done(key: string): void {
    const began = this.#processing.get(key);
    if (began === undefined) return;
    this.#processing.delete(key);
    this.#observer?.finished((this.#clock.now() - began) / 1000);
    const since = this.#dirty.get(key);
    if (since === undefined) return;
    this.#dirty.delete(key);
    this.#line.set(key, since);
    this.#serve();
  }

  close(): void {
    this.#closed = true;
    this.#delays.clear();
    for (const taker of this.#takers.splice(0)) taker(undefined);
  }

  abandon(): void {
    this.#line.clear();
    this.#dirty.clear();
    this.close();
  }

  #serve(): void {
    while (this.#takers.length > 0 && this.#line.size > 0) this.#takers.shift()!(this.#next());
  }

  #next(): string | undefined {
    const first = this.#line.entries().next();
    if (first.done) return undefined;
    const [key, since] = first.value;
    this.#line.delete(key);
    const now = this.#clock.now();
    this.#processing.set(key, now);
    this.#observer?.taken(this.#line.size, (now - since) / 1000);
    return key;
  }
}

export const createWorkQueue = (options: WorkQueueOptions = {}): TakingQueue => new KeyQueue(options);
