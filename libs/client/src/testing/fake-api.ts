import { StatusError, unknownPath } from '@kubets/apimachinery/errors/status';
import { groupVersion, type KubeObject, type ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/index';
import type { Client } from '../client.js';
import { createClient } from '../create-client.js';
import { createFunctionTransport } from '../function-transport.js';
import { groupPath } from '../paths.js';
import type { TransportRequest, TransportResponse } from '../transport.js';
import { selecting } from './fake-selectors.js';
import { FakeStore, nameKey, type Location } from './fake-store.js';
import { write, type FakeRequest } from './fake-verbs.js';
import { fakeWatch, type OpenWatch } from './fake-watch.js';

/** A request that the fake saw. */
export interface Action {
  readonly verb: 'get' | 'list' | 'watch' | 'create' | 'update' | 'patch' | 'delete' | 'deletecollection';
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly body?: unknown;
}

/** Called before a request is answered; what it throws is the answer. */
export type Reaction = (action: Action) => void;

/** A client with an API server of a few hundred lines behind it, and the test's own hands on that server. */
export interface FakeClient extends Client {
  /** Writes and reads that came through the client, oldest first; watches and lists included. */
  readonly actions: readonly Action[];
  /** `actions` that changed something. */
  readonly writes: readonly Action[];
  clearActions(): void;
  /** Fails or delays nothing by itself; see {@link Reaction}. Returns the removal. */
  react(reaction: Reaction): () => void;
  /** Reads past the client: nothing is recorded. */
  object<T extends KubeObject>(definition: ResourceDefinition<T>, key: string): T | undefined;
  objects<T extends KubeObject>(definition: ResourceDefinition<T>): readonly T[];
  /** Creates or replaces past the client, status included, as somebody else would. */
  put<T extends KubeObject>(definition: ResourceDefinition<T>, object: Draft<T>): T;
  /** Removes past the client, finalizers or not. */
  remove<T extends KubeObject>(definition: ResourceDefinition<T>, key: string): void;
  /** Ends all open watches, with an error or as a server does after their time. */
  breakWatches(error?: Error): void;
  /** Forgets history: watches from older versions are refused with 410. */
  compact(): void;
  /** Resolves when everything written so far has reached the watches' readers. */
  settled(): Promise<void>;
}

export interface FakeClientOptions {
  readonly now?: () => number;
  /** Refuse streaming lists, as servers without that feature do. */
  readonly withoutWatchList?: boolean;
}

const VERBS: Readonly<Record<string, Action['verb']>> = { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete', GET: 'get' };

/** Kind → plural, by the rules of English that all API kinds follow. */
function plural(kind: string): string {
  const word = kind.toLowerCase();
  if (word === 'endpoints') return word;
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

const locationOf = (definition: Pick<ResourceDefinition, 'group' | 'version' | 'resource'>): Location =>
  ({ group: definition.group, resource: definition.resource, id: `${groupPath(definition)}/${definition.resource}` });

const initialLocation = (object: KubeObject): Location => {
  const [first = '', second] = (object.apiVersion ?? '').split('/');
  if (!object.kind || !first) throw new Error('initial objects need apiVersion and kind');
  return locationOf({ group: second === undefined ? '' : first, version: second ?? first, resource: plural(object.kind) });
};

const PATH = /^(?<base>\/api\/[^/]+|\/apis\/[^/]+\/[^/]+)(?:\/namespaces\/(?<namespace>[^/]+)(?=\/))?\/(?<resource>[^/]+)(?:\/(?<name>[^/]+)(?:\/(?<subresource>[^/]+))?)?$/;

function parse(request: TransportRequest, definitions: ReadonlyMap<string, ResourceDefinition>): FakeRequest {
  const [path = '', search = ''] = request.path.split('?');
  let parts = PATH.exec(path)?.groups;
  // `/api/v1/namespaces/x/status` is about the namespace, not about a collection in it.
  if (parts?.['namespace'] && ['status', 'finalize'].includes(parts['resource'] ?? '')) {
    parts = { base: parts['base']!, resource: 'namespaces', name: parts['namespace'], subresource: parts['resource']! };
  }
  if (!parts) throw unknownPath();
  const { base = '', resource = '' } = parts;
  const id = `${base}/${resource}`;
  const text = request.body === undefined ? '' : typeof request.body === 'string' ? request.body : Buffer.from(request.body).toString('utf8');
  const decoded = (part: string | undefined): string | undefined => (part === undefined ? undefined : decodeURIComponent(part));
  return {
    method: request.method, at: { group: base.startsWith('/apis/') ? base.split('/')[2] ?? '' : '', resource, id }, definition: definitions.get(id),
    namespace: decoded(parts['namespace']), name: decoded(parts['name']), subresource: parts['subresource'],
    parameters: new URLSearchParams(search), contentType: request.headers?.['Content-Type'] ?? '',
    body: text ? JSON.parse(text) as Record<string, unknown> : undefined,
  };
}

const actionOf = (request: FakeRequest): Action => {
  const watching = request.parameters.get('watch') === 'true';
  const verb = request.name ? VERBS[request.method]! : { GET: watching ? 'watch' as const : 'list' as const, DELETE: 'deletecollection' as const }[request.method] ?? VERBS[request.method]!;
  const { at, subresource, namespace, name, body } = request;
  return { verb, resource: at.resource, ...(subresource ? { subresource } : {}), ...(namespace ? { namespace } : {}), ...(name ? { name } : {}), ...(body ? { body } : {}) };
};

const answer = (status: number, body: unknown): TransportResponse => {
  const bytes = Buffer.from(JSON.stringify(body));
  return { status, headers: { 'content-type': 'application/json' }, bytes: async () => bytes, async* stream() { yield bytes; } };
};

/**
 * An in-memory API server behind a real client: versions, conflicts, generated names, UIDs, generations, finalizers, selectors, watches with bookmarks,
 * status and scheduling subresources. It has no defaults, no validation and no admission.
 * @param initial objects with apiVersion and kind; they are there before anything is recorded
 */
export function createFakeClient(initial: readonly KubeObject[] = [], options: FakeClientOptions = {}): FakeClient {
  const now = options.now ?? Date.now;
  const store = new FakeStore(now);
  const definitions = new Map<string, ResourceDefinition>();
  const open = new Set<OpenWatch>();
  const actions: Action[] = [];
  const reactions = new Set<Reaction>();
  for (const object of initial) store.create(initialLocation(object), structuredClone(object));

  const collection = (request: FakeRequest): KubeObject[] => {
    const { at, namespace, parameters } = request;
    return store.list(at, namespace).filter(selecting(parameters.get('labelSelector'), parameters.get('fieldSelector')));
  };

  const list = (request: FakeRequest): unknown => {
    const all = collection(request).sort((a, b) => (nameKey(a.metadata.namespace, a.metadata.name ?? '') < nameKey(b.metadata.namespace, b.metadata.name ?? '') ? -1 : 1));
    const from = Number(request.parameters.get('continue') ?? 0);
    const limit = Number(request.parameters.get('limit') ?? 0) || all.length;
    const more = from + limit < all.length ? { continue: String(from + limit), remainingItemCount: all.length - from - limit } : {};
    return { kind: 'List', apiVersion: 'v1', metadata: { resourceVersion: String(store.revision), ...more }, items: all.slice(from, from + limit) };
  };

  const watch = (request: FakeRequest, signal: AbortSignal | undefined): TransportResponse => {
    const { at, namespace, parameters } = request;
    const sendInitialEvents = parameters.get('sendInitialEvents') === 'true';
    if (sendInitialEvents && options.withoutWatchList) throw new StatusError(422, 'Invalid', 'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled');
    const matches = selecting(parameters.get('labelSelector'), parameters.get('fieldSelector'));
    const stream = (): AsyncIterable<Buffer> => fakeWatch({ store, at, namespace, matches, resourceVersion: parameters.get('resourceVersion'), sendInitialEvents, signal, open });
    return { status: 200, headers: {}, stream, bytes: () => Promise.reject(new Error('a watch has no end')) };
  };

  const handle = async (incoming: TransportRequest): Promise<TransportResponse> => {
    try {
      const request = parse(incoming, definitions);
      const action = actionOf(request);
      actions.push(action);
      for (const reaction of reactions) reaction(action);
      switch (action.verb) {
        case 'watch': return watch(request, incoming.signal);
        case 'list': return answer(200, list(request));
        case 'get': return answer(200, store.get(request.at, request.namespace, request.name!));
        case 'deletecollection':
          for (const { metadata } of collection(request)) write(store, { ...request, namespace: metadata.namespace, name: metadata.name }, now());
          return answer(200, {});
        default: return answer(action.verb === 'create' ? 201 : 200, write(store, request, now()));
      }
    } catch (error) {
      if (error instanceof StatusError) return answer(error.code, error.toStatus());
      throw error;
    }
  };

  const client = createClient(createFunctionTransport(handle, 'https://fake.test'));
  const known = <T extends KubeObject>(definition: ResourceDefinition<T>): Location => {
    const at = locationOf(definition);
    definitions.set(at.id, definition as unknown as ResourceDefinition);
    return at;
  };
  const split = (key: string): [string | undefined, string] => (key.includes('/') ? [key.slice(0, key.indexOf('/')), key.slice(key.indexOf('/') + 1)] : [undefined, key]);

  return {
    transport: client.transport,
    raw: client.raw,
    resource: <T extends KubeObject>(definition: ResourceDefinition<T>, namespace?: string) => {
      known(definition);
      return namespace === undefined ? client.resource(definition) : client.resource(definition, namespace);
    },
    actions,
    get writes() { return actions.filter(({ verb }) => verb !== 'get' && verb !== 'list' && verb !== 'watch'); },
    clearActions() { actions.length = 0; },
    react(reaction) { reactions.add(reaction); return () => void reactions.delete(reaction); },
    object: <T extends KubeObject>(definition: ResourceDefinition<T>, key: string) => store.find(known(definition), ...split(key)) as T | undefined,
    objects: <T extends KubeObject>(definition: ResourceDefinition<T>) => store.list(known(definition)) as T[],
    put<T extends KubeObject>(definition: ResourceDefinition<T>, draft: Draft<T>) {
      const at = known(definition);
      const object = { apiVersion: groupVersion(definition), kind: definition.kind.gvk.kind, ...structuredClone(draft) } as unknown as KubeObject;
      const old = store.find(at, object.metadata.namespace, object.metadata.name ?? '');
      if (!old) return store.create(at, object) as T;
      const { uid, creationTimestamp, generation } = old.metadata;
      return store.update(at, { ...object, metadata: { uid, creationTimestamp, generation, ...object.metadata, resourceVersion: old.metadata.resourceVersion } }) as T;
    },
    remove(definition, key) { store.remove(known(definition), ...split(key)); },
    breakWatches(error) { for (const each of [...open]) each.break(error); },
    compact() { store.compact(); },
    async settled() {
      do await new Promise((resolve) => setImmediate(resolve)); while ([...open].some((each) => !each.caughtUp));
      // One more turn for readers of what was sent last.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
