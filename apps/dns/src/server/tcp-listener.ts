import { createServer, type Server, type Socket } from 'node:net';
import type { Responder } from './responder.js';

/** Milliseconds that a connection may be silent (RFC 7766, 6.2.3). */
const IDLE = 10_000;
/** Queries of one connection that are worked on at once; the rest waits in the kernel. */
const PIPELINE = 64;

/** Answers messages with a length before them, several of a connection at once, in the order in which they are ready (RFC 7766). */
export function listenTcp(host: string, port: number, responder: Responder): Promise<Server & { readonly sockets: Set<Socket> }> {
  const sockets = new Set<Socket>();
  const server = Object.assign(createServer((socket) => {
    sockets.add(socket);
    socket.setTimeout(IDLE, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, responder);
  }), { sockets });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => { server.off('error', reject); server.on('error', () => undefined); resolve(server); });
  });
}

function serve(socket: Socket, responder: Responder): void {
  let buffered: Buffer = Buffer.alloc(0);
  let waiting = 0;
  const send = (bytes: Buffer | undefined): void => {
    waiting--;
    if (!bytes) socket.destroy();
    else if (!socket.destroyed) socket.write(Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes]));
    if (waiting < PIPELINE && socket.isPaused()) socket.resume();
  };
  socket.on('data', (chunk) => {
    buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
    while (buffered.length >= 2 && buffered.length >= 2 + buffered.readUInt16BE(0) && !socket.destroyed) {
      const end = 2 + buffered.readUInt16BE(0);
      const message = buffered.subarray(2, end);
      buffered = buffered.subarray(end);
      if (++waiting >= PIPELINE) socket.pause();
      const out = responder.respond(message, 'tcp', socket.remoteAddress ?? '');
      if (out instanceof Promise) void out.then(send);
      else send(out);
    }
  });
}
