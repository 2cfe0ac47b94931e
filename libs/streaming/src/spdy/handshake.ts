import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import { StatusError, type Status } from '@kubets/apimachinery/errors/status';
import { SpdyConnection, type SpdyOptions } from './connection.js';

/** Accepts an upgrade to SPDY/3.1 with the given protocol inside. */
export function acceptSpdy(socket: Duplex, head: Buffer, protocol: string, options: Omit<SpdyOptions, 'role' | 'head'>): SpdyConnection {
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: ${protocol}\r\n\r\n`);
  return new SpdyConnection(socket, { ...options, role: 'server', head });
}

/**
 * Asks a server for SPDY/3.1. Throws a `StatusError` with the server's reason when it refuses.
 * @param protocols of the streams inside, best first
 */
export function connectSpdy(url: URL, protocols: readonly string[], options: https.RequestOptions & { spdy?: Partial<SpdyOptions> } = {}): Promise<{ connection: SpdyConnection; protocol: string }> {
  const { spdy, headers, ...rest } = options;
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method: 'POST', agent: false, ...rest,
    headers: { ...headers, connection: 'Upgrade', upgrade: 'SPDY/3.1', 'x-stream-protocol-version': [...protocols], 'content-length': '0' },
  });
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => void refusal(response).then(reject, reject));
    request.on('upgrade', (response, socket: Duplex, head: Buffer) => {
      resolve({ connection: new SpdyConnection(socket, { ...spdy, role: 'client', head }), protocol: String(response.headers['x-stream-protocol-version'] ?? '') });
    });
    request.end();
  });
}

/** The error in a server's answer: its `Status`, or its text. */
export async function refusal(response: IncomingMessage): Promise<StatusError> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  try {
    return StatusError.fromStatus(JSON.parse(text) as Partial<Status>, response.statusCode);
  } catch {
    return new StatusError(response.statusCode ?? 500, 'Unknown', `unable to upgrade connection: ${text || response.statusMessage || 'no reason given'}`);
  }
}
