import { applyPatch } from '@kubets/apimachinery/apply/index';
import { applyJsonPatch } from '@kubets/apimachinery/patch/json-patch';
import { applyMergePatch } from '@kubets/apimachinery/patch/merge-patch';
import { applyStrategicMergePatch } from '@kubets/apimachinery/patch/strategic';
import { badRequest, StatusError, tooLarge, unsupportedMediaType } from '@kubets/apimachinery/errors/status';
import { groupVersion, type KubeObject } from '@kubets/apimachinery/resource/definition';
import type { AdmissionChain } from '../admission/plugin.js';
import { fieldValidationOf, readAny, readObject, readValue } from '../content/body.js';
import { respondStored } from '../content/respond.js';
import { includeObjectOf } from '../content/table.js';
import type { ResourceStorage, WriteTarget } from '../registry/resource-storage.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { Stored } from '../store/stored.js';
import { hooksFor, isDryRun, managerOf, writeContextOf } from './write.js';

type PatchKind = 'json' | 'merge' | 'strategic' | 'apply';
const PATCHES: ReadonlyMap<string, PatchKind> = new Map(Object.entries({
  'application/json-patch+json': 'json', 'application/merge-patch+json': 'merge', 'application/strategic-merge-patch+json': 'strategic',
  'application/apply-patch+yaml': 'apply', 'application/apply-patch': 'apply',
} as const));
const MAX_PATCH_OPERATIONS = 10_000;

/** Reading and writing single objects of a generic store. Lists, watches and deletions have files of their own. */
export class Verbs {
  constructor(private readonly admission: AdmissionChain, private readonly now: () => number) {}

  async get(context: RequestContext, storage: ResourceStorage): Promise<ApiResponse> {
    return this.#answer(context, storage, await storage.get(context.info.namespace, context.info.name));
  }

  async create(context: RequestContext, storage: ResourceStorage): Promise<ApiResponse> {
    const { request } = context;
    const validation = fieldValidationOf(request.query);
    const write = writeContextOf(context, this.now(), isDryRun(request.query));
    const { object, warnings } = readObject(storage.definition.kind, await request.body(), headerOf(request, 'content-type'), validation);
    for (const warning of warnings) context.warnings.add(warning);
    storage.definition.rules?.defaults?.(object as never);
    const stored = await storage.create(object as KubeObject, write, hooksFor(context, storage, this.admission, 'CREATE', write));
    return this.#answer(context, storage, stored, 201);
  }

  async update(context: RequestContext, storage: ResourceStorage, target: WriteTarget = 'main'): Promise<ApiResponse> {
    const { request, info } = context;
    const validation = fieldValidationOf(request.query);
    const write = writeContextOf(context, this.now(), isDryRun(request.query));
    const body = await request.body();
    const read = (): KubeObject => {
      const { object, warnings } = readObject(storage.definition.kind, body, headerOf(request, 'content-type'), validation);
      for (const warning of warnings) context.warnings.add(warning);
      storage.definition.rules?.defaults?.(object as never);
      return object as KubeObject;
    };
    const first = read();
    if (first.metadata.name !== info.name) throw badRequest(`the name of the object (${first.metadata.name ?? ''}) does not match the name on the URL (${info.name})`);
    if (storage.strategy.unconditionalUpdate === false && !first.metadata.resourceVersion) {
      throw new StatusError(422, 'Invalid', `${storage.definition.kind.gvk.kind} "${info.name}" is invalid: metadata.resourceVersion: Invalid value: 0: must be specified for an update`);
    }
    // Each try starts from the caller's own bytes: what admission or the strategy changed in an earlier try is gone.
    let given: KubeObject | undefined = first;
    const next = (): KubeObject => { const object = given ?? read(); given = undefined; return object; };
    const { stored, created } = await storage.update(info.namespace, info.name, write, hooksFor(context, storage, this.admission, 'UPDATE', write),
      (current) => {
        const object = next();
        // A write that leaves managedFields out keeps them; one that sets them to nothing clears them.
        if (object.metadata.managedFields === undefined && current.metadata.managedFields) object.metadata.managedFields = current.metadata.managedFields;
        return object;
      },
      { target, ...(storage.strategy.createOnUpdate && target === 'main' && !first.metadata.resourceVersion ? { createIfAbsent: async () => { await context.authorize('create'); return next(); } } : {}) });
    return this.#answer(context, storage, stored, created ? 201 : 200);
  }

