import type { IncomingMessage } from 'node:http';
import { WebSocket, type ClientOptions } from 'ws';
import { refusal } from '../spdy/handshake.js';

/**
 * Opens a WebSocket. Throws a `StatusError` with the server's reason when it refuses.
 * @param protocols best first; unlike in `ws`, any name that the Kubernetes API uses
 * @returns the socket, paused: call `resume()` after adding listeners
 */
export function connectWebSocket(url: URL, protocols: readonly string[], options: ClientOptions = {}): Promise<{ socket: WebSocket; protocol: string }> {
  const socket = new WebSocket(url, {
    perMessageDeflate: false, ...options,
    headers: { ...options.headers, ...(protocols.length ? { 'sec-websocket-protocol': protocols.join(', ') } : {}) },
  });
  let protocol = '';
  // `ws` was not told of the protocols, and would take the server's answer to them for a mistake.
  socket.on('upgrade', (response: IncomingMessage) => {
    protocol = String(response.headers['sec-websocket-protocol'] ?? '');
    delete response.headers['sec-websocket-protocol'];
  });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('unexpected-response', (_request, response) => void refusal(response).then((error) => { socket.terminate(); reject(error); }, reject));
    socket.on('open', () => { socket.pause(); resolve({ socket, protocol }); });
  });
}
