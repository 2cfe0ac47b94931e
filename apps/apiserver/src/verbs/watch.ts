import { badRequest, invalid, StatusError } from '@kubets/apimachinery/errors/status';
import { forbidden } from '@kubets/apimachinery/errors/field';
import type { Negotiated } from '../content/negotiate.js';
import { includeObjectOf } from '../content/table.js';
import type { ResourceStorage } from '../registry/resource-storage.js';
import { isTrue } from '../request/request-info.js';
import type { ApiResponse } from '../request/request.js';
import type { Caches } from '../store/caches.js';
import { selectionOf } from './selection.js';
import { FrameBuilder } from './watch-frames.js';
import { type WatchRequest, WatchStream } from './watch-stream.js';

const MIN_TIMEOUT_SECONDS = 1800;
/** Timers count milliseconds in 31 bits. */
const MAX_TIMEOUT_SECONDS = 2_000_000;

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
      timeoutSeconds: timeoutOf(query) || Math.round(MIN_TIMEOUT_SECONDS * (1 + this.random())),
    };
    // Starting "now" must not miss what was acknowledged before the request came.
    if (version !== '0') await this.caches.fresh();
    const from = version === '' || version === '0' ? this.caches.revision : Number(version);
    if (from > this.caches.revision) {
      throw new StatusError(504, 'Timeout', `Too large resource version: ${from}, current: ${this.caches.revision}`, {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }], retryAfterSeconds: 1,
      });
    }
    const contentType = negotiated.media === 'protobuf' ? 'application/vnd.kubernetes.protobuf;stream=watch' : 'application/json';
    return { status: 200, headers: { 'content-type': contentType, 'cache-control': 'no-cache, private' }, body: (sink) => new WatchStream(sink, request, this.caches, from).run(initial) };
  }
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

/** Seconds; 0: as the server likes. */
function timeoutOf(query: URLSearchParams): number {
  const text = query.get('timeoutSeconds') ?? '';
  if (!/^(-?\d+)?$/.test(text)) throw badRequest(`timeoutSeconds: Invalid value: ${JSON.stringify(text)}: must be a whole number of seconds`);
  return Math.min(Math.max(Number(text), 0), MAX_TIMEOUT_SECONDS);
}
