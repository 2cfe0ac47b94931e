import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { methodNotSupported } from '@kubets/apimachinery/errors/status';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import type { ApiResponse } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import type { Part, WriteTarget } from '../registry/write-target.js';
import type { Verbs } from '../verbs/verbs.js';

/** A subresource that is the same object, of which one part is written: `status`, `approval`, `resize`, `ephemeralcontainers`. */
export class PartSubresource<T extends KubeObject> implements ResourceHandler {
  constructor(private readonly verbs: Verbs, private readonly part: Part<T> | 'status') {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const storage = served.storage!;
    const target = this.part as WriteTarget;
    switch (context.info.verb) {
      case 'get': return this.verbs.get(context, storage);
      case 'update': return this.verbs.update(context, storage, target);
      case 'patch': return this.verbs.patch(context, storage, target);
      default: throw methodNotSupported({ group: context.info.group, resource: context.info.resource }, context.info.verb);
    }
  }
}
