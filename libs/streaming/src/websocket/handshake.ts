import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type ServerOptions, type WebSocket } from 'ws';
import { badRequest } from '@kubets/apimachinery/errors/status';
import type { StreamingTimeouts } from '../timeouts.js';

/** Messages are held whole; clients of the Kubernetes API send some ten kilobytes at a time. */
const MAX_MESSAGE = 16 * 1024 * 1024;

/** Throws `BadRequest` for a handshake that cannot succeed (RFC 6455, section 4.2.1), so that nothing is started in vain. */
export function checkWebSocketHandshake(request: IncomingMessage): void {
  if (request.method !== 'GET') throw badRequest(`a WebSocket handshake is a GET request, not ${request.method}`);
  const key = request.headers['sec-websocket-key'] ?? '';
  if (!/^[+/0-9A-Za-z]{22}==$/.test(key)) throw badRequest(`the header Sec-WebSocket-Key must be 16 bytes in base64, not ${JSON.stringify(key)}`);
  const version = request.headers['sec-websocket-version'];
  if (version !== '13' && version !== '8') throw badRequest(`the header Sec-WebSocket-Version must be 13, not ${JSON.stringify(version ?? '')}`);
}

/**
 * Completes a handshake that {@link checkWebSocketHandshake} passed. The subprotocol is negotiated outside of `ws`,
 * which refuses names that are no HTTP tokens, such as `SPDY/3.1+portforward.k8s.io`.
 * @param use called at once, so that its listeners are there before the first message
 */
export function acceptWebSocket<T>(
  request: IncomingMessage, socket: Duplex, head: Buffer, subprotocol: string | undefined, timeouts: StreamingTimeouts, use: (socket: WebSocket) => T | Promise<T>,
): Promise<T> {
  const options: ServerOptions & { closeTimeout: number } = { noServer: true, clientTracking: false, perMessageDeflate: false, maxPayload: MAX_MESSAGE, closeTimeout: timeouts.linger };
  const server = new WebSocketServer(options);
  const { 'sec-websocket-protocol': _negotiated, 'sec-websocket-extensions': _extensions, ...headers } = request.headers;
  const bare = Object.create(request, { headers: { value: headers } }) as IncomingMessage;
  if (subprotocol !== undefined) server.on('headers', (lines) => lines.push(`Sec-WebSocket-Protocol: ${subprotocol}`));
  return new Promise((resolve, reject) => {
    server.on('wsClientError', reject);
    if (socket.destroyed) { reject(new Error('the client hung up during the handshake')); return; }
    server.handleUpgrade(bare, socket, head, (accepted) => resolve(use(accepted)));
  });
}
