import type { Event } from '@kubets/api/core/v1/event';
import { TokenBucket } from './rate-limit.js';

/** What happened, before it is known whether it is told, and as which Event. */
export interface Occurrence {
  readonly involvedObject: Event['involvedObject'];
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  readonly component?: string;
}

/** One Event of the API and how often it stands for. */
export interface Tally {
  readonly key: string;
  readonly occurrence: Occurrence;
  message: string;
  count: number;
  /** Milliseconds since the epoch. */
  first: number;
  last: number;
}

/** As many objects and events as are remembered; the oldest are forgotten first, at the price of another Event for the same thing. */
const REMEMBERED = 4096;
/** A source may tell about one object this often at once, and then once in five minutes. */
const SPAM_BURST = 25;
const SPAM_RATE = 1 / 300;
/** From this many different messages about the same within the interval on, they are told as one. */
const SIMILAR_LIMIT = 10;
const SIMILAR_MS = 600_000;

/** A map that forgets what was not used for longest. */
class Recent<V> {
  readonly #map = new Map<string, V>();
  get(key: string, make: () => V): V {
    const value = this.#map.get(key) ?? make();
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size > REMEMBERED) this.#map.delete(this.#map.keys().next().value!);
    return value;
  }
}

const join = (...parts: readonly (string | undefined)[]): string => parts.map((part) => part ?? '').join('\u0000');

/**
 * Decides for each occurrence whether it is told at all, and which Event counts it: equal ones share an Event, too many similar ones are told as
 * "combined", and an object that floods is silenced. Pure but for its memory.
 */
export class EventCorrelator {
  readonly #spam = new Recent<TokenBucket>();
  readonly #similar = new Recent<{ messages: Set<string>; last: number }>();
  readonly #tallies = new Recent<Tally>();
  constructor(private readonly now: () => number) {}

  /** The Event to write, already counted; `undefined` when the occurrence is dropped. */
  tally(occurrence: Occurrence): Tally | undefined {
    const { involvedObject: o, type, reason, message, component } = occurrence;
    const object = join(o.apiVersion, o.kind, o.namespace, o.name, o.uid);
    if (!this.#spam.get(object, () => new TokenBucket(SPAM_RATE, SPAM_BURST, this.now)).take()) return undefined;
    const now = this.now();
    const group = join(object, o.fieldPath, type, reason, component);
    const combined = this.#isCombined(group, message, now);
    const key = combined ? group : join(group, message);
    const tally = this.#tallies.get(key, () => ({ key, occurrence, message, count: 0, first: now, last: now }));
    tally.count++;
    tally.last = now;
    if (combined) tally.message = `(combined from similar events): ${message}`;
    return tally;
  }

  /** The Event that stood for this was removed from the API: count anew. */
  restart(tally: Tally): void {
    tally.count = 1;
    tally.first = tally.last;
  }

  #isCombined(group: string, message: string, now: number): boolean {
    const similar = this.#similar.get(group, () => ({ messages: new Set<string>(), last: now }));
    if (now - similar.last > SIMILAR_MS) similar.messages.clear();
    similar.last = now;
    similar.messages.add(message);
    // The set need not grow any further to know.
    if (similar.messages.size <= SIMILAR_LIMIT) return false;
    similar.messages.delete(message);
    return true;
  }
}
