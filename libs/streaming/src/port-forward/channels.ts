import type { IncomingMessage } from 'node:http';
import { badRequest } from '@kubets/apimachinery/errors/status';
import type { ChannelSocket } from '../websocket/channels.js';
import { forwardConnection, type PortConnector } from './forward.js';
import { parsePort } from './pairs.js';

/** The ports of the query: `port=80&port=443` or `ports=80,443`. Throws `BadRequest` when there is none. */
export function queriedPorts(request: IncomingMessage): number[] {
  const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const texts = [...searchParams.getAll('port'), ...searchParams.getAll('ports')].flatMap((value) => value.split(','));
  if (!texts.length) throw badRequest('query parameter "port" is required');
  try {
    return texts.map(parsePort);
  } catch (error) {
    throw badRequest((error as Error).message);
  }
}

/**
 * One connection to each port over channels: 2n carries the data of the n-th port, 2n+1 its error. Each begins with the port's number,
 * 16 bits, little endian. Ends when the pod has ended all of them.
 */
export async function forwardOverChannels(socket: ChannelSocket, ports: readonly number[], connect: PortConnector): Promise<void> {
  const forwards = ports.map((port, index) => {
    const [data, error] = [socket.channel(index * 2), socket.channel(index * 2 + 1)];
    const number = Buffer.alloc(2);
    number.writeUInt16LE(port);
    data.write(number);
    error.write(number);
    void socket.closed.then(() => { data.destroy(); error.destroy(); });
    return forwardConnection(port, data, error, connect, false).then(() => Promise.all([settled(data), settled(error)]));
  });
  await Promise.race([Promise.all(forwards), socket.closed]);
  await socket.close();
}

const settled = async (stream: { writableFinished: boolean; destroyed: boolean; once(event: 'finish' | 'close', listener: () => void): unknown }): Promise<void> => {
  if (stream.writableFinished || stream.destroyed) return;
  await new Promise<void>((resolve) => { stream.once('finish', resolve); stream.once('close', resolve); });
};
