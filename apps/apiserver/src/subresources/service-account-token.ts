import type { Pod } from '@kubets/api/core/v1/pod';
import { TokenRequest } from '@kubets/api/authentication/v1/token-request';
import * as field from '@kubets/apimachinery/errors/field';
import { conflict, invalid, notFound } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { AdmissionChain, Attributes } from '../admission/plugin.js';
import type { Bound, ServiceAccountTokens } from '../authentication/service-account-tokens.js';
import { fieldValidationOf, readObject } from '../content/body.js';
import { respondObject } from '../content/respond.js';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { ResourceHandler } from '../router.js';

const MIN_SECONDS = 600;
const MAX_SECONDS = 2 ** 32;
const DEFAULT_SECONDS = 3600;
const GK = { group: 'authentication.k8s.io', kind: 'TokenRequest' };

type Find = (kind: Bound['kind'], namespace: string, name: string) => KubeObject | undefined;

/** `serviceaccounts/<name>/token`: the TokenRequest API. */
export class ServiceAccountTokenSubresource implements ResourceHandler {
  constructor(
    private readonly tokens: ServiceAccountTokens, private readonly audiences: readonly string[], private readonly find: Find, private readonly admission: AdmissionChain,
  ) {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const { info, request } = context;
    const account = (await served.storage!.get(info.namespace, info.name)).object;
    const { object: asked } = readObject(TokenRequest, await request.body(), headerOf(request, 'content-type'), fieldValidationOf(request.query));
    const seconds = asked.spec.expirationSeconds ?? DEFAULT_SECONDS;
    const errors = [
      ...(seconds < MIN_SECONDS ? [field.invalid('spec.expirationSeconds', seconds, 'may not specify a duration less than 10 minutes')] : []),
      ...(seconds > MAX_SECONDS ? [field.invalid('spec.expirationSeconds', seconds, 'may not specify a duration larger than 2^32 seconds')] : []),
    ];
    if (errors.length) throw invalid(GK, '', errors);
    await this.#admit(context, served, asked);
    const bound = this.#bound(asked, info.namespace, info.name);
    const audiences = asked.spec.audiences?.length ? asked.spec.audiences : this.audiences;
    const { token, expires } = await this.tokens.sign({
      namespace: info.namespace, serviceAccount: { name: info.name, uid: account.metadata.uid ?? '' }, audiences, seconds, ...bound,
    });
    return respondObject(TokenRequest, {
      kind: 'TokenRequest', apiVersion: 'authentication.k8s.io/v1',
      metadata: { name: info.name, namespace: info.namespace, creationTimestamp: formatTime(expires - seconds * 1000) },
      spec: { ...asked.spec, audiences, expirationSeconds: seconds }, status: { token, expirationTimestamp: formatTime(expires) },
    }, context.negotiated, 201);
  }

  /** Among other things: a node may ask for tokens of its own pods only. */
  async #admit(context: RequestContext, served: Served, asked: TokenRequest): Promise<void> {
    const attributes: Attributes = {
      operation: 'CREATE', definition: served.definition, subresource: 'token', namespace: context.info.namespace, name: context.info.name,
      object: asked as unknown as KubeObject, old: undefined, user: context.user, dryRun: false, warn: (message) => void context.warnings.add(message),
    };
    await this.admission.mutate(attributes);
    await this.admission.validate(attributes);
  }

  #bound(asked: TokenRequest, namespace: string, account: string): { bound?: Bound; node?: { name: string; uid: string } } {
    const ref = asked.spec.boundObjectRef;
    if (!ref) return {};
    const { kind = '', name = '' } = ref;
    if (kind !== 'Pod' && kind !== 'Secret' && kind !== 'Node') throw invalid(GK, '', [field.notSupported('spec.boundObjectRef.kind', kind, ['Pod', 'Secret', 'Node'])]);
    const resource = { group: '', resource: `${kind.toLowerCase()}s` };
    const found = this.find(kind, kind === 'Node' ? '' : namespace, name);
    if (!found) throw notFound(resource, name);
    const uid = found.metadata.uid ?? '';
    if (ref.uid && ref.uid !== uid) throw conflict(resource, name, `the UID in the bound object reference (${ref.uid}) does not match the UID in record. The object might have been deleted and then recreated`);
    if (kind !== 'Pod') return { bound: { kind, name, uid } };
    const pod = found as Pod;
    if (pod.spec.serviceAccountName !== account) throw invalid(GK, '', [field.invalid('spec.boundObjectRef.name', name, `cannot bind token for serviceaccount ${JSON.stringify(account)} to pod running with different serviceaccount name.`)]);
    const node = pod.spec.nodeName ? this.find('Node', '', pod.spec.nodeName) : undefined;
    return { bound: { kind, name, uid }, ...(node ? { node: { name: node.metadata.name ?? '', uid: node.metadata.uid ?? '' } } : {}) };
  }
}
