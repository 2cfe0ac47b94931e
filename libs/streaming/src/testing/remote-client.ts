import type { Readable, Writable } from 'node:stream';
import { CHANNELS } from '../remote-command/protocols.cfg.js';
import { connectSpdy } from '../spdy/handshake.js';
import { ChannelSocket, type ChannelFraming } from '../websocket/channels.js';
import { connectWebSocket } from '../websocket/client.js';

/** The client's side of exec or attach, for tests. */
export interface RemoteClient {
  readonly protocol: string;
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly error: Readable;
  readonly resize: Writable;
  /** Ends the input; the protocols that cannot say so do nothing. */
  endInput(): void;
  /** Hangs up without a word. */
  kill(): void;
  readonly closed: Promise<void>;
}

export async function overSpdy(url: string, protocol: string, streams: readonly string[] = ['error', 'stdin', 'stdout', 'stderr', 'resize']): Promise<RemoteClient> {
  const { connection, protocol: chosen } = await connectSpdy(new URL(url), [protocol]);
  const open = Object.fromEntries(streams.map((type) => [type, connection.open(new Map([['streamType', type]]))]));
  const { error, stdin, stdout, stderr, resize } = open;
  error?.end();
  return {
    protocol: chosen, stdin: stdin!, stdout: stdout!, stderr: stderr!, error: error!, resize: resize!,
    endInput: () => { stdin!.end(); }, kill: () => connection.destroy(), closed: connection.closed,
  };
}

export async function overWebSocket(url: string, protocols: readonly string[], framing: ChannelFraming): Promise<RemoteClient> {
  const { socket, protocol } = await connectWebSocket(new URL(url), protocols);
  const channels = new ChannelSocket(socket, framing);
  const [stdin, stdout, stderr, error, resize] = (['stdin', 'stdout', 'stderr', 'error', 'resize'] as const).map((name) => channels.channel(CHANNELS[name]));
  socket.resume();
  return {
    protocol, stdin: stdin!, stdout: stdout!, stderr: stderr!, error: error!, resize: resize!,
    endInput: () => { stdin!.end(() => channels.sendClose(CHANNELS.stdin)); }, kill: () => channels.destroy(), closed: channels.closed,
  };
}
