import type { ChannelFraming } from '../websocket/channels.js';

/** Over SPDY: a pair of streams for each connection to a port. */
export const SPDY_PORT_FORWARD: readonly { readonly name: string }[] = [{ name: 'portforward.k8s.io' }];

export type WebSocketPortForward =
  /** A whole SPDY connection inside the messages of a WebSocket, as kubectl speaks it since 1.31 (KEP-4006). */
  | { readonly name: string; readonly kind: 'tunnel' }
  /** A pair of channels for each port of the query, one connection each. */
  | ({ readonly name: string; readonly kind: 'channels' } & ChannelFraming);

export const WEBSOCKET_PORT_FORWARD: readonly WebSocketPortForward[] = [
  { name: 'SPDY/3.1+portforward.k8s.io', kind: 'tunnel' },
  { name: 'v4.channel.k8s.io', kind: 'channels', encoding: 'binary', closeSignal: false },
  { name: 'v4.base64.channel.k8s.io', kind: 'channels', encoding: 'base64', closeSignal: false },
];

/** For clients that name no subprotocol. */
export const UNNAMED_PORT_FORWARD: WebSocketPortForward = { name: '', kind: 'channels', encoding: 'binary', closeSignal: false };