  async patch(context: RequestContext, storage: ResourceStorage, target: WriteTarget = 'main'): Promise<ApiResponse> {
    const { request, info } = context;
    const { definition } = storage;
    const contentType = headerOf(request, 'content-type').split(';', 1)[0]!.trim();
    const how = PATCHES.get(contentType);
    if (!how) {
      throw unsupportedMediaType(`the body of the request was in an unknown format - accepted media types include: ${[...PATCHES.keys()].slice(0, 4).join(', ')}`);
    }
    const validation = fieldValidationOf(request.query);
    const write = writeContextOf(context, this.now(), isDryRun(request.query));
    const patch = readAny(await request.body(), contentType);
    if (how === 'apply') return this.#apply(context, storage, patch, target);
    if (request.query.get('force') !== null) throw new StatusError(422, 'Invalid', 'PatchOptions.meta.k8s.io "" is invalid: force: Forbidden: may not be specified for non-apply patch');
    if (how === 'json' && Array.isArray(patch) && patch.length > MAX_PATCH_OPERATIONS) throw tooLarge(`The allowed maximum operations in a JSON patch is ${MAX_PATCH_OPERATIONS}, got ${patch.length}`);
    const { stored } = await storage.update(info.namespace, info.name, write, hooksFor(context, storage, this.admission, 'UPDATE', write),
      (current) => {
        const doc = current as never;
        const changed = how === 'json' ? applyJsonPatch(doc, patch as never)
          : how === 'merge' ? applyMergePatch(doc, patch as never)
            : applyStrategicMergePatch(definition.kind as never, doc, patch as never);
        const { object, warnings } = readValue(definition.kind, changed, validation);
        for (const warning of warnings) context.warnings.add(warning);
        (object as KubeObject).apiVersion = groupVersion(definition);
        (object as KubeObject).kind = definition.kind.gvk.kind;
        definition.rules?.defaults?.(object as never);
        return object as KubeObject;
      }, { target });
    return this.#answer(context, storage, stored);
  }

  /** Server-side apply (KEP-555). */
  async #apply(context: RequestContext, storage: ResourceStorage, config: unknown, target: WriteTarget): Promise<ApiResponse> {
    const { request, info } = context;
    const { definition } = storage;
    if (!request.query.get('fieldManager')) {
      throw new StatusError(422, 'Invalid', 'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch', { causes: [{ reason: 'FieldValueRequired', field: 'fieldManager', message: 'Required value: is required for apply patch' }] });
    }
    const given = (config ?? {}) as { apiVersion?: unknown; kind?: unknown };
    if (!given.kind) throw badRequest("Object 'Kind' is missing in the applied configuration");
    if (!given.apiVersion) throw badRequest("Object 'apiVersion' is missing in the applied configuration");
    if (given.apiVersion !== groupVersion(definition) || given.kind !== definition.kind.gvk.kind) {
      throw badRequest(`the applied configuration is a ${String(given.kind)} in ${String(given.apiVersion)}, but the path is for ${definition.kind.gvk.kind} in ${groupVersion(definition)}`);
    }
    const { warnings } = readValue(definition.kind, config, fieldValidationOf(request.query));
    for (const warning of warnings) context.warnings.add(warning);
    const applied = config as KubeObject;
    if ((applied as { metadata?: { managedFields?: unknown[] } }).metadata?.managedFields?.length) throw badRequest('metadata.managedFields must be nil');
    const asked = applied.metadata?.name;
    if (asked !== undefined && asked !== info.name) throw badRequest(`name in URL does not match name in Patch object: ${info.name} and ${asked}`);
    const write = writeContextOf(context, this.now(), isDryRun(request.query));
    const force = request.query.get('force') === 'true' || request.query.get('force') === '1';
    const run = (live: KubeObject | undefined): KubeObject => {
      const result = applyPatch({
        type: definition.kind as never, live: live as never, config: applied as never, manager: managerOf(context), force, apiVersion: groupVersion(definition),
        subresource: info.subresource, now: write.now,
      });
      const { object } = readValue(definition.kind, result.object, 'Ignore');
      const made = object as KubeObject;
      made.metadata.name = info.name;
      if (info.namespace) made.metadata.namespace = info.namespace;
      made.metadata.managedFields = result.managedFields as never;
      definition.rules?.defaults?.(made as never);
      return made;
    };
    const hooks = hooksFor(context, storage, this.admission, 'UPDATE', write, false);
    const { stored, created } = await storage.update(info.namespace, info.name, write, hooks, (current) => run(current), {
      target, ...(target === 'main' && info.subresource === '' ? { createIfAbsent: async () => { await context.authorize('create'); return run(undefined); } } : {}),
    });
    return this.#answer(context, storage, stored, created ? 201 : 200);
  }

  #answer(context: RequestContext, storage: ResourceStorage, stored: Stored, code = 200): ApiResponse {
    return respondStored(storage.definition, storage.view, stored, context.negotiated, { code, include: includeObjectOf(context.request.query), now: this.now() });
  }
}
