import type { ApiRequest, UserInfo } from '../request/request.js';

/**
 * Finds out who sends a request. Each way of proving it is one file; `authenticators.cfg.ts` lists them in order.
 * Answers `undefined` when the request carries no credential of its kind, and throws a 401 when it carries a bad one.
 */
export interface Authenticator {
  readonly name: string;
  authenticate(request: ApiRequest): Promise<UserInfo | undefined>;
}

export const ANONYMOUS: UserInfo = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
export const AUTHENTICATED_GROUP = 'system:authenticated';
/** The server's own identity, for what it does without being asked. */
export const SERVER_USER: UserInfo = { name: 'system:apiserver', groups: ['system:masters', AUTHENTICATED_GROUP] };
