import { badRequest, expired, StatusError } from '@kubets/apimachinery/errors/status';
import { PartialObjectMetadataList } from '@kubets/apimachinery/meta/v1/table';
import { CompactedError, type Store } from '@kubets/storage/store';
import type { Negotiated } from '../content/negotiate.js';
import { apiVersionOf, respondObject } from '../content/respond.js';
import { includeObjectOf, partialOf, tableRow, tableText } from '../content/table.js';
import type { ResourceStorage } from '../registry/resource-storage.js';
import type { ApiResponse, Sink } from '../request/request.js';
import type { Caches } from '../store/caches.js';
import { Stored } from '../store/stored.js';
import { type Selection, selectionOf } from './selection.js';

interface Token { readonly v: 'meta.k8s.io/v1'; readonly rv: number; readonly start: string }

export interface ListPage { readonly items: readonly Stored[]; readonly revision: number; readonly next?: string; readonly remaining?: number }

const RESOURCE_VERSION = /^(0|[1-9]\d*)$/;

/** Source: API concepts, "Semantics for get and list" and "Retrieving large results sets in chunks" (KEP-365). */
export class Lister {
  constructor(private readonly caches: Caches, private readonly store: Store, private readonly now: () => number) {}

  async list(storage: ResourceStorage, namespace: string, query: URLSearchParams, negotiated: Negotiated): Promise<ApiResponse> {
    const selection = selectionOf(storage.definition, query);
    const page = await this.page(storage, namespace, query, selection);
    return this.respond(storage, page, query, negotiated);
  }

  async page(storage: ResourceStorage, namespace: string, query: URLSearchParams, selection: Selection): Promise<ListPage> {
    const limit = limitOf(query);
    const token = query.get('continue') ?? '';
    const version = query.get('resourceVersion') ?? '';
    const match = query.get('resourceVersionMatch') ?? '';
    if (version && !RESOURCE_VERSION.test(version)) throw badRequest(`Invalid value: ${JSON.stringify(version)}: resource version must be a whole number`);
    checkMatch(match, version, token);
    const prefix = storage.prefix + (namespace ? `${namespace}/` : '');
    if (token) return this.#continue(storage, prefix, decodeToken(token), limit, selection);
    // A limited list at a version is exact by tradition, unless it says otherwise.
    if (match === 'Exact' || (match === '' && limit > 0 && version !== '' && version !== '0')) return this.#exact(storage, prefix, Number(version), limit, '', selection);
    if (version && version !== '0') await this.#notOlder(Number(version));
    else if (version === '' && !this.caches.isFresh) await this.caches.fresh();
    const revision = this.caches.revision;
    if (selection.name !== undefined && (namespace || !storage.definition.namespaced)) {
      const one = storage.cache.get(prefix + selection.name);
      return { items: one && selection.matches(storage.view.decode(one)) ? [one] : [], revision };
    }
    // Without a version the answer is consistent; "0" serves whatever the cache holds and ignores the limit, as upstream does.
    return collect(storage, prefix, storage.cache.range(prefix), selection, version === '0' ? 0 : limit, revision, (after) => storage.cache.countFrom(prefix, after));
  }

  /** Waits until reads are at least as new as asked; a version that is far ahead of the store is an error, not a wait for ever. */
  async #notOlder(version: number): Promise<void> {
    await this.caches.fresh();
    if (version <= this.caches.revision) return;
    throw new StatusError(504, 'Timeout', `Too large resource version: ${version}, current: ${this.caches.revision}`, {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }], retryAfterSeconds: 1,
    });
  }

  async #continue(storage: ResourceStorage, prefix: string, token: Token, limit: number, selection: Selection): Promise<ListPage> {
    const after = prefix + token.start;
    if (token.rv === this.caches.revision) {
      return collect(storage, prefix, storage.cache.range(prefix, after), selection, limit, token.rv, (a) => storage.cache.countFrom(prefix, a));
    }
    try {
      return await this.#exact(storage, prefix, token.rv, limit, after, selection);
    } catch (error) {
      if (!(error instanceof StatusError) || error.code !== 410) throw error;
      // An inconsistent continuation is still possible, from the newest state: the token for it travels with the error.
      const fresh = encodeToken({ v: 'meta.k8s.io/v1', rv: this.caches.revision, start: token.start });
      const failure = expired('The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.');
      throw Object.assign(failure, { listContinue: fresh });
    }
  }

  async #exact(storage: ResourceStorage, prefix: string, revision: number, limit: number, after: string, selection: Selection): Promise<ListPage> {
    await this.#notOlder(revision);
    const found: Stored[] = [];
    let at = after;
    try {
      for (;;) {
        const { entries, remaining } = await this.store.range(prefix, { revision, ...(limit ? { limit: Math.max(limit, 100) } : {}), ...(at ? { after: at } : {}) });
        for (const [i, entry] of entries.entries()) {
          const stored = Stored.fromStore(entry.key, entry.value, entry.revision);
          at = entry.key;
          if (!selection.everything && !selection.matches(storage.view.decode(stored))) continue;
          found.push(stored);
          const left = entries.length - i - 1 + remaining;
          if (limit && found.length === limit && left > 0) return page(found, revision, prefix, at, selection.everything ? left : undefined);
        }
        if (!remaining || !entries.length) return { items: found, revision };
      }
    } catch (error) {
      if (error instanceof CompactedError) throw expired('The resourceVersion for the provided list is too old.');
      throw error;
    }
  }

  /** The page in the form that was asked for. */
  respond(storage: Pick<ResourceStorage, 'definition' | 'view'>, listed: ListPage, query: URLSearchParams, negotiated: Negotiated): ApiResponse {
    const { definition, view } = storage;
    const metadata = {
      resourceVersion: String(listed.revision), ...(listed.next ? { continue: listed.next } : {}),
      ...(listed.remaining ? { remainingItemCount: listed.remaining } : {}),
    };
    const headers = { 'content-type': negotiated.contentType, 'cache-control': 'no-cache, private' };
    if (negotiated.transform === 'table') {
      const now = this.now();
      const include = includeObjectOf(query);
      const rows = listed.items.map((s) => tableRow(definition, view.decode(s), () => view.bytes(s).toString(), include, now));
      const text = tableText(definition, metadata, rows);
      return negotiated.media === 'json' && !negotiated.pretty ? { status: 200, headers, body: text } : respondObject(definition.kind, JSON.parse(text), negotiated);
    }
    if (negotiated.transform === 'partial') {
      return respondObject(PartialObjectMetadataList, {
        kind: 'PartialObjectMetadataList', apiVersion: 'meta.k8s.io/v1', metadata, items: listed.items.map((s) => partialOf(view.decode(s))),
      }, negotiated);
    }
    const list = definition.list!;
    const apiVersion = apiVersionOf(list.gvk);
    if (negotiated.media === 'json' && !negotiated.pretty) {
      const head = `{"kind":${JSON.stringify(list.gvk.kind)},"apiVersion":${JSON.stringify(apiVersion)},"metadata":${JSON.stringify(metadata)},"items":[`;
      return itemsResponse(head, listed.items, (s) => view.bytes(s), headers);
    }
    const object = { kind: list.gvk.kind, apiVersion, metadata, items: listed.items.map((s) => view.decode(s)) };
    return respondObject(list, object, negotiated);
  }
}

