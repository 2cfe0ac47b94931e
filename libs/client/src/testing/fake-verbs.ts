import { badRequest, methodNotAllowed, unknownPath } from '@kubets/apimachinery/errors/status';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { applyJsonPatch, applyMergePatch, applyStrategicMergePatch } from '@kubets/apimachinery/patch/index';
import type { Json } from '@kubets/apimachinery/schema/index';
import { formatTime } from '@kubets/apimachinery/time/index';
import { nameKey, type FakeStore, type Location } from './fake-store.js';

/** A request taken apart. */
export interface FakeRequest {
  readonly method: string;
  readonly at: Location;
  readonly definition: ResourceDefinition | undefined;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  readonly parameters: URLSearchParams;
  readonly contentType: string;
  readonly body: Record<string, unknown> | unknown[] | undefined;
}

type WithParts = KubeObject & { spec?: Record<string, unknown>; status?: Record<string, unknown> };

const copy = (object: KubeObject): WithParts => structuredClone(object);
const hasStatus = (request: FakeRequest): boolean => request.definition?.subresources?.some((s) => s.name === 'status') ?? false;

/** Writes to one object, by method and subresource. Returns what the server answers. */
export function write(store: FakeStore, request: FakeRequest, now: number): unknown {
  const dry = request.parameters.has('dryRun');
  switch (request.method) {
    case 'POST': return request.name ? post(store, request, now) : create(store, request, dry);
    case 'PUT': return replace(store, request, request.body as unknown as WithParts, dry);
    case 'PATCH': return patch(store, request, dry);
    case 'DELETE': return dry ? {} : remove(store, request, now);
    default: throw methodNotAllowed();
  }
}

function create(store: FakeStore, { at, namespace, body }: FakeRequest, dry: boolean): KubeObject {
  const object = copy(body as unknown as KubeObject);
  object.metadata ??= {};
  if (namespace) object.metadata.namespace = namespace;
  if (!object.metadata.name && !object.metadata.generateName) throw badRequest('name or generateName is required');
  if (object.metadata.resourceVersion) throw badRequest('resourceVersion should not be set on objects to be created');
  return dry ? object : store.create(at, object);
}

/** A main write leaves the status alone and a status write everything else, for resources that have the subresource. */
function replace(store: FakeStore, request: FakeRequest, wanted: WithParts, dry: boolean): KubeObject {
  const { at, namespace, name = '', subresource } = request;
  const old = copy(store.get(at, namespace, name));
  const next = copy(wanted);
  const kept = { uid: old.metadata.uid, creationTimestamp: old.metadata.creationTimestamp, deletionTimestamp: old.metadata.deletionTimestamp };
  let object: WithParts;
  if (subresource === 'status') {
    object = { ...old, ...(next.status === undefined ? {} : { status: next.status }), metadata: { ...old.metadata, resourceVersion: next.metadata.resourceVersion } };
  } else {
    object = { ...next, metadata: { ...next.metadata, namespace, name, generation: old.metadata.generation } };
    for (const [key, value] of Object.entries(kept)) if (value === undefined) delete (object.metadata as Record<string, unknown>)[key]; else Object.assign(object.metadata, { [key]: value });
    if (hasStatus(request)) { if (old.status === undefined) delete object.status; else object.status = old.status; }
    if (!namespace) delete object.metadata.namespace;
    if (JSON.stringify(object.spec) !== JSON.stringify(old.spec)) object.metadata.generation = (old.metadata.generation ?? 0) + 1;
  }
  return dry ? object : store.update(at, object);
}

function patch(store: FakeStore, request: FakeRequest, dry: boolean): KubeObject {
  const { at, namespace, name = '', contentType, body, definition } = request;
  if (contentType.startsWith('application/apply-patch') && !store.find(at, namespace, name)) {
    return create(store, { ...request, body: applyMergePatch({ metadata: { name } }, body as Json) as Record<string, unknown> }, dry);
  }
  const old = copy(store.get(at, namespace, name));
  // Without a version in the patch itself the server applies it to whatever is current.
  const given = (body as { metadata?: { resourceVersion?: string } }).metadata?.resourceVersion;
  const document = old as unknown as Json;
  let next: Json;
  if (contentType.startsWith('application/json-patch')) next = applyJsonPatch(document, body as Json);
  else if (contentType.startsWith('application/merge-patch') || !definition) next = applyMergePatch(document, body as Json);
  else next = applyStrategicMergePatch(definition.kind, document, body as Json);
  const object = next as unknown as WithParts;
  object.metadata = { ...object.metadata, resourceVersion: given ?? old.metadata.resourceVersion };
  return replace(store, request, object, dry);
}

function remove(store: FakeStore, { at, namespace, name = '', body, parameters }: FakeRequest, now: number): KubeObject {
  const old = copy(store.get(at, namespace, name));
  const options = (body ?? {}) as { propagationPolicy?: string; preconditions?: { uid?: string; resourceVersion?: string } };
  const { uid, resourceVersion } = options.preconditions ?? {};
  if ((uid && uid !== old.metadata.uid) || (resourceVersion && resourceVersion !== old.metadata.resourceVersion)) {
    // Reported as the conflict that it is.
    return store.update(at, { ...old, metadata: { ...old.metadata, resourceVersion: 'precondition' } });
  }
  const policy = options.propagationPolicy ?? parameters.get('propagationPolicy');
  const finalizers = new Set<string>(old.metadata.finalizers ?? []);
  if (policy === 'Foreground') finalizers.add('foregroundDeletion');
  if (policy === 'Orphan') finalizers.add('orphan');
  if (finalizers.size === 0) return store.remove(at, namespace, name);
  if (old.metadata.deletionTimestamp) return old;
  return store.update(at, { ...old, metadata: { ...old.metadata, finalizers: [...finalizers], deletionTimestamp: formatTime(now), deletionGracePeriodSeconds: 0 } });
}

/** Subresources that are posted to. */
function post(store: FakeStore, request: FakeRequest, now: number): unknown {
  const { at, namespace, name = '', subresource, body } = request;
  const object = copy(store.get(at, namespace, name));
  switch (subresource) {
    case 'binding': {
      const node = (body as { target?: { name?: string } }).target?.name;
      const conditions = [{ type: 'PodScheduled', status: 'True', lastTransitionTime: formatTime(now) }];
      store.update(at, { ...object, spec: { ...object.spec, nodeName: node }, status: { ...object.status, conditions } } as WithParts);
      return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
    }
    case 'eviction':
      remove(store, { ...request, body: (body as { deleteOptions?: Record<string, unknown> }).deleteOptions }, now);
      return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
    case 'token':
      return { ...body, status: { token: `token-of-${nameKey(namespace, name)}`, expirationTimestamp: formatTime(now + 3_600_000) } };
    default:
      throw unknownPath();
  }
}
