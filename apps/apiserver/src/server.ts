import type { ServiceAccount } from '@kubets/api/core/v1/service-account';
import type { Namespace } from '@kubets/api/core/v1/namespace';
import { Info } from '@kubets/apimachinery/meta/version';
import { RESOURCES } from '@kubets/api/registry.cfg';
import * as core from '@kubets/api/core/v1/resources.cfg';
import * as rbac from '@kubets/api/rbac/v1/resources.cfg';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Transport } from '@kubets/client/transport';
import type { Component } from '@kubets/component/component';
import type { Logger } from '@kubets/component/log';
import type { Store } from '@kubets/storage/store';
import type { Registry as MetricsRegistry } from 'prom-client';
import { admissionPlugins } from './admission/plugins.cfg.js';
import { AdmissionChain } from './admission/plugin.js';
import { authenticators } from './authentication/authenticators.cfg.js';
import { ServiceAccountTokens } from './authentication/service-account-tokens.js';
import { authorizers } from './authorization/authorizers.cfg.js';
import { RbacAuthorizer } from './authorization/rbac/rbac-authorizer.js';
import { bootstrap } from './bootstrap/bootstrap.js';
import { RequestChain } from './chain.js';
import { Discovery } from './discovery/discovery.js';
import { discoveryRoutes } from './discovery/discovery-routes.js';
import { healthRoutes } from './health/health.js';
import { HttpListener } from './listener/http-listener.js';
import { inProcessTransport } from './listener/in-process.js';
import { RequestMetrics } from './metrics/request-metrics.js';
import { OpenApiRoutes } from './openapi/openapi-routes.js';
import { Registry } from './registry/registry.js';
import { ResourceStorage } from './registry/resource-storage.js';
import { views } from './registry/views.cfg.js';
import { PathTable } from './request/paths.js';
import type { ApiRequest, ApiResponse, UserInfo } from './request/request.js';
import { ResourceRouter } from './router.js';
import { Caches } from './store/caches.js';
import { ServiceAllocator } from './strategies/service-allocator.js';
import { strategies } from './strategies/strategies.cfg.js';
import { handlers } from './subresources/handlers.cfg.js';
import type { ControlPlanePart } from './subresources/component-status.js';
import type { NodeDialer } from './subresources/node-dialer.js';
import { Deleter } from './verbs/delete.js';
import { Lister } from './verbs/list.js';
import { Verbs } from './verbs/verbs.js';
import { Watcher } from './verbs/watch.js';
import { VERSION } from './version.js';

export interface ApiServerOptions {
  readonly store: Store;
  readonly bindAddress: string;
  /** 0 picks a free port; see {@link ApiServer.port}. */
  readonly securePort: number;
  /** The address under which the `kubernetes` Service finds this server. */
  readonly advertiseAddress: string;
  readonly certificate: string | Buffer;
  readonly key: string | Buffer;
  readonly clientCA: string | Buffer;
  readonly serviceAccountKey: string | Buffer;
  /** PEM, published to pods and clients. */
  readonly clusterCA: string | Buffer;
  readonly serviceAccountIssuer: string;
  readonly serviceCIDR: string;
  readonly nodePorts?: { readonly first: number; readonly last: number };
  readonly dialNode: NodeDialer;
  readonly log: Logger;
  readonly metrics: MetricsRegistry;
  readonly anonymousAuth?: boolean;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly random?: () => number;
}

const NODE_PORTS = { first: 30000, last: 32767 };

/** The API server: the only reader and writer of the store. */
export class ApiServer implements Component {
  readonly name = 'apiserver';
  readonly registry = new Registry();
  readonly caches: Caches;
  readonly #now: () => number;
  #chain: RequestChain | undefined;
  #listener: HttpListener | undefined;
  #port = 0;
  #ready = false;

  constructor(private readonly options: ApiServerOptions) {
    this.#now = options.now ?? Date.now;
    this.caches = new Caches(options.store, undefined, (error) => options.log.error('a follower of the store\'s changes failed', { error }));
  }

