/**
 * How requests reach the API server: over HTTPS, or by a function call inside the embedded process.
 * Paths include the query string. Bodies and answers are bytes; {@link Client} above speaks objects.
 */
export interface Transport {
  request(request: TransportRequest): Promise<TransportResponse>;
  /** Base URL for people and for components that need one, such as `https://127.0.0.1:6443`. */
  readonly server: string;
  close(): void;
}

export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string;
  readonly signal?: AbortSignal;
}

export interface TransportResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body. Call one of `bytes` and `stream`, once. */
  bytes(): Promise<Buffer>;
  /** The body as it arrives; ends when the server ends it, throws when the connection breaks. */
  stream(): AsyncIterable<Buffer>;
}
