import { StatusError, type Reason, type Status } from '@kubets/apimachinery/errors/status';
import { sleep, type Clock } from './clock.js';
import type { Transport, TransportRequest, TransportResponse } from './transport.js';

/** Reasons of answers that carry no Status, such as a load balancer's. */
const REASONS: Readonly<Record<number, Reason>> = {
  400: 'BadRequest', 401: 'Unauthorized', 403: 'Forbidden', 404: 'NotFound', 405: 'MethodNotAllowed', 406: 'NotAcceptable', 409: 'Conflict', 410: 'Gone',
  413: 'RequestEntityTooLarge', 415: 'UnsupportedMediaType', 422: 'Invalid', 429: 'TooManyRequests', 500: 'InternalError', 503: 'ServiceUnavailable', 504: 'Timeout',
};

/** The error that an answer of 400 and above stands for. */
export async function errorOf(response: TransportResponse, what: string): Promise<StatusError> {
  const text = (await response.bytes()).toString('utf8');
  try {
    const body = JSON.parse(text) as Partial<Status>;
    if (body?.kind === 'Status') return StatusError.fromStatus(body, response.status);
  } catch { /* not from an API server: told as text below */ }
  const excerpt = text.trim().slice(0, 200);
  return new StatusError(response.status, REASONS[response.status] ?? 'Unknown', `${what} was answered with ${response.status}${excerpt ? `: ${excerpt}` : ''}`);
}

/** A server that says when to come back is asked again, but not for ever. */
const MOST_RETRIES = 10;
const LONGEST_WAIT_SECONDS = 30;

const waitSeconds = (request: TransportRequest, response: TransportResponse): number | undefined => {
  if (request.method !== 'GET' || (response.status !== 429 && response.status !== 503)) return undefined;
  const seconds = Number(response.headers['retry-after']);
  return Number.isFinite(seconds) && seconds >= 0 && response.headers['retry-after'] ? Math.min(seconds, LONGEST_WAIT_SECONDS) : undefined;
};

/** Sends a request; reads that the server puts off with `Retry-After` are repeated. Answers of 400 and above throw. */
export async function exchange(transport: Transport, clock: Clock, request: TransportRequest): Promise<TransportResponse> {
  for (let tries = 0; ; tries++) {
    const response = await transport.request(request);
    if (response.status < 400) return response;
    const error = await errorOf(response, `${request.method} ${request.path.split('?')[0]}`);
    const seconds = waitSeconds(request, response);
    if (seconds === undefined || tries >= MOST_RETRIES) throw error;
    await sleep(clock, seconds * 1000, request.signal);
    request.signal?.throwIfAborted();
  }
}

/** The body as JSON; `undefined` when there is none. */
export async function readJson<R>(response: TransportResponse, what: string): Promise<R> {
  const text = (await response.bytes()).toString('utf8');
  if (text === '') return undefined as R;
  try {
    return JSON.parse(text) as R;
  } catch {
    throw new StatusError(500, 'InternalError', `${what} was answered with something that is not JSON: ${text.slice(0, 100)}`);
  }
}
