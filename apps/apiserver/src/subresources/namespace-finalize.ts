import type { Namespace } from '@kubets/api/core/v1/namespace';
import { badRequest } from '@kubets/apimachinery/errors/status';
import type { AdmissionChain } from '../admission/plugin.js';
import { fieldValidationOf, readObject } from '../content/body.js';
import { respondStored } from '../content/respond.js';
import type { ResourceStorage } from '../registry/resource-storage.js';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import { hooksFor, isDryRun, writeContextOf } from '../verbs/write.js';

/** `namespaces/<name>/finalize`: the only way to change `spec.finalizers`. */
export class NamespaceFinalizeSubresource implements ResourceHandler {
  constructor(private readonly admission: AdmissionChain, private readonly now: () => number) {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const { info, request } = context;
    const storage = served.storage as unknown as ResourceStorage<Namespace>;
    const { object: asked } = readObject(storage.definition.kind, await request.body(), headerOf(request, 'content-type'), fieldValidationOf(request.query));
    if (asked.metadata.name !== info.name) throw badRequest(`the name of the object (${asked.metadata.name ?? ''}) does not match the name on the URL (${info.name})`);
    const write = writeContextOf(context, this.now(), isDryRun(request.query));
    const { stored } = await storage.update('', info.name, { ...write, namespace: '' }, hooksFor(context, storage, this.admission, 'UPDATE', write, false), (current) => {
      if (asked.spec.finalizers?.length) current.spec.finalizers = asked.spec.finalizers; else delete current.spec.finalizers;
      if (asked.metadata.resourceVersion) current.metadata.resourceVersion = asked.metadata.resourceVersion;
      return current;
    }, { target: 'own' });
    return respondStored(served.definition, served.storage!.view, stored, context.negotiated, { now: this.now() });
  }
}
