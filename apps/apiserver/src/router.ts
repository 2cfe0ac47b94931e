import { methodNotSupported, unknownPath } from '@kubets/apimachinery/errors/status';
import type { Served } from './registry/registry.js';
import type { RequestContext } from './request/context.js';
import type { ApiResponse } from './request/request.js';
import type { Deleter } from './verbs/delete.js';
import type { Lister } from './verbs/list.js';
import type { Verbs } from './verbs/verbs.js';
import type { Watcher } from './verbs/watch.js';

/** Serves a subresource, or a resource that is not kept (reviews). */
export interface ResourceHandler {
  handle(context: RequestContext, served: Served): Promise<ApiResponse>;
}

/** From verb and subresource to what serves them. */
export class ResourceRouter {
  /**
   * @param handlers by group, resource and subresource with slashes between; `*` stands for any group and any resource,
   *   and an empty subresource serves resources that are not kept
   */
  constructor(
    private readonly verbs: Verbs, private readonly lister: Lister, private readonly watcher: Watcher, private readonly deleter: Deleter,
    private readonly handlers: ReadonlyMap<string, ResourceHandler>,
  ) {}

  async route(context: RequestContext, served: Served): Promise<ApiResponse> {
    const { info } = context;
    const { definition } = served;
    const subject = { group: info.group, resource: info.resource };
    if (info.subresource) {
      const declared = definition.subresources?.find((s) => s.name === info.subresource);
      if (!declared) throw unknownPath();
      if (!declared.verbs.includes(info.verb as never) && !declared.verbs.includes('connect')) throw methodNotSupported(subject, info.verb);
      const handler = this.handlers.get(`${info.group}/${info.resource}/${info.subresource}`) ?? this.handlers.get(`*/*/${info.subresource}`);
      if (!handler) throw unknownPath();
      return handler.handle(context, served);
    }
    if (!definition.verbs.includes(info.verb as never)) throw methodNotSupported(subject, info.verb);
    if (definition.deprecation) context.warnings.add(definition.deprecation);
    const { storage } = served;
    if (!storage) {
      const handler = this.handlers.get(`${info.group}/${info.resource}/`);
      if (!handler) throw unknownPath();
      return handler.handle(context, served);
    }
    switch (info.verb) {
      case 'get': return this.verbs.get(context, storage);
      case 'list': return this.lister.list(storage, info.namespace, context.request.query, context.negotiated);
      case 'watch': return this.watcher.watch(storage, info.namespace, info.name, context.request.query, context.negotiated);
      case 'create': return this.verbs.create(context, storage);
      case 'update': return this.verbs.update(context, storage);
      case 'patch': return this.verbs.patch(context, storage);
      case 'delete': return this.deleter.one(context, storage);
      case 'deletecollection': return this.deleter.collection(context, storage);
      default: throw methodNotSupported(subject, info.verb);
    }
  }
}
