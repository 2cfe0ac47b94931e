import { StatusError, isNotFound } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { formatTime } from '@kubets/apimachinery/time/index';
import { events } from '@kubets/api/core/v1/resources.cfg';
import type { Event } from '@kubets/api/core/v1/event';
import type { Client } from './client.js';
import { sleep, systemClock, type Clock } from './clock.js';
import { reasonOf } from './error-code.js';
import { EventCorrelator, type Tally } from './event-correlation.js';
import type { EventDetails, EventRecorder } from './events.js';
import { noLog, type ClientLog } from './log.js';

export interface EventRecorderOptions {
  /** Who tells, such as `kubelet`. */
  readonly component: string;
  /** On which machine. */
  readonly host?: string;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  readonly log?: ClientLog;
}

/** A recorder that writes in the background. */
export interface BackgroundEventRecorder extends EventRecorder {
  /** Resolves when everything recorded so far is written or given up. */
  flush(): Promise<void>;
  /** Drops what is not written. */
  close(): void;
}

/** More than this waiting means that the server does not keep up; then newer events are dropped, not memory filled. */
const MOST_WAITING = 1000;
const WRITERS = 4;
/** An unreachable server is tried this often, ten seconds apart. */
const TRIES = 12;
const RETRY_MS = 10_000;
const LONGEST_NAME = 253;
const LONGEST_MESSAGE = 1024;

type About = Parameters<EventRecorder['event']>[0];

/** Events about one thing are written in order, one at a time; what is repeated while it waits is written once. */
class Recorder implements BackgroundEventRecorder {
  readonly #client: Client;
  readonly #o: EventRecorderOptions;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #log: ClientLog;
  readonly #correlator: EventCorrelator;
  readonly #waiting = new Map<string, Tally>();
  readonly #writing = new Set<string>();
  /** Names of Events that exist, by what they stand for; forgotten with the tally. */
  readonly #names = new WeakMap<Tally, string>();
  readonly #idle: (() => void)[] = [];
  readonly #closing = new AbortController();
  #sequence = 0;
  #dropped = 0;

  constructor(client: Client, options: EventRecorderOptions) {
    this.#client = client;
    this.#o = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#log = options.log ?? noLog;
    this.#correlator = new EventCorrelator(() => this.#clock.now());
  }

  event(about: About, type: 'Normal' | 'Warning', reason: string, message: string, more: EventDetails = {}): void {
    if (this.#closing.signal.aborted) return;
    const text = message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE - 3)}...` : message;
    const tally = this.#correlator.tally({ involvedObject: referenceTo(about, more.fieldPath), type, reason, message: text, ...(more.component ? { component: more.component } : {}) });
    if (!tally) return;
    if (this.#waiting.size >= MOST_WAITING && !this.#waiting.has(tally.key)) {
      if (this.#dropped++ % MOST_WAITING === 0) this.#log.warn('events are dropped because the API server does not take them fast enough', { dropped: this.#dropped });
      return;
    }
    this.#waiting.set(tally.key, tally);
    this.#pump();
  }

  flush(): Promise<void> {
    if (this.#waiting.size === 0 && this.#writing.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  close(): void {
    this.#waiting.clear();
    this.#closing.abort();
    this.#settle();
  }

  #settle(): void {
    if (this.#waiting.size === 0 && this.#writing.size === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  #pump(): void {
    for (const [key, tally] of this.#waiting) {
      if (this.#writing.size >= WRITERS) return;
      if (this.#writing.has(key)) continue;
      this.#waiting.delete(key);
      this.#writing.add(key);
      void this.#write(tally).finally(() => {
        this.#writing.delete(key);
        this.#pump();
        this.#settle();
      });
    }
  }

  async #write(tally: Tally): Promise<void> {
    for (let tries = 1; !this.#closing.signal.aborted; tries++) {
      try {
        return await this.#writeOnce(tally);
      } catch (error) {
        // The server has its reasons: the namespace is going, or events are forbidden.
        const final = error instanceof StatusError && error.code < 500 && error.code !== 429;
        if (final || tries >= TRIES) return this.#log.debug(1, 'an event was not written', { reason: tally.occurrence.reason, error: reasonOf(error) });
        await sleep(this.#clock, RETRY_MS * (tries === 1 ? this.#random() : 1), this.#closing.signal);
      }
    }
  }

  async #writeOnce(tally: Tally): Promise<void> {
    const client = this.#client.resource(events, namespaceOf(tally));
    const name = this.#names.get(tally);
    if (name !== undefined) {
      try {
        await client.patch(name, { type: 'strategic', body: { count: tally.count, message: tally.message, lastTimestamp: formatTime(tally.last) } });
        return;
      } catch (error) {
        // Events live for an hour or so.
        if (!isNotFound(error)) throw error;
        this.#correlator.restart(tally);
      }
    }
    const created = await client.create(this.#eventOf(tally));
    this.#names.set(tally, created.metadata.name ?? '');
  }

  #eventOf({ occurrence, message, count, first, last }: Tally): Event {
    const { host } = this.#o;
    const { involvedObject, type, reason, component = this.#o.component } = occurrence;
    const namespace = involvedObject.namespace || 'default';
    return {
      metadata: { name: this.#nameFor(involvedObject.name ?? ''), namespace },
      involvedObject, type, reason, message, count, firstTimestamp: formatTime(first), lastTimestamp: formatTime(last),
      source: { component, ...(host ? { host } : {}) }, reportingComponent: component, reportingInstance: host ?? '',
    };
  }

  /** `<object>.<hex>`: nanoseconds in form, unique within this process in fact. Names that an Event could not have are made harmless. */
  #nameFor(object: string): string {
    const suffix = (BigInt(Math.floor(this.#clock.now())) * 1_000_000n + BigInt(this.#sequence++ % 1_000_000)).toString(16);
    const prefix = object.toLowerCase().replace(/[^a-z0-9.-]+/g, '-').replace(/^[.-]+/, '').slice(0, LONGEST_NAME - suffix.length - 1).replace(/[.-]+$/, '');
    return `${prefix || 'event'}.${suffix}`;
  }
}

const namespaceOf = (tally: Tally): string => tally.occurrence.involvedObject.namespace || 'default';

const referenceTo = (about: About, fieldPath: string | undefined): Event['involvedObject'] => {
  const { apiVersion, kind, metadata: { name, namespace, uid, resourceVersion } } = about as KubeObject;
  return {
    ...(kind ? { kind } : {}), ...(namespace ? { namespace } : {}), ...(name ? { name } : {}), ...(uid ? { uid } : {}), ...(apiVersion ? { apiVersion } : {}),
    ...(resourceVersion ? { resourceVersion } : {}), ...(fieldPath ? { fieldPath } : {}),
  };
};

/** Tells people what happens to objects, through core/v1 Events in the object's namespace (`default` for cluster-scoped objects). */
export const createEventRecorder = (client: Client, options: EventRecorderOptions): BackgroundEventRecorder => new Recorder(client, options);
