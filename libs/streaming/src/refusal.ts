import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { internal, StatusError } from '@kubets/apimachinery/errors/status';

/** The text of whatever was thrown. Not by `instanceof`: errors may come from another realm. */
export const messageOf = (error: unknown): string => (error as Partial<Error> | null | undefined)?.message || String(error);

export const asStatusError = (error: unknown): StatusError => (error instanceof StatusError ? error : internal(new Error(messageOf(error))));

/** Answers an upgrade request with an error instead, as a `Status` object, and hangs up. */
export function refuse(socket: Duplex, error: unknown, headers: Readonly<Record<string, string>> = {}): void {
  const status = asStatusError(error);
  const body = JSON.stringify(status.toStatus());
  const lines = Object.entries({ ...headers, 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)), Connection: 'close' });
  socket.end(`HTTP/1.1 ${status.code} ${STATUS_CODES[status.code] ?? 'Error'}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`, () => socket.destroy());
}
