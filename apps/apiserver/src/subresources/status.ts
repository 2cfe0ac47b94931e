import { methodNotSupported } from '@kubets/apimachinery/errors/status';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import type { ApiResponse } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import type { Verbs } from '../verbs/verbs.js';

/** `status`: the same object, of which only the status is written. */
export class StatusSubresource implements ResourceHandler {
  constructor(private readonly verbs: Verbs) {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const storage = served.storage!;
    switch (context.info.verb) {
      case 'get': return this.verbs.get(context, storage);
      case 'update': return this.verbs.update(context, storage, 'status');
      case 'patch': return this.verbs.patch(context, storage, 'status');
      default: throw methodNotSupported({ group: context.info.group, resource: context.info.resource }, context.info.verb);
    }
  }
}
