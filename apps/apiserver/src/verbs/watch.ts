import { badRequest, expired, invalid, StatusError } from '@kubets/apimachinery/errors/status';
import { forbidden } from '@kubets/apimachinery/errors/field';
import type { Negotiated } from '../content/negotiate.js';
import { includeObjectOf } from '../content/table.js';
import type { ResourceStorage } from '../registry/resource-storage.js';
import { isTrue } from '../request/request-info.js';
import type { ApiResponse, Sink } from '../request/request.js';
import type { Caches } from '../store/caches.js';
import type { CacheEvent } from '../store/watch-cache.js';
import { type Selection, selectionOf } from './selection.js';
import { FrameBuilder, type WatchType } from './watch-frames.js';

/** A watcher that lets more than this pile up is dropped; its client resumes from the last revision it saw. */
const MAX_PENDING_BYTES = 16 * 1024 * 1024;
const BOOKMARK_SECONDS = 60;
const MIN_TIMEOUT_SECONDS = 1800;

interface WatchRequest {
  readonly storage: ResourceStorage;
  readonly prefix: string;
  readonly selection: Selection;
  readonly frames: FrameBuilder;
  readonly bookmarks: boolean;
  readonly timeoutSeconds: number;
}

/** Source: API concepts, "Efficient detection of changes", "Watch bookmarks", "Streaming lists" (KEP-3157). */
export class Watcher {
  constructor(private readonly caches: Caches, private readonly now: () => number, private readonly random: () => number = Math.random) {}

  async watch(storage: ResourceStorage, namespace: string, name: string, query: URLSearchParams, negotiated: Negotiated): Promise<ApiResponse> {
    const version = query.get('resourceVersion') ?? '';
    const initial = initialEvents(query, version);
    if (version && !/^\d+$/.test(version)) throw badRequest(`Invalid value: ${JSON.stringify(version)}: resource version must be a whole number`);
    const request: WatchRequest = {
      storage, prefix: storage.prefix + (namespace ? `${namespace}/` : ''), selection: selectionOf(storage.definition, query, name),
      frames: new FrameBuilder(storage, negotiated, includeObjectOf(query), this.now), bookmarks: isTrue(query.get('allowWatchBookmarks')),
      timeoutSeconds: Number(query.get('timeoutSeconds') ?? 0) || Math.round(MIN_TIMEOUT_SECONDS * (1 + this.random())),
    };
    // Starting "now" must not miss what was acknowledged before the request came.
    if (version !== '0') await this.caches.fresh();
    const from = version === '' || version === '0' ? this.caches.revision : Number(version);
    if (from > this.caches.revision) {
      throw new StatusError(504, 'Timeout', `Too large resource version: ${from}, current: ${this.caches.revision}`, {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }], retryAfterSeconds: 1,
      });
    }
    if (!initial.send && storage.cache.since(from) === undefined) {
      throw expired(`too old resource version: ${from} (${storage.cache.oldest})`);
    }
    const contentType = negotiated.media === 'protobuf' ? 'application/vnd.kubernetes.protobuf;stream=watch' : 'application/json';
    return { status: 200, headers: { 'content-type': contentType, 'cache-control': 'no-cache, private' }, body: (sink) => this.#stream(sink, request, from, initial) };
  }

  #stream(sink: Sink, request: WatchRequest, from: number, initial: { send: boolean; end: boolean }): void {
    const { storage, frames } = request;
    let last = from;
    // Everything up to the listen call runs in one turn: no change can fall between the replay and the tail.
    if (initial.send) {
      last = this.caches.revision;
      const chunks: Buffer[] = [];
      for (const stored of storage.cache.range(request.prefix)) {
        if (request.selection.everything || request.selection.matches(storage.view.decode(stored))) chunks.push(frames.ofStored('ADDED', stored));
      }
      if (initial.end) chunks.push(frames.bookmark(last, true));
      if (chunks.length) sink.write(Buffer.concat(chunks));
    } else {
      const missed = storage.cache.since(from);
      if (missed?.length) this.#send(sink, request, missed);
      last = this.caches.revision;
    }
    const unlisten = storage.cache.listen((events, revision) => {
      this.#send(sink, request, events);
      last = revision;
      if (sink.pending > MAX_PENDING_BYTES) { stop(); sink.end(); }
    });
    const bookmark = (): void => {
      const at = this.caches.revision;
      if (request.bookmarks && at > 0) { sink.write(frames.bookmark(Math.max(at, last), false)); last = at; }
    };
    const interval = setInterval(bookmark, BOOKMARK_SECONDS * 1000);
    const timeout = setTimeout(() => { bookmark(); stop(); sink.end(); }, request.timeoutSeconds * 1000);
    interval.unref();
    timeout.unref();
    const stop = (): void => { unlisten(); clearInterval(interval); clearTimeout(timeout); };
    sink.onClose(stop);
    if (sink.closed) stop();
  }

  #send(sink: Sink, request: WatchRequest, events: readonly CacheEvent[]): void {
    const { frames, storage } = request;
    const everywhere = request.prefix === storage.prefix;
    if (request.selection.everything && everywhere && events.length > 1) { sink.write(joined(events, frames)); return; }
    let single: Buffer | undefined;
    const chunks: Buffer[] = [];
    for (const event of events) {
      if (!everywhere && !event.key.startsWith(request.prefix)) continue;
      const frame = frameFor(event, request);
      if (!frame) continue;
      if (single) chunks.push(frame); else single = frame;
    }
    if (single) sink.write(chunks.length ? Buffer.concat([single, ...chunks]) : single);
  }
}

/** The type under which a watcher sees a change, given what it selects; `undefined`: not at all. */
function frameFor(event: CacheEvent, request: WatchRequest): Buffer | undefined {
  const { selection, frames } = request;
  const matches = (stored: CacheEvent['previous']): boolean =>
    stored !== undefined && (selection.everything || selection.matches(request.storage.view.decode(stored)));
  const before = matches(event.previous);
  const after = !event.deleted && matches(event.current);
  const type: WatchType | undefined = after ? (before ? 'MODIFIED' : 'ADDED') : before ? 'DELETED' : undefined;
  return type && frames.ofEvent(type, event, type === 'DELETED' && !event.deleted);
}

/** A batch for those who see everything, joined once per form. */
const batches = new WeakMap<readonly CacheEvent[], Map<string, Buffer>>();
function joined(events: readonly CacheEvent[], frames: FrameBuilder): Buffer {
  let forms = batches.get(events);
  if (!forms) batches.set(events, forms = new Map());
  let buffer = forms.get(frames.form);
  if (!buffer) {
    buffer = Buffer.concat(events.map((e) => frames.ofEvent(e.deleted ? 'DELETED' : e.previous ? 'MODIFIED' : 'ADDED', e, false)));
    forms.set(frames.form, buffer);
  }
  return buffer;
}

function initialEvents(query: URLSearchParams, version: string): { send: boolean; end: boolean } {
  const asked = query.get('sendInitialEvents');
  const match = query.get('resourceVersionMatch') ?? '';
  const refuse = (field: string, detail: string): never => { throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [forbidden(field, detail)]); };
  if (asked === null) {
    if (match) refuse('resourceVersionMatch', 'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided');
    return { send: version === '' || version === '0', end: false };
  }
  if (match !== 'NotOlderThan') refuse('resourceVersionMatch', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan');
  const send = isTrue(asked);
  return { send, end: send && isTrue(query.get('allowWatchBookmarks')) };
}
