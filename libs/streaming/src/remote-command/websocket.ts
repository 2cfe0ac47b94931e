import { ChannelSocket } from '../websocket/channels.js';
import { outcomeBytes } from './outcome.js';
import { CHANNELS, type RemoteCommandProtocol } from './protocols.cfg.js';
import type { RemoteCommandOptions } from './server.js';
import { flushed, type RemoteChannels } from './session.js';

/** Exec and attach over the channels of one WebSocket. */
export function webSocketChannels(socket: ChannelSocket, protocol: RemoteCommandProtocol, options: RemoteCommandOptions): RemoteChannels {
  const stdout = options.stdout ? socket.channel(CHANNELS.stdout) : undefined;
  const stderr = options.stderr ? socket.channel(CHANNELS.stderr) : undefined;
  // An empty message tells the client that the connection stands.
  socket.send(options.stdout ? CHANNELS.stdout : options.stderr ? CHANNELS.stderr : CHANNELS.error, Buffer.alloc(0));
  return {
    ...(options.stdin ? { stdin: socket.channel(CHANNELS.stdin) } : {}),
    ...(stdout ? { stdout } : {}),
    ...(stderr ? { stderr } : {}),
    resize: socket.channel(CHANNELS.resize),
    closed: socket.closed,
    report: async (outcome) => {
      await Promise.race([Promise.all([flushed(stdout), flushed(stderr)]), socket.closed]);
      const bytes = outcomeBytes(outcome, protocol);
      if (bytes.length) socket.send(CHANNELS.error, bytes);
      await socket.close();
    },
  };
}
