/**
 * The way of a request, top to bottom:
 * request info → authenticate → impersonate → authorize → route (admit, validate, store) → encode.
 */
import { badRequest, forbidden, internal, methodNotAllowed, methodNotSupported, StatusError, timeout, unauthorized, unknownPath } from '@kubets/apimachinery/errors/status';
import type { Logger } from '@kubets/component/log';
import { AUTHENTICATED_GROUP, ANONYMOUS, type Authenticator } from './authentication/authenticator.js';
import { impersonate } from './authentication/impersonation.js';
import type { AccessAttributes, Authorizer } from './authorization/authorizer.js';
import { CONTENT_TYPES, type Negotiated, negotiate } from './content/negotiate.js';
import { respondError } from './content/respond.js';
import type { RequestMetrics } from './metrics/request-metrics.js';
import type { Registry } from './registry/registry.js';
import { type RequestContext, warningHeader } from './request/context.js';
import type { PathTable } from './request/paths.js';
import { parseRequestInfo, type RequestInfo } from './request/request-info.js';
import { type ApiRequest, type ApiResponse, ClientGoneError, headerOf, type UserInfo } from './request/request.js';
import type { ResourceRouter } from './router.js';

export interface ChainParts {
  readonly authenticators: readonly Authenticator[];
  readonly authorizers: readonly Authorizer[];
  readonly registry: Registry;
  readonly router: ResourceRouter;
  readonly paths: PathTable;
  readonly metrics: RequestMetrics;
  readonly log: Logger;
  readonly anonymous: boolean;
}

const ACROSS_NAMESPACES: ReadonlySet<string> = new Set(['list', 'watch']);
const BY_NAME: ReadonlySet<string> = new Set(['update', 'patch']);
const PLAIN: Negotiated = { media: 'json', transform: 'none', pretty: false, contentType: CONTENT_TYPES.json };

export class RequestChain {
  constructor(private readonly parts: ChainParts) {}

  /** Never throws: every failure is an answer with a `Status`. */
  async handle(request: ApiRequest): Promise<ApiResponse> {
    const info = parseRequestInfo(request.method, request.path, request.query);
    const done = this.parts.metrics.begin(info);
    const response = this.#guarded(request, isLongRunning(info) ? await this.#serve(request, info) : await inTime(this.#serve(request, info)));
    done(response.status);
    return response;
  }

