import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Responder } from './responder.js';

/** Answers datagrams. */
export function listenUdp(host: string, port: number, responder: Responder): Promise<Socket> {
  const family = isIPv6(host) ? 6 : 4;
  // Clients are known by address: the resolver that Node would ask for each datagram costs more than the answer.
  const lookup = (address: string, _options: unknown, callback: (error: null, address: string, family: number) => void): void => callback(null, address, family);
  const socket = createSocket({ type: `udp${family}`, lookup, recvBufferSize: 1 << 20, sendBufferSize: 1 << 20 });
  let open = true;
  const send = (bytes: Buffer | undefined, to: number, address: string): void => { if (bytes && open) socket.send(bytes, to, address, () => undefined); };
  socket.on('message', (bytes, from) => {
    if (from.port === 0) return;
    const out = responder.respond(bytes, 'udp', from.address);
    if (out instanceof Promise) void out.then((late) => send(late, from.port, from.address));
    else send(out, from.port, from.address);
  });
  socket.on('close', () => { open = false; });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, () => { socket.off('error', reject); socket.on('error', () => undefined); resolve(socket); });
  });
}
