import type { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { Client, ObjectList, ResourceClient } from '@kubets/client/client';
import { systemClock } from '@kubets/client/clock';
import { exchange, readJson } from '@kubets/client/exchange';
import { query } from '@kubets/client/paths';
import type { TransportRequest } from '@kubets/client/transport';
import { watchEvents } from '@kubets/client/watch-stream';
import { objectPathOf, type DiscoveredResource } from '../discovery/discover.js';

/** Only metadata travels; servers that do not know the form send everything, which works as well (API concepts, "Metadata-only fetches"). */
const as = (kind: string): string => `application/json;as=${kind};g=meta.k8s.io;v=v1,application/json`;

/** Reads and changes the metadata of objects of any kind. */
export class MetadataClient {
  constructor(private readonly client: Client) {}

  async #send<R>(method: TransportRequest['method'], path: string, accept: string, body?: object, contentType = 'application/json'): Promise<R> {
    const response = await exchange(this.client.transport, systemClock, {
      method, path, headers: { Accept: accept, ...(body ? { 'Content-Type': contentType } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return readJson(response, `${method} ${path}`);
  }

  /** `undefined` when there is no such object. */
  async get(resource: DiscoveredResource, namespace: string | undefined, name: string): Promise<ObjectMeta | undefined> {
    try {
      return (await this.#send<KubeObject>('GET', objectPathOf(resource, namespace, name), as('PartialObjectMetadata'))).metadata;
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** @param metadata the fields to replace; fails when the object is no longer of the version that it was read in */
  async patch(resource: DiscoveredResource, of: ObjectMeta, metadata: Partial<ObjectMeta>): Promise<void> {
    const body = { metadata: { uid: of.uid, resourceVersion: of.resourceVersion, ...metadata } };
    await this.#send('PATCH', objectPathOf(resource, of.namespace, of.name ?? ''), as('PartialObjectMetadata'), body, 'application/merge-patch+json');
  }

  /** Deletes exactly this object, in the version that was judged. */
  async delete(resource: DiscoveredResource, { namespace, name, uid, resourceVersion }: ObjectMeta, propagationPolicy: string): Promise<void> {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy, preconditions: { uid, resourceVersion } };
    await this.#send('DELETE', objectPathOf(resource, namespace, name ?? ''), 'application/json', body);
  }

  /** What a reflector needs of one resource, in all namespaces. */
  lister({ base, resource }: DiscoveredResource): Pick<ResourceClient<KubeObject>, 'list' | 'watch'> {
    const path = `${base}/${resource}`;
    const { transport } = this.client;
    const send = <R>(to: string): Promise<R> => this.#send('GET', to, as('PartialObjectMetadataList'));
    return {
      async list(o = {}) {
        const list = await send<ObjectList<KubeObject>>(path + query({ limit: o.limit, continue: o.continue, resourceVersion: o.resourceVersion }));
        return { metadata: list.metadata, items: list.items ?? [] };
      },
      async* watch(o = {}) {
        const initial = o.sendInitialEvents ? { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' } : {};
        const parameters = query({ watch: true, allowWatchBookmarks: true, resourceVersion: o.resourceVersion, timeoutSeconds: o.timeoutSeconds, ...initial });
        try {
          const response = await exchange(transport, systemClock, { method: 'GET', path: path + parameters, headers: { Accept: as('PartialObjectMetadata') }, ...(o.signal ? { signal: o.signal } : {}) });
          yield* watchEvents<KubeObject>(response.stream());
        } catch (error) {
          if (!o.signal?.aborted) throw error;
        }
      },
    };
  }
}
