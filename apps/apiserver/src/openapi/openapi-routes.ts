import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { groupVersion } from '@kubets/apimachinery/resource/definition';
import { buildOpenApiV2, encodeOpenApiV2Protobuf, OPENAPI_V2_PROTOBUF_TYPE } from '@kubets/apimachinery/openapi/v2';
import { buildOpenApiV3 } from '@kubets/apimachinery/openapi/v3';
import { unknownPath } from '@kubets/apimachinery/errors/status';
import type { Registry } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import type { PathRoute } from '../request/paths.js';
import { type ApiResponse, headerOf } from '../request/request.js';

interface Document { readonly body: Buffer; readonly gzip: Buffer; readonly hash: string }

/** `/openapi/v2` and `/openapi/v3`: made on first use, kept until what is served changes, sent with ETags. */
export class OpenApiRoutes {
  readonly #documents = new Map<string, Document>();

  constructor(private readonly registry: Registry) { registry.onChange(() => this.#documents.clear()); }

  routes(): PathRoute[] {
    return [
      { path: '/openapi/v2', handle: (context) => this.#v2(context) },
      { path: '/openapi/v3', handle: (context) => this.#index(context) },
      { path: '/openapi/v3/*', handle: (context) => this.#v3(context) },
    ];
  }

  #document(key: string, make: () => Buffer): Document {
    let document = this.#documents.get(key);
    if (!document) {
      const body = make();
      document = { body, gzip: gzipSync(body, { level: 1 }), hash: createHash('sha512').update(body).digest('hex').toUpperCase().slice(0, 64) };
      this.#documents.set(key, document);
    }
    return document;
  }

  #v2(context: RequestContext): ApiResponse {
    const protobuf = headerOf(context.request, 'accept').includes('com.github.proto-openapi.spec.v2');
    const json = (): Buffer => Buffer.from(JSON.stringify(buildOpenApiV2(this.registry.definitions())));
    const document = protobuf
      ? this.#document('v2.pb', () => encodeOpenApiV2Protobuf(buildOpenApiV2(this.registry.definitions())))
      : this.#document('v2', json);
    return send(context, document, protobuf ? OPENAPI_V2_PROTOBUF_TYPE : 'application/json');
  }

  /** The index names each document with its hash, so that clients fetch only what changed. The hash is of what the document is made from. */
  #index(context: RequestContext): ApiResponse {
    const paths: Record<string, { serverRelativeURL: string }> = {};
    for (const path of this.#paths()) paths[path] = { serverRelativeURL: `/openapi/v3/${path}?hash=${this.#seed(path)}` };
    return send(context, this.#document('v3', () => Buffer.from(JSON.stringify({ paths }))), 'application/json');
  }

  #paths(): string[] {
    return [...new Set(this.registry.definitions().map((d) => (d.group ? `apis/${groupVersion(d)}` : `api/${d.version}`)))];
  }

  /** Cheap to compute: the registered definitions of the group version, by name. */
  #seed(path: string): string {
    const names = this.registry.definitions().filter((d) => (d.group ? `apis/${groupVersion(d)}` : `api/${d.version}`) === path)
      .map((d) => `${d.resource}:${d.verbs.join()}:${(d.subresources ?? []).map((s) => s.name).join()}:${Object.keys(d.kind.fields).join()}`);
    return createHash('sha256').update(names.join(';')).digest('hex').toUpperCase();
  }

  #v3(context: RequestContext): ApiResponse {
    const path = context.info.path.slice('/openapi/v3/'.length);
    if (!this.#paths().includes(path)) throw unknownPath();
    const of = path.slice(path.indexOf('/') + 1);
    const document = this.#document(`v3/${path}`, () => Buffer.from(JSON.stringify(buildOpenApiV3(this.registry.definitions(), of))));
    const response = send(context, document, 'application/json');
    if (context.request.query.has('hash')) response.headers['cache-control'] = 'public, immutable';
    return response;
  }
}

function send(context: RequestContext, document: Document, contentType: string): ApiResponse {
  const etag = `"${document.hash}"`;
  const headers: Record<string, string> = { 'content-type': contentType, etag, vary: 'Accept, Accept-Encoding', 'cache-control': 'no-cache, private' };
  if (headerOf(context.request, 'if-none-match') === etag) return { status: 304, headers, body: '' };
  // Documents are compressed once and kept so; an in-process caller does not ask for it.
  if (headerOf(context.request, 'accept-encoding').includes('gzip')) return { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: document.gzip };
  return { status: 200, headers, body: document.body };
}