  async #serve(request: ApiRequest, info: RequestInfo): Promise<ApiResponse> {
    let negotiated: Negotiated | undefined;
    try {
      const user = await this.#authenticate(request);
      await this.#authorize(user, info);
      negotiated = this.#negotiate(request, info);
      const context: RequestContext = {
        request, info, negotiated, user, warnings: new Set(), authorize: (verb) => this.#authorize(user, { ...info, verb }),
      };
      const response = await this.#route(context);
      return context.warnings.size ? { ...response, headers: { ...response.headers, warning: warningHeader(context.warnings) } } : response;
    } catch (error) {
      return this.#failure(error, request, negotiated);
    }
  }

  /** A stream that fails while it is written is broken off: its status has been sent. */
  #guarded(request: ApiRequest, response: ApiResponse): ApiResponse {
    const { body } = response;
    if (typeof body !== 'function') return response;
    return {
      ...response,
      body: (sink) => {
        try { body(sink); } catch (error) {
          this.parts.log.error('answer broken off', { method: request.method, path: request.path, error });
          sink.destroy();
        }
      },
    };
  }

  /** Discovery and other paths pick their own form from the Accept header; what is proxied is not looked at. */
  #negotiate(request: ApiRequest, info: RequestInfo): Negotiated {
    const accept = headerOf(request, 'accept');
    if (info.isResource && !PASSED_ON.has(info.subresource)) return negotiate(accept, headerOf(request, 'user-agent'), request.query);
    try { return negotiate(accept, headerOf(request, 'user-agent'), request.query); } catch { return PLAIN; }
  }

  async #authenticate(request: ApiRequest): Promise<UserInfo> {
    const proven = request.user ?? await this.#identify(request);
    if (!proven && !this.parts.anonymous) throw unauthorized();
    const user = proven ?? ANONYMOUS;
    return impersonate(user, request, (attributes) => this.#allowed(attributes));
  }

  async #identify(request: ApiRequest): Promise<UserInfo | undefined> {
    for (const authenticator of this.parts.authenticators) {
      const user = await authenticator.authenticate(request);
      if (user) return user.groups.includes(AUTHENTICATED_GROUP) ? user : { ...user, groups: [...user.groups, AUTHENTICATED_GROUP] };
    }
    return undefined;
  }

  async #authorize(user: UserInfo, info: RequestInfo): Promise<void> {
    const attributes: AccessAttributes = { ...info, user };
    const refusal = await this.#allowed(attributes);
    if (refusal === undefined) return;
    if (!info.isResource) throw new StatusError(403, 'Forbidden', `forbidden: User ${JSON.stringify(user.name)} cannot ${info.verb} path ${JSON.stringify(info.path)}${refusal ? `: ${refusal}` : ''}`, {});
    throw forbidden({ group: info.group, resource: info.resource }, info.name, describe(attributes) + (refusal ? `: ${refusal}` : ''));
  }

  /** `undefined` when allowed, else why not (possibly empty). */
  async #allowed(attributes: AccessAttributes): Promise<string | undefined> {
    const reasons: string[] = [];
    for (const authorizer of this.parts.authorizers) {
      const { decision, reason } = await authorizer.authorize(attributes);
      if (decision === 'allow') return undefined;
      if (reason) reasons.push(reason);
      if (decision === 'deny') break;
    }
    return reasons.join(', ');
  }

  async #route(context: RequestContext): Promise<ApiResponse> {
    const { info } = context;
    if (!info.isResource) {
      const handler = this.parts.paths.find(info.path);
      if (!handler) throw unknownPath();
      return handler(context);
    }
    const served = this.parts.registry.find(info.group, info.version, info.resource);
    if (!served) throw unknownPath();
    const { namespaced } = served.definition;
    if (namespaced ? !info.namespace && !info.isCollection : info.namespace && info.resource !== 'namespaces') throw unknownPath();
    // Across namespaces there is only reading; objects are created in a place and changed by their names.
    if (namespaced && !info.namespace && !ACROSS_NAMESPACES.has(info.verb)) throw methodNotAllowed();
    if (info.isCollection ? BY_NAME.has(info.verb) : info.verb === 'create' && !info.subresource) throw methodNotAllowed();
    if (!info.verb) throw methodNotSupported({ group: info.group, resource: info.resource }, context.request.method.toLowerCase());
    // The path of a namespace names it twice; where objects live follows from the resource.
    const at = served.definition.namespaced ? context : { ...context, info: { ...info, namespace: '' } };
    return this.parts.router.route(at, served);
  }

  #failure(error: unknown, request: ApiRequest, negotiated: Negotiated | undefined): ApiResponse {
    if (error instanceof StatusError) return respondError(error, negotiated);
    if (error instanceof ClientGoneError) return respondError(badRequest(error.message), negotiated);
    this.parts.log.error('request failed', { method: request.method, path: request.path, error });
    return respondError(internal(error), negotiated);
  }
}

/** Subresources whose answers come from elsewhere, in whatever form. */
const PASSED_ON: ReadonlySet<string> = new Set(['proxy', 'log', 'exec', 'attach', 'portforward']);
const isLongRunning = (info: RequestInfo): boolean => info.verb === 'watch' || PASSED_ON.has(info.subresource);

/** Upstream's `--request-timeout`. */
const REQUEST_TIMEOUT_MS = 60_000;

/** What takes longer is answered with 504; its work may still be carried out. */
async function inTime(work: Promise<ApiResponse>): Promise<ApiResponse> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ApiResponse>((resolve) => {
    timer = setTimeout(() => resolve(respondError(timeout('Timeout: request did not complete within the allotted timeout'))), REQUEST_TIMEOUT_MS).unref();
  });
  try { return await Promise.race([work, late]); } finally { clearTimeout(timer); }
}

/** `User "jane" cannot get resource "pods" in API group "" in the namespace "default"`. */
export function describe(a: AccessAttributes): string {
  const resource = a.subresource ? `${a.resource}/${a.subresource}` : a.resource;
  const where = a.namespace ? ` in the namespace ${JSON.stringify(a.namespace)}` : ' at the cluster scope';
  return `User ${JSON.stringify(a.user.name)} cannot ${a.verb} resource ${JSON.stringify(resource)} in API group ${JSON.stringify(a.group)}${where}`;
}
