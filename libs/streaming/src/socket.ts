import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** A connection without a byte for this long is asked whether it still stands, in milliseconds. */
const KEEP_ALIVE = 15_000;

/** Makes an upgraded connection fit for a long life: its errors are no surprise, small writes leave at once, and a dead peer is found out. */
export function prepareSocket(socket: Duplex): void {
  socket.on('error', () => undefined);
  if (!(socket instanceof Socket)) return;
  socket.setTimeout(0);
  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEP_ALIVE);
}
