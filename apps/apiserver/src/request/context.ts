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
  /** Refuses with 403 unless the caller may do this as well, such as `create` by an update of what does not exist. */
  readonly authorize: (verb: string) => Promise<void>;
}

export function warningHeader(warnings: ReadonlySet<string>): string {
  return [...warnings].map((text) => `299 - "${asHeader(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(', ');
}

/** Names that callers chose stand in warnings: control characters may not travel, and other text travels as its UTF-8 bytes. */
const asHeader = (text: string): string => Buffer.from([...text].map((c) => (c < ' ' || c === '\x7f' ? ' ' : c)).join('')).toString('latin1');
