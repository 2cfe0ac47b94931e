import type { UserInfo } from '../request/request.js';

/** What somebody wants to do. For paths that are not resources only `verb` and `path` count. */
export interface AccessAttributes {
  readonly user: UserInfo;
  readonly verb: string;
  readonly isResource: boolean;
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
}

/** `no opinion` lets the next authorizer decide; when none allows, the request is refused. */
export interface Decision { readonly decision: 'allow' | 'deny' | 'no opinion'; readonly reason: string }

/** One way of deciding; `authorizers.cfg.ts` lists them in order, and the first that allows or denies settles it. */
export interface Authorizer {
  readonly name: string;
  authorize(attributes: AccessAttributes): Promise<Decision> | Decision;
}
