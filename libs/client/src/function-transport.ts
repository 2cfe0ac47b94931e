import type { Transport, TransportRequest, TransportResponse } from './transport.js';

/** What an API server inside the process is to its clients: one function. */
export type RequestHandler = (request: TransportRequest) => Promise<TransportResponse>;

/**
 * A transport that calls a function: no sockets, no TLS.
 * @param server the URL that the same API server has for others
 */
export function createFunctionTransport(handler: RequestHandler, server: string): Transport {
  let closed = false;
  return {
    server,
    async request(request) {
      if (closed) throw new Error(`the transport to ${server} was closed`);
      request.signal?.throwIfAborted();
      return handler(request);
    },
    close: () => { closed = true; },
  };
}
