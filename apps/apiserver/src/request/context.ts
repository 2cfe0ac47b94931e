import type { Negotiated } from '../content/negotiate.js';
import type { ApiRequest, UserInfo } from './request.js';
import type { RequestInfo } from './request-info.js';

/** What is known about a request on its way through the chain. */
export interface RequestContext {
  readonly request: ApiRequest;
  readonly info: RequestInfo;
  readonly negotiated: Negotiated;
  readonly user: UserInfo;
  /** Sent as `Warning` headers (RFC 7234, code 299), each once. */
  readonly warnings: Set<string>;
}

export function warningHeader(warnings: ReadonlySet<string>): string {
  return [...warnings].map((text) => `299 - "${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', ' ')}"`).join(', ');
}
