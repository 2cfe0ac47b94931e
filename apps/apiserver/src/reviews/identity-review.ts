import type { TokenReview } from '@kubets/api/authentication/v1/token-review';
import { badRequest } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import { AUTHENTICATED_GROUP } from '../authentication/authenticator.js';
import type { ServiceAccountTokens } from '../authentication/service-account-tokens.js';
import { fieldValidationOf, readObject } from '../content/body.js';
import { respondObject } from '../content/respond.js';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf, type UserInfo } from '../request/request.js';
import type { ResourceHandler } from '../router.js';

const userOf = (user: UserInfo): object => ({ username: user.name, ...(user.uid ? { uid: user.uid } : {}), groups: user.groups, ...(user.extra ? { extra: user.extra } : {}) });

/** `SelfSubjectReview`: who the server takes the caller to be (`kubectl auth whoami`). */
export class SelfReviewHandler implements ResourceHandler {
  constructor(private readonly now: () => number) {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const metadata = { creationTimestamp: formatTime(this.now()) };
    return respondObject(served.definition.kind, { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1', metadata, status: { userInfo: userOf(context.user) } }, context.negotiated, 201);
  }
}

/** `TokenReview`: whether a token is good, and whose it is. */
export class TokenReviewHandler implements ResourceHandler {
  constructor(private readonly tokens: ServiceAccountTokens, private readonly audiences: readonly string[]) {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const { request } = context;
    const { object } = readObject(served.definition.kind, await request.body(), headerOf(request, 'content-type'), fieldValidationOf(request.query));
    const review = object as unknown as TokenReview;
    if (!review.spec.token) throw badRequest('token is required for TokenReview in authentication');
    const verified = await this.tokens.verify(review.spec.token, review.spec.audiences?.length ? review.spec.audiences : this.audiences);
    const status = verified
      ? { authenticated: true, user: userOf({ ...verified.user, groups: [...verified.user.groups, AUTHENTICATED_GROUP] }), audiences: verified.audiences }
      : { authenticated: false, user: {}, error: 'invalid bearer token' };
    return respondObject(served.definition.kind, { ...review, status }, context.negotiated, 201);
  }
}
