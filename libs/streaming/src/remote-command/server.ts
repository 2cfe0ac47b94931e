import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { badRequest } from '@kubets/apimachinery/errors/status';
import { negotiateStreamProtocol, negotiateSubprotocol, requestedTransport, UpgradeRefusedError } from '../negotiation.js';
import { refuse } from '../refusal.js';
import { prepareSocket } from '../socket.js';
import { acceptSpdy } from '../spdy/handshake.js';
import { DEFAULT_TIMEOUTS, type StreamingTimeouts } from '../timeouts.js';
import { ChannelSocket } from '../websocket/channels.js';
import { acceptWebSocket, checkWebSocketHandshake } from '../websocket/handshake.js';
import { SPDY_REMOTE_COMMAND, UNNAMED_REMOTE_COMMAND, WEBSOCKET_REMOTE_COMMAND } from './protocols.cfg.js';
import { runSession, type RemoteChannels, type RemoteSession } from './session.js';
import { RemoteCommandStreams } from './spdy.js';
import { webSocketChannels } from './websocket.js';

/** Which streams the client asked for in its query. With a terminal there is no separate `stderr`. */
export interface RemoteCommandOptions { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean; readonly tty: boolean }

/** Finishes the handshake; the second step, because only then the client learns that it succeeded. */
type Connect = () => Promise<RemoteChannels>;

/**
 * Serves `exec` or `attach` on a connection to be upgraded, in whichever protocol the client asks for (`protocols.cfg.ts`).
 * Everything that can be refused is refused before `start` is called; an error of `start` is the answer to the upgrade request.
 * Resolves when all is over: client told or gone, session closed. Never rejects.
 * @param start begins the command; its session is always closed in the end
 */
export async function serveRemoteCommand(
  request: IncomingMessage, socket: Duplex, head: Buffer, options: RemoteCommandOptions, start: () => Promise<RemoteSession>, timeouts: Partial<StreamingTimeouts> = {},
): Promise<void> {
  const limits = { ...DEFAULT_TIMEOUTS, ...timeouts };
  const wanted = { ...options, stderr: options.stderr && !options.tty };
  prepareSocket(socket);
  let session: RemoteSession | undefined;
  let connect: Connect;
  try {
    if (!wanted.stdin && !wanted.stdout && !wanted.stderr) throw badRequest('you must specify at least 1 of stdin, stdout, stderr');
    connect = negotiate(request, socket, head, wanted, limits);
    session = await start();
  } catch (error) {
    refuse(socket, error, error instanceof UpgradeRefusedError ? error.headers : {});
    return;
  }
  // Whoever listens first is not too late for an exit that fails while the client still connects.
  session.exit.catch(() => undefined);
  try {
    await runSession(session, await connect());
  } catch {
    session.close();
    socket.destroy();
  }
}

function negotiate(request: IncomingMessage, socket: Duplex, head: Buffer, options: RemoteCommandOptions, limits: StreamingTimeouts): Connect {
  if (requestedTransport(request) === 'websocket') {
    checkWebSocketHandshake(request);
    const asked = negotiateSubprotocol(request, WEBSOCKET_REMOTE_COMMAND);
    const protocol = asked ?? UNNAMED_REMOTE_COMMAND;
    return () => acceptWebSocket(request, socket, head, asked?.name, limits, (webSocket) => webSocketChannels(new ChannelSocket(webSocket, protocol, limits), protocol, options));
  }
  const protocol = negotiateStreamProtocol(request, SPDY_REMOTE_COMMAND);
  return async () => {
    const streams = new RemoteCommandStreams(options);
    const connection = acceptSpdy(socket, head, protocol.name, { accept: (stream) => streams.accept(stream), timeouts: limits });
    try {
      return await streams.channels(connection, protocol, limits.streamCreation);
    } catch (error) {
      connection.destroy();
      throw error;
    }
  };
}
