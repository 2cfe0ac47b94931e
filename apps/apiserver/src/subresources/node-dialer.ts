import http from 'node:http';
import type { Duplex } from 'node:stream';
import type { Node } from '@kubets/api/core/v1/node';
import { serviceUnavailable, StatusError } from '@kubets/apimachinery/errors/status';
import type { ApiRequest, ApiResponse } from '../request/request.js';

/** Opens an authenticated connection to a node's kubelet: TLS to its port, or a pipe inside the embedded process. */
export type NodeDialer = (node: Node, signal: AbortSignal) => Promise<Duplex>;

const HOP_BY_HOP: ReadonlySet<string> = new Set(['connection', 'upgrade', 'keep-alive', 'transfer-encoding', 'te', 'trailer', 'proxy-connection', 'host', 'authorization', 'content-length']);

/** Headers that a proxied request takes along: all but those of the connection and the caller's credentials. */
export function forwardedHeaders(request: ApiRequest): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !name.startsWith(':') && !name.startsWith('impersonate-')) headers[name] = value;
  }
  return headers;
}

/** Sends a request over the connection and hands its answer on as it arrives. */
export async function forward(connection: Duplex, request: ApiRequest, path: string, host: string): Promise<ApiResponse> {
  const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.body();
  return new Promise((resolve, reject) => {
    const outgoing = http.request({ createConnection: () => connection as never, method: request.method, path, headers: { ...forwardedHeaders(request), host } });
    const stop = (): void => { outgoing.destroy(); };
    if (request.signal.aborted) stop(); else request.signal.addEventListener('abort', stop, { once: true });
    outgoing.on('error', (error) => { connection.destroy(); reject(serviceUnavailable(`error trying to reach ${host}: ${error.message}`)); });
    outgoing.on('response', (incoming) => {
      const headers: Record<string, string> = {};
      for (const [name, value] of Object.entries(incoming.headers)) if (value !== undefined && !HOP_BY_HOP.has(name)) headers[name] = Array.isArray(value) ? value.join(', ') : value;
      resolve({
        status: incoming.statusCode ?? 502, headers,
        body: (sink) => {
          sink.onClose(() => { outgoing.destroy(); connection.destroy(); });
          incoming.on('data', (chunk: Buffer) => { if (!sink.write(chunk)) { incoming.pause(); sink.onDrain(() => incoming.resume()); } });
          incoming.on('end', () => sink.end());
          incoming.on('error', () => sink.destroy());
          incoming.on('aborted', () => sink.destroy());
        },
      });
    });
    outgoing.end(body);
  });
}

/** Asks the node for the protocol that the caller asked for and joins the two connections. A refusal is passed on. */
export async function forwardUpgrade(connection: Duplex, request: ApiRequest, path: string, host: string): Promise<ApiResponse> {
  const { socket, head } = request.upgrade!;
  return new Promise((resolve, reject) => {
    const outgoing = http.request({
      createConnection: () => connection as never, method: request.method, path,
      headers: { ...forwardedHeaders(request), host, connection: 'Upgrade', upgrade: request.headers['upgrade'] ?? '' },
    });
    outgoing.on('error', (error) => reject(serviceUnavailable(`error trying to reach ${host}: ${error.message}`)));
    outgoing.on('response', (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => { connection.destroy(); resolve({ status: incoming.statusCode ?? 502, headers: { 'content-type': incoming.headers['content-type'] ?? 'text/plain' }, body: Buffer.concat(chunks) }); });
    });
    outgoing.on('upgrade', (incoming, nodeSocket: Duplex, nodeHead: Buffer) => {
      const lines = rawHeaders(incoming.rawHeaders);
      socket.write(`HTTP/1.1 ${incoming.statusCode ?? 101} ${incoming.statusMessage ?? 'Switching Protocols'}\r\n${lines}\r\n`);
      if (nodeHead.length) socket.write(nodeHead);
      if (head.length) nodeSocket.write(head);
      join(socket, nodeSocket);
      resolve({ status: 101, headers: {}, body: 'taken' });
    });
    outgoing.end();
  });
}

const rawHeaders = (raw: readonly string[]): string => {
  let text = '';
  for (let i = 0; i + 1 < raw.length; i += 2) text += `${raw[i]}: ${raw[i + 1]}\r\n`;
  return text;
};

/** Two connections become one; when either breaks, both end. */
export function join(a: Duplex, b: Duplex): void {
  const end = (): void => { a.destroy(); b.destroy(); };
  for (const side of [a, b]) { side.on('error', end); side.on('close', end); }
  a.pipe(b);
  b.pipe(a);
}

export const noDialer: NodeDialer = async (node) => {
  throw new StatusError(500, 'InternalError', `no way to reach node ${JSON.stringify(node.metadata.name)} is configured`);
};
