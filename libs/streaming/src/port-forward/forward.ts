import type { Duplex, Writable } from 'node:stream';
import { messageOf } from '../refusal.js';

/** Opens a byte stream to a port of the pod. The stream must allow to be half open. */
export type PortConnector = (port: number) => Promise<Duplex>;

/**
 * Carries one connection: opens it, copies both ways with back-pressure, and passes each side's end on to the other.
 * Only a port that cannot be reached is told on the error stream: clients take any text there as the end of all forwarding.
 * Resolves when both sides are closed. Never rejects.
 * @param halfClose whether the protocol can say that one direction has ended; if not, the pod's end is the end of the connection
 */
export async function forwardConnection(port: number, data: Duplex, error: Writable, connect: PortConnector, halfClose: boolean): Promise<void> {
  let target: Duplex;
  try {
    target = await connect(port);
  } catch (reason) {
    error.end(`error forwarding port ${port}: ${messageOf(reason)}`);
    data.resume();
    data.end();
    return;
  }
  await joined(data, target, halfClose);
  error.end();
}

function joined(data: Duplex, target: Duplex, halfClose: boolean): Promise<void> {
  return new Promise((resolve) => {
    const over = (): void => {
      if (!data.writableEnded && !data.destroyed) data.end();
      data.unpipe(target);
      data.resume();
      target.destroy();
      resolve();
    };
    target.on('error', over);
    target.on('close', over);
    data.on('error', over);
    data.on('close', over);
    if (data.destroyed || target.destroyed) return over();
    if (!halfClose) target.on('end', over);
    data.pipe(target);
    target.pipe(data);
  });
}
