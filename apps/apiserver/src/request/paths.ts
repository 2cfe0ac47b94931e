import type { RequestContext } from './context.js';
import type { ApiResponse } from './request.js';

/** Answers paths that are not resources: discovery, OpenAPI, health, version, metrics, keys. */
export type PathHandler = (context: RequestContext) => Promise<ApiResponse> | ApiResponse;

export interface PathRoute {
  /** Exact path, or a prefix when it ends in `/*`. */
  readonly path: string;
  readonly handle: PathHandler;
}

/** Exact paths win over prefixes, longer prefixes over shorter ones. */
export class PathTable {
  readonly #exact = new Map<string, PathHandler>();
  readonly #prefixes: { prefix: string; handle: PathHandler }[] = [];

  constructor(routes: readonly PathRoute[]) {
    for (const { path, handle } of routes) {
      if (path.endsWith('/*')) this.#prefixes.push({ prefix: path.slice(0, -1), handle });
      else if (this.#exact.has(path)) throw new Error(`path ${path} is registered twice`);
      else this.#exact.set(path, handle);
    }
    this.#prefixes.sort((a, b) => b.prefix.length - a.prefix.length);
  }

  find(path: string): PathHandler | undefined {
    const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
    return this.#exact.get(plain) ?? this.#prefixes.find((p) => path.startsWith(p.prefix))?.handle;
  }

  /** For the index page at `/`. */
  paths(): readonly string[] { return [...this.#exact.keys()].sort(); }
}
