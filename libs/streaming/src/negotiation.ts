import type { IncomingMessage } from 'node:http';
import { badRequest, StatusError } from '@kubets/apimachinery/errors/status';

/** A protocol that both sides can speak, by the name under which the client asked for it. */
export interface NamedProtocol { readonly name: string }

/** An answer to an upgrade request that is an error, with headers that help the client. */
export class UpgradeRefusedError extends StatusError {
  constructor(code: 400 | 403, message: string, readonly headers: Readonly<Record<string, string>> = {}) { super(code, code === 403 ? 'Forbidden' : 'BadRequest', message); }
}

/** Browsers cannot send an `Authorization` header, so a bearer token may travel as one more subprotocol. It was looked at long before. */
const BEARER = 'base64url.bearer.authorization.k8s.io.';

/** What an upgrade request asks for. Throws `BadRequest` for anything but WebSocket and SPDY/3.1. */
export function requestedTransport(request: IncomingMessage): 'websocket' | 'spdy' {
  const upgrade = (request.headers.upgrade ?? '').toLowerCase();
  if (upgrade === 'websocket') return 'websocket';
  if (upgrade === 'spdy/3.1') return 'spdy';
  throw badRequest(`unable to upgrade: the request asks for ${JSON.stringify(request.headers.upgrade ?? '')}; this server speaks "websocket" and "SPDY/3.1"`);
}

const listed = (value: string | string[] | undefined): string[] => [value ?? []].flat().join(',').split(',').map((name) => name.trim()).filter(Boolean);

/**
 * The subprotocol of a WebSocket request (RFC 6455, section 4.2.2): the first that the client names and the server knows.
 * `undefined` when the client names none: then the oldest binary one is spoken. Throws when it names only others.
 */
export function negotiateSubprotocol<P extends NamedProtocol>(request: IncomingMessage, known: readonly P[]): P | undefined {
  const asked = listed(request.headers['sec-websocket-protocol']).filter((name) => !name.startsWith(BEARER));
  if (!asked.length) return undefined;
  const chosen = firstCommon(asked, known);
  if (!chosen) throw new UpgradeRefusedError(400, `requested protocol(s) are not supported: [${asked.join(' ')}]; supports [${known.map((p) => p.name).join(' ')}]`);
  return chosen;
}

/** The protocol spoken inside a SPDY connection: the header `X-Stream-Protocol-Version`, which may be given several times. */
export function negotiateStreamProtocol<P extends NamedProtocol>(request: IncomingMessage, known: readonly P[]): P {
  const asked = listed(request.headers['x-stream-protocol-version']);
  if (!asked.length) throw new UpgradeRefusedError(400, 'unable to upgrade: the header X-Stream-Protocol-Version is required and names no protocol');
  const chosen = firstCommon(asked, known);
  const names = known.map((p) => p.name);
  if (!chosen) {
    throw new UpgradeRefusedError(403, `unable to upgrade: unable to negotiate protocol: client supports [${asked.join(' ')}], server accepts [${names.join(' ')}]`, { 'X-Accepted-Stream-Protocol-Versions': names.join(', ') });
  }
  return chosen;
}

function firstCommon<P extends NamedProtocol>(asked: readonly string[], known: readonly P[]): P | undefined {
  for (const name of asked) {
    const found = known.find((protocol) => protocol.name === name);
    if (found) return found;
  }
  return undefined;
}
