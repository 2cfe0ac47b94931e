import { groupVersion, type KubeObject, type ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/index';
import type { Client, DeleteOptions, ListOptions, ObjectList, Patch, ResourceClient, WatchEvent, WatchOptions, WriteOptions } from './client.js';
import { systemClock, type Clock } from './clock.js';
import { exchange, readJson } from './exchange.js';
import { collectionPath, objectPath, query } from './paths.js';
import type { Transport, TransportRequest } from './transport.js';
import { watchEvents } from './watch-stream.js';

type Method = TransportRequest['method'];
type Send = <R>(method: Method, path: string, body?: unknown, contentType?: string) => Promise<R>;

const PATCH_TYPES: Readonly<Record<Patch['type'], string>> = {
  json: 'application/json-patch+json', merge: 'application/merge-patch+json', strategic: 'application/strategic-merge-patch+json',
  // JSON is YAML.
  apply: 'application/apply-patch+yaml',
};

const writeQuery = (options: WriteOptions | undefined): Record<string, string | undefined> =>
  ({ fieldManager: options?.fieldManager, dryRun: options?.dryRun ? 'All' : undefined });

const listQuery = (o: ListOptions | undefined): Record<string, string | number | undefined> => ({
  labelSelector: o?.labelSelector, fieldSelector: o?.fieldSelector, limit: o?.limit, continue: o?.continue,
  resourceVersion: o?.resourceVersion, resourceVersionMatch: o?.resourceVersionMatch,
});

const watchQuery = (o: WatchOptions): Record<string, string | number | boolean | undefined> => ({
  watch: true, allowWatchBookmarks: true, resourceVersion: o.resourceVersion, labelSelector: o.labelSelector, fieldSelector: o.fieldSelector,
  timeoutSeconds: o.timeoutSeconds, ...(o.sendInitialEvents ? { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' } : {}),
});

/** `undefined` when nothing was asked for, so that no body is sent. */
const deleteBody = (o: DeleteOptions | undefined): object | undefined => {
  const { propagationPolicy, gracePeriodSeconds, preconditions } = o ?? {};
  if (propagationPolicy === undefined && gracePeriodSeconds === undefined && preconditions === undefined) return undefined;
  return { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy, gracePeriodSeconds, preconditions };
};

/** A client that speaks JSON over any transport. */
export function createClient(transport: Transport, clock: Clock = systemClock): Client {
  const send: Send = async (method, path, body, contentType = 'application/json') => {
    const response = await exchange(transport, clock, {
      method, path,
      headers: { Accept: 'application/json', ...(body === undefined ? {} : { 'Content-Type': contentType }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return readJson(response, `${method} ${path.split('?')[0]}`);
  };
  return {
    transport,
    resource: <T extends KubeObject>(definition: ResourceDefinition<T>, namespace?: string) => resourceClient(transport, clock, send, definition, namespace),
    raw: (method, path, body, contentType) => send(method, path, body, contentType),
  };
}

function resourceClient<T extends KubeObject>(
  transport: Transport, clock: Clock, send: Send, definition: ResourceDefinition<T>, namespace: string | undefined,
): ResourceClient<T> {
  const type = { apiVersion: groupVersion(definition), kind: definition.kind.gvk.kind };
  const one = (name: string, subresource?: string, ns = namespace): string => objectPath(definition, ns, name, subresource);
  const all = collectionPath(definition, namespace);
  const typed = <O extends object>(object: O): O => ({ ...type, ...object, ...type });
  const put = async (object: T, options: WriteOptions | undefined, subresource?: string): Promise<T> =>
    send('PUT', one(object.metadata.name ?? '', subresource, namespace ?? object.metadata.namespace) + query(writeQuery(options)), typed(object));

  async function* watch(options: WatchOptions = {}): AsyncGenerator<WatchEvent<T>> {
    try {
      const response = await exchange(transport, clock, {
        method: 'GET', path: all + query(watchQuery(options)), headers: { Accept: 'application/json' }, ...(options.signal ? { signal: options.signal } : {}),
      });
      yield* watchEvents<T>(response.stream());
    } catch (error) {
      // Who aborts a watch wants its end, not an error.
      if (!options.signal?.aborted) throw error;
    }
  }

  return {
    get: async (name) => send('GET', one(name)),
    async list(options) {
      const list = await send<ObjectList<T>>('GET', all + query(listQuery(options)));
      // Items of a typed list travel without their type; everything that handles single objects relies on it.
      const items = list.items ?? [];
      for (const item of items) Object.assign(item, type);
      return { metadata: list.metadata, items };
    },
    create: async (object: Draft<T>, options) => {
      const target = namespace ?? (object as Partial<KubeObject>).metadata?.namespace;
      if (definition.namespaced && !target) throw new Error(`${definition.resource} are namespaced: set metadata.namespace, or ask for the client of a namespace`);
      return send('POST', collectionPath(definition, target) + query(writeQuery(options)), typed(object as object));
    },
    update: (object, options) => put(object, options),
    updateStatus: (object, options) => put(object, options, 'status'),
    patch: async (name, patch, options) => send('PATCH', one(name, options?.subresource) + query({
      ...writeQuery(options), ...(patch.type === 'apply' ? { fieldManager: patch.fieldManager, force: patch.force } : {}),
    }), patch.body, PATCH_TYPES[patch.type]),
    delete: async (name, options) => { await send('DELETE', one(name), deleteBody(options)); },
    deleteCollection: async (options) => { await send('DELETE', all + query(listQuery(options)), deleteBody(options)); },
    watch,
    createSubresource: async (name, subresource, body) => send('POST', one(name, subresource), body),
  };
}
