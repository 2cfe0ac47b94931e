import type { ChannelFraming } from '../websocket/channels.js';

/** What one version of the protocol of exec and attach can do. */
export interface RemoteCommandProtocol {
  readonly name: string;
  /** How the outcome is told on the error stream: as a `Status` object, or only when it is a failure, as text. */
  readonly outcome: 'status' | 'text';
}

/** Over SPDY each byte stream is a stream of its own. Version 5 differs for WebSocket only. */
export const SPDY_REMOTE_COMMAND: readonly RemoteCommandProtocol[] = [
  { name: 'v5.channel.k8s.io', outcome: 'status' },
  { name: 'v4.channel.k8s.io', outcome: 'status' },
  { name: 'v3.channel.k8s.io', outcome: 'text' },
  { name: 'v2.channel.k8s.io', outcome: 'text' },
  { name: 'channel.k8s.io', outcome: 'text' },
];

/** Over WebSocket they share one connection as numbered channels. */
export const WEBSOCKET_REMOTE_COMMAND: readonly (RemoteCommandProtocol & ChannelFraming)[] = [
  { name: 'v5.channel.k8s.io', outcome: 'status', encoding: 'binary', closeSignal: true },
  { name: 'v4.channel.k8s.io', outcome: 'status', encoding: 'binary', closeSignal: false },
  { name: 'v4.base64.channel.k8s.io', outcome: 'status', encoding: 'base64', closeSignal: false },
  { name: 'v3.channel.k8s.io', outcome: 'text', encoding: 'binary', closeSignal: false },
  { name: 'v2.channel.k8s.io', outcome: 'text', encoding: 'binary', closeSignal: false },
  { name: 'channel.k8s.io', outcome: 'text', encoding: 'binary', closeSignal: false },
  { name: 'base64.channel.k8s.io', outcome: 'text', encoding: 'base64', closeSignal: false },
];

/** For clients that name no subprotocol. */
export const UNNAMED_REMOTE_COMMAND: RemoteCommandProtocol & ChannelFraming = { name: '', outcome: 'text', encoding: 'binary', closeSignal: false };

/** Numbers of the WebSocket channels. */
export const CHANNELS = { stdin: 0, stdout: 1, stderr: 2, error: 3, resize: 4 } as const;
