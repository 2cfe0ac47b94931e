/**
 * One request and its answer, independent of what carried it: TLS sockets, or a function call inside the embedded process.
 */
import type { Duplex } from 'node:stream';

export interface UserInfo {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

export interface ApiRequest {
  readonly method: string;
  /** Path without the query, still percent-encoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The whole body; refuses bodies over the limit with 413. */
  body(): Promise<Buffer>;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
  /** Verified client certificate, if one was presented; the fingerprint is SHA-256 in lower-case hexadecimal. */
  readonly clientCertificate?: { readonly commonName: string; readonly organizations: readonly string[]; readonly fingerprint: string };
  readonly remoteAddress: string;
  /** Set by in-process callers, which are trusted; sockets are authenticated by the chain. */
  readonly user?: UserInfo;
  /** For requests that ask for another protocol (exec, attach, port-forward, WebSocket watch). */
  readonly upgrade?: { readonly socket: Duplex; readonly head: Buffer };
}

/** Where a streamed answer goes. `write` returns false when the receiver is behind; `onDrain` tells when it has caught up. */
export interface Sink {
  write(chunk: Buffer | string): boolean;
  end(): void;
  /** Breaks the connection, so that the receiver sees that the answer is not whole. */
  destroy(): void;
  onDrain(listener: () => void): void;
  /** The receiver is gone, or `end` has been carried out. */
  onClose(listener: () => void): void;
  readonly closed: boolean;
  /** Bytes accepted but not yet taken by the receiver. */
  readonly pending: number;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Bytes, a writer that streams, or nothing when the connection was taken over. */
  readonly body: Buffer | string | ((sink: Sink) => void) | 'taken';
}

export const headerOf = (request: ApiRequest, name: string): string => request.headers[name] ?? '';

/** The caller went away before it had sent its request: nobody is there to be answered. */
export class ClientGoneError extends Error {
  override readonly name = 'ClientGoneError';
  constructor() { super('the client ended the connection before its request was whole'); }
}
