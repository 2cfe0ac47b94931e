import { expired, internal, StatusError } from '@kubets/apimachinery/errors/status';
import type { ResourceStorage } from '../registry/resource-storage.js';
import type { Sink } from '../request/request.js';
import type { Caches } from '../store/caches.js';
import type { Stored } from '../store/stored.js';
import type { CacheEvent } from '../store/watch-cache.js';
import type { Selection } from './selection.js';
import type { FrameBuilder, WatchType } from './watch-frames.js';

/** A watcher with more than this on the way gets nothing new until it has read it. */
const HIGH_WATER_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
const BATCH = 256;
const BOOKMARK_SECONDS = 60;

export interface WatchRequest {
  readonly storage: ResourceStorage;
  readonly prefix: string;
  readonly selection: Selection;
  readonly frames: FrameBuilder;
  readonly bookmarks: boolean;
  readonly timeoutSeconds: number;
}

/**
 * One watcher: what it has been sent, and what comes next. While it is behind, nothing is put aside for it: when it has caught up it
 * goes on from the ring of recent changes, so that a slow reader costs no memory. Who is slower than the ring is told to start anew.
 */
export class WatchStream {
  #last: number;
  #behind = true;
  readonly #ends: (() => void)[] = [];

  constructor(private readonly sink: Sink, private readonly request: WatchRequest, private readonly caches: Caches, from: number) { this.#last = from; }

  /** @param initial whether the state comes first as ADDED events, and whether a bookmark says where it ends */
  run(initial: { readonly send: boolean; readonly end: boolean }): void {
    const { sink, request } = this;
    this.#ends.push(request.storage.cache.listen((events, revision) => this.#guarded(() => this.#take(events, revision))));
    const interval = setInterval(() => this.#bookmark(), BOOKMARK_SECONDS * 1000).unref();
    const timeout = setTimeout(() => { this.#bookmark(); this.#end(); }, request.timeoutSeconds * 1000).unref();
    this.#ends.push(() => clearInterval(interval), () => clearTimeout(timeout));
    sink.onClose(() => this.#stop());
    if (sink.closed) return this.#stop();
    this.#guarded(() => (initial.send ? this.#sendState(initial.end) : this.#catchUp()));
  }

  #sendState(end: boolean): void {
    const { storage, selection, frames, prefix } = this.request;
    this.#last = this.caches.revision;
    const revision = this.#last;
    const state = storage.cache.snapshot(prefix);
    let at = 0;
    const more = (): void => {
      while (at < state.length) {
        const chunks: Buffer[] = [];
        for (let size = 0; at < state.length && size < CHUNK_BYTES;) {
          const stored = state[at++]!;
          if (!selection.everything && !selection.matches(storage.view.decode(stored))) continue;
          const frame = frames.ofStored('ADDED', stored);
          chunks.push(frame);
          size += frame.length;
        }
        if (chunks.length && this.#blocked(this.sink.write(Buffer.concat(chunks)))) { this.#whenDrained(more); return; }
      }
      if (end) this.sink.write(frames.bookmark(revision, true));
      this.#catchUp();
    };
    more();
  }

  /** Sends what the ring has since the last event that was sent, and joins the live tail when there is nothing more. */
  #catchUp(): void {
    for (;;) {
      const missed = this.request.storage.cache.since(this.#last);
      if (!missed) return this.#fail(expired(`too old resource version: ${this.#last} (${this.request.storage.cache.oldest})`));
      if (!missed.length) { this.#behind = false; return; }
      const batch = missed.slice(0, BATCH);
      this.#last = batch.at(-1)!.revision;
      if (this.#blocked(this.#send(batch))) { this.#whenDrained(() => this.#catchUp()); return; }
    }
  }

  #take(events: readonly CacheEvent[], revision: number): void {
    if (this.#behind) return;
    this.#last = revision;
    if (!this.#blocked(this.#send(events))) return;
    this.#behind = true;
    this.#whenDrained(() => this.#catchUp());
  }

  #blocked(accepted: boolean): boolean { return !accepted && this.sink.pending > HIGH_WATER_BYTES; }
  #whenDrained(next: () => void): void { this.sink.onDrain(() => { if (!this.sink.closed) this.#guarded(next); }); }

  /** @returns whether the receiver keeps up */
  #send(events: readonly CacheEvent[]): boolean {
    const { frames, storage, selection, prefix } = this.request;
    const everywhere = prefix === storage.prefix;
    if (selection.everything && everywhere) return this.sink.write(events.length === 1 ? whole(events[0]!, frames) : joined(events, frames));
    let single: Buffer | undefined;
    const chunks: Buffer[] = [];
    for (const event of events) {
      if (!everywhere && !event.key.startsWith(prefix)) continue;
      const frame = this.#frameFor(event);
      if (!frame) continue;
      single ??= frame;
      chunks.push(frame);
    }
    return single === undefined || this.sink.write(chunks.length > 1 ? Buffer.concat(chunks) : single);
  }

  /** The frame under the type that the watcher sees, given what it selects; `undefined`: none at all. */
  #frameFor(event: CacheEvent): Buffer | undefined {
    const { selection, frames, storage } = this.request;
    if (selection.everything) return whole(event, frames);
    const matches = (stored: Stored | undefined): boolean => stored !== undefined && selection.matches(storage.view.decode(stored));
    const after = !event.deleted && matches(event.current);
    const before = matches(event.previous);
    const type: WatchType | undefined = after ? (before ? 'MODIFIED' : 'ADDED') : before ? 'DELETED' : undefined;
    return type && frames.ofEvent(type, event, type === 'DELETED' && !event.deleted);
  }

  #bookmark(): void {
    if (!this.request.bookmarks || this.#behind || this.sink.closed) return;
    const at = Math.max(this.caches.revision, this.#last);
    if (at > 0) this.#guarded(() => this.sink.write(this.request.frames.bookmark(at, false)));
  }

  #guarded(run: () => unknown): void {
    try { run(); } catch (error) { this.#fail(error instanceof StatusError ? error : internal(error)); }
  }

  #fail(error: StatusError): void {
    this.sink.write(this.request.frames.error(error));
    this.#end();
  }

  #end(): void { this.#stop(); this.sink.end(); }
  #stop(): void { this.#behind = true; for (const end of this.#ends.splice(0)) end(); }
}

const whole = (event: CacheEvent, frames: FrameBuilder): Buffer => frames.ofEvent(event.deleted ? 'DELETED' : event.previous ? 'MODIFIED' : 'ADDED', event, false);

/** A batch for those who see everything, joined once per form. */
const batches = new WeakMap<readonly CacheEvent[], Map<string, Buffer>>();
function joined(events: readonly CacheEvent[], frames: FrameBuilder): Buffer {
  let forms = batches.get(events);
  if (!forms) batches.set(events, forms = new Map());
  let buffer = forms.get(frames.form);
  if (!buffer) forms.set(frames.form, buffer = Buffer.concat(events.map((event) => whole(event, frames))));
  return buffer;
}
