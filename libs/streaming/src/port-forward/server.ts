import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createWebSocketStream } from 'ws';
import { negotiateStreamProtocol, negotiateSubprotocol, requestedTransport, UpgradeRefusedError } from '../negotiation.js';
import { refuse } from '../refusal.js';
import { prepareSocket } from '../socket.js';
import { SpdyConnection } from '../spdy/connection.js';
import { acceptSpdy } from '../spdy/handshake.js';
import { DEFAULT_TIMEOUTS, type StreamingTimeouts } from '../timeouts.js';
import { ChannelSocket } from '../websocket/channels.js';
import { acceptWebSocket, checkWebSocketHandshake } from '../websocket/handshake.js';
import { forwardOverChannels, queriedPorts } from './channels.js';
import type { PortConnector } from './forward.js';
import { SPDY_PORT_FORWARD, UNNAMED_PORT_FORWARD, WEBSOCKET_PORT_FORWARD } from './protocols.cfg.js';
import { forwardOverSpdy } from './spdy.js';

/**
 * Serves `portForward` on a connection to be upgraded, in whichever protocol the client asks for (`protocols.cfg.ts`).
 * Resolves when all is over: the client gone, every connection to the pod closed. Never rejects.
 * @param connect called for each connection that the client forwards; its errors are told to the client
 */
export async function servePortForward(
  request: IncomingMessage, socket: Duplex, head: Buffer, connect: PortConnector, timeouts: Partial<StreamingTimeouts> = {},
): Promise<void> {
  const limits = { ...DEFAULT_TIMEOUTS, ...timeouts };
  prepareSocket(socket);
  let serve: () => Promise<void>;
  try {
    serve = negotiate(request, socket, head, connect, limits);
  } catch (error) {
    refuse(socket, error, error instanceof UpgradeRefusedError ? error.headers : {});
    return;
  }
  await serve().catch(() => undefined);
  socket.destroy();
}

function negotiate(request: IncomingMessage, socket: Duplex, head: Buffer, connect: PortConnector, limits: StreamingTimeouts): () => Promise<void> {
  if (requestedTransport(request) === 'spdy') {
    const { name } = negotiateStreamProtocol(request, SPDY_PORT_FORWARD);
    return () => forwardOverSpdy((accept) => acceptSpdy(socket, head, name, { accept, timeouts: limits }), connect, limits);
  }
  checkWebSocketHandshake(request);
  const asked = negotiateSubprotocol(request, WEBSOCKET_PORT_FORWARD);
  const protocol = asked ?? UNNAMED_PORT_FORWARD;
  const ports = protocol.kind === 'channels' ? queriedPorts(request) : [];
  return () => acceptWebSocket(request, socket, head, asked?.name, limits, (webSocket) => {
    if (protocol.kind === 'channels') return forwardOverChannels(new ChannelSocket(webSocket, protocol, limits), ports, connect);
    return forwardOverSpdy((accept) => new SpdyConnection(createWebSocketStream(webSocket), { role: 'server', accept, timeouts: limits }), connect, limits);
  });
}
