import * as core from '@kubets/api/core/v1/resources.cfg';
import * as discovery from '@kubets/api/discovery/v1/resources.cfg';
import * as policy from '@kubets/api/policy/v1/resources.cfg';
import type { AdmissionChain } from '../admission/plugin.js';
import type { Authenticator } from '../authentication/authenticator.js';
import type { Bound, ServiceAccountTokens } from '../authentication/service-account-tokens.js';
import type { Authorizer } from '../authorization/authorizer.js';
import type { RbacAuthorizer } from '../authorization/rbac/rbac-authorizer.js';
import type { Registry } from '../registry/registry.js';
import type { ResourceHandler } from '../router.js';
import type { Deleter } from '../verbs/delete.js';
import type { Lister } from '../verbs/list.js';
import type { Verbs } from '../verbs/verbs.js';
import { AccessReviewHandler } from '../reviews/access-review.js';
import { SelfReviewHandler, TokenReviewHandler } from '../reviews/identity-review.js';
import { RulesReviewHandler } from '../reviews/rules-review.js';
import { BindingSubresource } from './binding.js';
import { ComponentStatusHandler, type ControlPlanePart } from './component-status.js';
import { EvictionSubresource } from './eviction.js';
import { NamespaceFinalizeSubresource } from './namespace-finalize.js';
import type { NodeDialer } from './node-dialer.js';
import { PodConnectSubresource } from './pod-connect.js';
import { PartSubresource } from './part.js';
import { approval, ephemeralContainers, resize } from './parts.js';
import { ProxySubresource } from './proxy.js';
import { nodeTarget, podTarget, serviceTarget } from './proxy-targets.js';
import { ScaleSubresource } from './scale.js';
import { ServiceAccountTokenSubresource } from './service-account-token.js';

export interface HandlerNeeds {
  readonly verbs: Verbs;
  readonly deleter: Deleter;
  readonly lister: Lister;
  readonly admission: AdmissionChain;
  readonly registry: Registry;
  readonly tokens: ServiceAccountTokens;
  readonly audiences: readonly string[];
  readonly authorizers: readonly Authorizer[];
  readonly authenticators: readonly Authenticator[];
  readonly rbac: RbacAuthorizer;
  readonly dialNode: NodeDialer;
  readonly controlPlane: readonly ControlPlanePart[];
  readonly now: () => number;
  readonly random: () => number;
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
    ['*/*/status', new PartSubresource(needs.verbs, 'status')],
    ['*/*/scale', new ScaleSubresource(admission, now)],
    ['/pods/binding', binding],
    ['/bindings/', binding],
    ['/pods/eviction', new EvictionSubresource({ pods, budgets: () => registry.storage(policy.poddisruptionbudgets), admission, deleter: needs.deleter, now })],
    ['/pods/ephemeralcontainers', new PartSubresource(needs.verbs, ephemeralContainers)],
    ['/pods/resize', new PartSubresource(needs.verbs, resize)],
    ['certificates.k8s.io/certificatesigningrequests/approval', new PartSubresource(needs.verbs, approval(now))],
    ['/nodes/proxy', new ProxySubresource(nodeTarget(nodes, needs.dialNode))],
    ['/pods/proxy', new ProxySubresource(podTarget(pods))],
    ['/services/proxy', new ProxySubresource(serviceTarget({ services: () => registry.storage(core.services), slices: () => registry.storage(discovery.endpointslices), random: needs.random }))],
    ['/componentstatuses/', new ComponentStatusHandler(needs.controlPlane, needs.lister, now)],
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
      (kind: Bound['kind'], namespace, name) => registry.storage(bound[kind] as never).peek(namespace, name)?.object, admission)],
  ]);
}