/** Small lists are one buffer; longer ones are streamed, with their length known beforehand. */
function itemsResponse(head: string, items: readonly Stored[], bytes: (stored: Stored) => Buffer, headers: Record<string, string>): ApiResponse {
  let size = Buffer.byteLength(head) + Math.max(0, items.length - 1) + 2;
  const parts = items.map((s) => { const part = bytes(s); size += part.length; return part; });
  if (size > CHUNK_BYTES) return { status: 200, headers: { ...headers, 'content-length': String(size) }, body: (sink) => writeItems(sink, head, parts) };
  const body = Buffer.allocUnsafe(size);
  let at = body.write(head, 0);
  for (const [i, part] of parts.entries()) {
    if (i) body[at++] = 0x2c;
    at += part.copy(body, at);
  }
  body.write(']}', at, 'latin1');
  return { status: 200, headers, body };
}

/** Sends kept bytes one after the other, never more than the receiver takes, so that a long list costs no memory of its own. */
function writeItems(sink: Sink, head: string, items: readonly Buffer[]): void {
  let at = 0;
  let first = true;
  sink.write(head);
  const more = (): void => {
    while (at < items.length) {
      if (sink.closed) return;
      const parts: Buffer[] = [];
      let size = 0;
      while (at < items.length && size < CHUNK_BYTES) {
        if (!first) parts.push(COMMA);
        first = false;
        const chunk = items[at++]!;
        parts.push(chunk);
        size += chunk.length;
      }
      if (!sink.write(Buffer.concat(parts))) { sink.onDrain(more); return; }
    }
    sink.write(']}');
    sink.end();
  };
  more();
}
const COMMA = Buffer.from(',');
const CHUNK_BYTES = 64 * 1024;

function collect(
  storage: ResourceStorage, prefix: string, from: Iterable<Stored>, selection: Selection, limit: number, revision: number, countAfter: (key: string) => number,
): ListPage {
  const items: Stored[] = [];
  for (const stored of from) {
    if (!selection.everything && !selection.matches(storage.view.decode(stored))) continue;
    if (limit && items.length === limit) {
      const last = items.at(-1)!.key;
      return page(items, revision, prefix, last, selection.everything ? countAfter(last) : undefined);
    }
    items.push(stored);
  }
  return { items, revision };
}

/** The token holds the last key relative to the prefix of the list. */
function page(items: readonly Stored[], revision: number, prefix: string, last: string, remaining: number | undefined): ListPage {
  return { items, revision, next: encodeToken({ v: 'meta.k8s.io/v1', rv: revision, start: last.slice(prefix.length) }), ...(remaining ? { remaining } : {}) };
}

function limitOf(query: URLSearchParams): number {
  const text = query.get('limit') ?? '';
  if (!/^(-?\d+)?$/.test(text)) throw badRequest(`limit: Invalid value: ${JSON.stringify(text)}: must be a whole number`);
  return Math.max(0, Number(text));
}

const encodeToken = (token: Token): string => Buffer.from(JSON.stringify(token)).toString('base64url');

function decodeToken(text: string): Token {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString()) as Token;
    if (token.v === 'meta.k8s.io/v1' && Number.isInteger(token.rv) && typeof token.start === 'string' && !token.start.includes('..')) return token;
  } catch { /* falls through to the error */ }
  throw badRequest('continue key is not valid: it must be the value that a previous list returned');
}

function checkMatch(match: string, version: string, token: string): void {
  if (!match) return;
  if (token) throw badRequest('resourceVersionMatch is forbidden when continue is set');
  if (match !== 'Exact' && match !== 'NotOlderThan') throw badRequest(`resourceVersionMatch: Unsupported value: ${JSON.stringify(match)}: supported values: "Exact", "NotOlderThan"`);
  if (!version) throw badRequest('resourceVersionMatch is forbidden unless resourceVersion is provided');
  if (match === 'Exact' && version === '0') throw badRequest('resourceVersionMatch "exact" is forbidden for resourceVersion "0"');
}
