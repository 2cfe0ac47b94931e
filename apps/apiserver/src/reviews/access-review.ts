import type { ResourceAttributes, NonResourceAttributes } from '@kubets/api/authorization/v1/access-review';
import * as field from '@kubets/apimachinery/errors/field';
import { badRequest, invalid } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { AccessAttributes, Authorizer } from '../authorization/authorizer.js';
import { fieldValidationOf, readObject } from '../content/body.js';
import { respondObject } from '../content/respond.js';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf, type UserInfo } from '../request/request.js';
import type { ResourceHandler } from '../router.js';

interface Spec {
  readonly resourceAttributes?: ResourceAttributes;
  readonly nonResourceAttributes?: NonResourceAttributes;
  readonly user?: string;
  readonly groups?: readonly string[];
  readonly uid?: string;
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** Answers `SubjectAccessReview`, `LocalSubjectAccessReview` and `SelfSubjectAccessReview`: may somebody do something? */
export class AccessReviewHandler implements ResourceHandler {
  /** @param subject whose rights are asked about: those of the user in the spec, or of the caller */
  constructor(private readonly authorizers: readonly Authorizer[], private readonly subject: 'spec' | 'caller') {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const { request, info } = context;
    const { definition } = served;
    const { object } = readObject(definition.kind, await request.body(), headerOf(request, 'content-type'), fieldValidationOf(request.query));
    const { spec } = object as KubeObject & { spec: Spec };
    const name = definition.kind.gvk;
    const errors: field.FieldError[] = [];
    if (!spec.resourceAttributes === !spec.nonResourceAttributes) errors.push(field.invalid('spec.resourceAttributes', spec.nonResourceAttributes ?? null, 'exactly one of nonResourceAttributes or resourceAttributes must be specified'));
    if (this.subject === 'spec' && !spec.user && !spec.groups?.length) errors.push(field.invalid('spec.user', spec.user ?? '', 'at least one of user or group must be specified'));
    if (errors.length) throw invalid(name, '', errors);
    if (info.namespace && spec.resourceAttributes?.namespace !== info.namespace) {
      throw badRequest(`spec.resourceAttributes.namespace must match namespace: ${JSON.stringify(spec.resourceAttributes?.namespace ?? '')} is not ${JSON.stringify(info.namespace)}`);
    }
    const user: UserInfo = this.subject === 'caller' ? context.user : { name: spec.user ?? '', groups: spec.groups ?? [], ...(spec.uid ? { uid: spec.uid } : {}), ...(spec.extra ? { extra: spec.extra } : {}) };
    const status = await decide(this.authorizers, attributesOf(spec, user));
    return respondObject(definition.kind, { ...(object as object), status }, context.negotiated, 201);
  }
}

export function attributesOf(spec: Pick<Spec, 'resourceAttributes' | 'nonResourceAttributes'>, user: UserInfo): AccessAttributes {
  const r = spec.resourceAttributes;
  if (r) {
    return {
      user, verb: r.verb ?? '', isResource: true, group: r.group ?? '', version: r.version ?? '', resource: r.resource ?? '', subresource: r.subresource ?? '',
      namespace: r.namespace ?? '', name: r.name ?? '', path: '',
    };
  }
  const n = spec.nonResourceAttributes;
  return { user, verb: n?.verb ?? '', isResource: false, group: '', version: '', resource: '', subresource: '', namespace: '', name: '', path: n?.path ?? '' };
}

/** The status of a review. */
async function decide(authorizers: readonly Authorizer[], attributes: AccessAttributes): Promise<{ allowed: boolean; denied?: boolean; reason?: string }> {
  const reasons: string[] = [];
  for (const authorizer of authorizers) {
    const { decision, reason } = await authorizer.authorize(attributes);
    if (decision === 'allow') return { allowed: true, ...(reason ? { reason } : {}) };
    if (reason) reasons.push(reason);
    if (decision === 'deny') return { allowed: false, denied: true, ...(reasons.length ? { reason: reasons.join(', ') } : {}) };
  }
  return { allowed: false, ...(reasons.length ? { reason: reasons.join(', ') } : {}) };
}
