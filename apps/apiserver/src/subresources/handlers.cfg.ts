import * as core from '@kubets/api/core/v1/resources.cfg';
import type { AdmissionChain } from '../admission/plugin.js';
import type { Authenticator } from '../authentication/authenticator.js';
import type { Bound, ServiceAccountTokens } from '../authentication/service-account-tokens.js';
import type { Authorizer } from '../authorization/authorizer.js';
import type { RbacAuthorizer } from '../authorization/rbac/rbac-authorizer.js';
import type { Registry } from '../registry/registry.js';
import type { ResourceHandler } from '../router.js';
import type { Verbs } from '../verbs/verbs.js';
import { AccessReviewHandler } from '../reviews/access-review.js';
import { SelfReviewHandler, TokenReviewHandler } from '../reviews/identity-review.js';
import { RulesReviewHandler } from '../reviews/rules-review.js';
import { BindingSubresource } from './binding.js';
import { NamespaceFinalizeSubresource } from './namespace-finalize.js';
import type { NodeDialer } from './node-dialer.js';
import { PodConnectSubresource } from './pod-connect.js';
import { ScaleSubresource } from './scale.js';
import { ServiceAccountTokenSubresource } from './service-account-token.js';
import { StatusSubresource } from './status.js';

export interface HandlerNeeds {
  readonly verbs: Verbs;
  readonly admission: AdmissionChain;
  readonly registry: Registry;
  readonly tokens: ServiceAccountTokens;
  readonly audiences: readonly string[];
  readonly authorizers: readonly Authorizer[];
  readonly authenticators: readonly Authenticator[];
  readonly rbac: RbacAuthorizer;
  readonly dialNode: NodeDialer;
  readonly now: () => number;
}

/** Subresources and resources that are not kept, by `group/resource/subresource`; `*` stands for every group and resource. */
export function handlers(needs: HandlerNeeds): ReadonlyMap<string, ResourceHandler> {
  const { admission, now, registry } = needs;
  const pods = () => registry.storage(core.pods);
  const nodes = () => registry.storage(core.nodes);
  const connect = { pods, nodes, dial: needs.dialNode };
  const binding = new BindingSubresource(pods, admission, now);
  const bound = { Pod: core.pods, Secret: core.secrets, Node: core.nodes } as const;
  return new Map<string, ResourceHandler>([
    ['*/*/status', new StatusSubresource(needs.verbs)],
    ['*/*/scale', new ScaleSubresource(admission, now)],
    ['/pods/binding', binding],
    ['/bindings/', binding],
    ['/pods/log', new PodConnectSubresource(connect, 'log')],
    ['/pods/exec', new PodConnectSubresource(connect, 'exec')],
    ['/pods/attach', new PodConnectSubresource(connect, 'attach')],
    ['/pods/portforward', new PodConnectSubresource(connect, 'portforward')],
    ['authorization.k8s.io/subjectaccessreviews/', new AccessReviewHandler(needs.authorizers, 'spec')],
    ['authorization.k8s.io/localsubjectaccessreviews/', new AccessReviewHandler(needs.authorizers, 'spec')],
    ['authorization.k8s.io/selfsubjectaccessreviews/', new AccessReviewHandler(needs.authorizers, 'caller')],
    ['authorization.k8s.io/selfsubjectrulesreviews/', new RulesReviewHandler(needs.rbac)],
    ['authentication.k8s.io/selfsubjectreviews/', new SelfReviewHandler(now)],
    ['authentication.k8s.io/tokenreviews/', new TokenReviewHandler(needs.tokens, needs.audiences)],
    ['/namespaces/finalize', new NamespaceFinalizeSubresource(admission, now)],
    ['/serviceaccounts/token', new ServiceAccountTokenSubresource(needs.tokens, needs.audiences,
      (kind: Bound['kind'], namespace, name) => registry.storage(bound[kind] as never).peek(namespace, name)?.object)],
  ]);
}
