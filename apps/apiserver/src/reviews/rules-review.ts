import type { SelfSubjectRulesReview } from '@kubets/api/authorization/v1/self-subject-rules-review';
import { badRequest } from '@kubets/apimachinery/errors/status';
import type { RbacAuthorizer } from '../authorization/rbac/rbac-authorizer.js';
import { fieldValidationOf, readObject } from '../content/body.js';
import { respondObject } from '../content/respond.js';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { ResourceHandler } from '../router.js';

/** `SelfSubjectRulesReview`: everything that the caller may do in a namespace (`kubectl auth can-i --list`). */
export class RulesReviewHandler implements ResourceHandler {
  constructor(private readonly rbac: RbacAuthorizer) {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const { request, user } = context;
    const { object } = readObject(served.definition.kind, await request.body(), headerOf(request, 'content-type'), fieldValidationOf(request.query));
    const review = object as unknown as SelfSubjectRulesReview;
    const namespace = review.spec.namespace ?? '';
    if (!namespace) throw badRequest('no namespace on request: spec.namespace is required');
    const resourceRules: object[] = [];
    const nonResourceRules: object[] = [];
    if (user.groups.includes('system:masters')) {
      resourceRules.push({ verbs: ['*'], apiGroups: ['*'], resources: ['*'] });
      nonResourceRules.push({ verbs: ['*'], nonResourceURLs: ['*'] });
    }
    for (const { rules } of this.rbac.rulesFor(user, namespace)) {
      for (const rule of rules) {
        if (rule.resources?.length) resourceRules.push({ verbs: rule.verbs, apiGroups: rule.apiGroups ?? [], resources: rule.resources, ...(rule.resourceNames?.length ? { resourceNames: rule.resourceNames } : {}) });
        if (rule.nonResourceURLs?.length) nonResourceRules.push({ verbs: rule.verbs, nonResourceURLs: rule.nonResourceURLs });
      }
    }
    return respondObject(served.definition.kind, { ...review, status: { resourceRules, nonResourceRules, incomplete: false } }, context.negotiated, 201);
  }
}