  /** The port that is listened on, once started. */
  get port(): number { return this.#port; }

  async start(signal: AbortSignal): Promise<void> {
    const { options } = this;
    const random = options.random ?? Math.random;
    await this.#openResources(signal, random);
    const find = (definition: ResourceDefinition<never>, namespace: string, name: string): KubeObject | undefined =>
      this.registry.storage(definition as ResourceDefinition).peek(namespace, name)?.object;
    const byKind = { ServiceAccount: core.serviceaccounts, Pod: core.pods, Node: core.nodes, Secret: core.secrets } as const;
    const audiences = [options.serviceAccountIssuer];
    const tokens = new ServiceAccountTokens({
      issuer: options.serviceAccountIssuer, audiences, privateKey: options.serviceAccountKey, now: this.#now,
      find: (kind, namespace, name) => find(byKind[kind] as never, namespace, name),
    });
    const rbacAuthorizer = new RbacAuthorizer({
      roles: this.registry.storage(rbac.roles).cache, roleBindings: this.registry.storage(rbac.rolebindings).cache,
      clusterRoles: this.registry.storage(rbac.clusterroles).cache, clusterRoleBindings: this.registry.storage(rbac.clusterrolebindings).cache,
    });
    const authorizerList = authorizers({ rbac: rbacAuthorizer, registry: this.registry });
    const authenticatorList = authenticators({ serviceAccounts: tokens, registry: this.registry, now: this.#now });
    const admission = new AdmissionChain(admissionPlugins({
      registry: this.registry, authorizers: authorizerList, rbac: rbacAuthorizer, now: this.#now,
      namespace: (name) => find(core.namespaces as never, '', name) as Namespace | undefined,
      serviceAccount: (namespace, name) => this.#eventually(() => find(core.serviceaccounts as never, namespace, name) as ServiceAccount | undefined),
    }));
    const lister = new Lister(this.caches, options.store, this.#now);
    const verbs = new Verbs(admission, this.#now);
    const deleter = new Deleter(admission, lister, this.#now);
    const router = new ResourceRouter(verbs, lister, new Watcher(this.caches, this.#now, random), deleter, handlers({
      verbs, deleter, lister, random, controlPlane: this.#controlPlane(), admission, registry: this.registry, tokens, audiences, authorizers: authorizerList, authenticators: authenticatorList, rbac: rbacAuthorizer,
      dialNode: options.dialNode, now: this.#now,
    }));
    this.#chain = new RequestChain({
      authenticators: authenticatorList, authorizers: authorizerList, registry: this.registry, router, paths: this.#paths(tokens),
      metrics: new RequestMetrics(options.metrics), log: options.log, anonymous: options.anonymousAuth ?? true,
    });
    this.#listener = new HttpListener({
      host: options.bindAddress, port: options.securePort, certificate: options.certificate, key: options.key, clientCA: options.clientCA, handle: (r) => this.handle(r),
    });
    this.#port = await this.#listener.listen();
    await bootstrap({
      transport: this.transport({ name: 'system:apiserver', groups: ['system:masters', 'system:authenticated'] }, 'kube-apiserver'), log: options.log,
      serviceCIDR: options.serviceCIDR, advertiseAddress: options.advertiseAddress, port: this.#port, clientCA: options.clientCA, signal,
    });
    this.#ready = true;
  }

  /** Serves one request; the HTTPS listener and the in-process transports end here. */
  async handle(request: ApiRequest): Promise<ApiResponse> {
    if (!this.#chain) throw new Error('the API server has not started');
    return this.#chain.handle(request);
  }

  /** A transport for a component in the same process, which acts as `user`. */
  transport(user: UserInfo, userAgent: string): Transport {
    return inProcessTransport((request) => this.handle(request), user, userAgent, `https://${this.options.advertiseAddress}:${this.#port}`);
  }

  async stop(): Promise<void> {
    this.#ready = false;
    await this.#listener?.close();
  }

  async #openResources(signal: AbortSignal, random: () => number): Promise<void> {
    const { options } = this;
    const allocator = new ServiceAllocator({
      serviceCIDR: options.serviceCIDR, nodePorts: options.nodePorts ?? NODE_PORTS, random,
    });
    const rules = strategies({ services: allocator });
    const made = RESOURCES.map((definition) => {
      if (!definition.verbs.includes('get') || definition.resource === 'componentstatuses') return { definition };
      const storage = new ResourceStorage(definition, (rules[`${definition.group}/${definition.resource}`] ?? {}) as never, views(definition), options.store, this.caches);
      return { definition, storage };
    });
    await this.caches.start([...new Set(made.flatMap(({ storage }) => (storage ? [storage.prefix] : [])))], signal);
    for (const { definition, storage } of made) {
      await storage?.open();
      this.registry.add({ definition, ...(storage ? { storage } : {}) });
    }
    allocator.follow(this.registry.storage(core.services).cache);
  }

  /** The store is asked; the scheduler and the controllers prove themselves by their leases, and are taken as well here. */
  #controlPlane(): ControlPlanePart[] {
    return [
      { name: 'controller-manager', check: async () => undefined },
      { name: 'scheduler', check: async () => undefined },
      { name: 'etcd-0', check: async () => { await this.options.store.sync(); return undefined; } },
    ];
  }

  /** Service accounts appear a moment after their namespace: wait a little before saying that one is missing. */
  async #eventually<T>(look: () => T | undefined): Promise<T | undefined> {
    for (let i = 0; ; i++) {
      const found = look();
      if (found !== undefined || i === 10) return found;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
  }

  #paths(tokens: ServiceAccountTokens): PathTable {
    const { options } = this;
    const discovery = new Discovery(this.registry, () => `${options.advertiseAddress}:${this.#port}`);
    const json = (body: object): ApiResponse => ({ status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const version = { ...VERSION };
    const table: PathTable = new PathTable([
      { path: '/', handle: () => json({ paths: table.paths() }) },
      { path: '/version', handle: () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(version, Object.keys(Info.fields), 2) }) },
      { path: '/metrics', handle: async () => ({ status: 200, headers: { 'content-type': options.metrics.contentType }, body: await options.metrics.metrics() }) },
      { path: '/.well-known/openid-configuration', handle: () => json(tokens.openidConfiguration(`https://${options.advertiseAddress}:${this.#port}/openid/v1/jwks`)) },
      { path: '/openid/v1/jwks', handle: () => ({ status: 200, headers: { 'content-type': 'application/jwk-set+json' }, body: JSON.stringify(tokens.jwks()) }) },
      ...healthRoutes([
        { name: 'ping', check: () => undefined },
        { name: 'log', check: () => undefined },
        { name: 'etcd', check: async () => { await options.store.sync(); return undefined; } },
        { name: 'watch-cache', check: () => this.caches.failure },
        { name: 'poststarthook/bootstrap', check: () => (this.#ready ? undefined : 'not finished'), at: ['healthz', 'readyz'] },
        { name: 'informer-sync', check: async () => { await this.caches.fresh(); return undefined; }, at: ['readyz'] },
      ]),
      ...discoveryRoutes(discovery),
      ...new OpenApiRoutes(this.registry).routes(),
    ]);
    return table;
  }
}

