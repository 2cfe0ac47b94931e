import type { FieldError } from './field.js';

/** Machine-readable reasons, as clients test for them. */
export type Reason =
  | 'Unknown' | 'Unauthorized' | 'Forbidden' | 'NotFound' | 'AlreadyExists' | 'Conflict' | 'Gone' | 'Invalid' | 'ServerTimeout'
  | 'Timeout' | 'TooManyRequests' | 'BadRequest' | 'MethodNotAllowed' | 'NotAcceptable' | 'RequestEntityTooLarge' | 'UnsupportedMediaType'
  | 'InternalError' | 'Expired' | 'ServiceUnavailable' | 'StoreReadError';

export interface StatusCause { reason?: string; message?: string; field?: string }
export interface StatusDetails { name?: string; group?: string; kind?: string; uid?: string; causes?: StatusCause[]; retryAfterSeconds?: number }

/** The `Status` object that every failed request answers with. */
export interface Status {
  kind: 'Status'; apiVersion: 'v1'; metadata: Record<string, unknown>;
  status: 'Success' | 'Failure'; message?: string; reason?: string; details?: StatusDetails; code?: number;
}

/** The one family of errors that crosses layers: anything else that reaches a client is an `InternalError`. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  constructor(readonly code: number, readonly reason: Reason, message: string, readonly details?: StatusDetails) {
    super(message);
  }

  toStatus(): Status {
    return {
      kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message: this.message,
      ...(this.reason === 'Unknown' ? {} : { reason: this.reason }), ...(this.details ? { details: this.details } : {}), code: this.code,
    };
  }

  static fromStatus(status: Partial<Status>, fallbackCode = 500): StatusError {
    return new StatusError(status.code ?? fallbackCode, (status.reason ?? 'Unknown') as Reason, status.message ?? 'unknown error', status.details);
  }
}

/** What an error is about: the resource's plural name and group, as it appears in `details` and messages. */
export interface Subject { readonly group: string; readonly resource: string }
const qualified = (s: Subject): string => (s.group ? `${s.resource}.${s.group}` : s.resource);
const about = (s: Subject, name: string): StatusDetails => ({ name, ...(s.group ? { group: s.group } : {}), kind: s.resource });

export const notFound = (s: Subject, name: string): StatusError => new StatusError(404, 'NotFound', `${qualified(s)} "${name}" not found`, about(s, name));
export const alreadyExists = (s: Subject, name: string): StatusError => new StatusError(409, 'AlreadyExists', `${qualified(s)} "${name}" already exists`, about(s, name));
export const conflict = (s: Subject, name: string, why: string): StatusError =>
  new StatusError(409, 'Conflict', `Operation cannot be fulfilled on ${qualified(s)} "${name}": ${why}`, about(s, name));
export const modified = (s: Subject, name: string): StatusError =>
  conflict(s, name, 'the object has been modified; please apply your changes to the latest version and try again');
export const forbidden = (s: Subject, name: string, why: string): StatusError =>
  new StatusError(403, 'Forbidden', s.resource ? `${qualified(s)}${name ? ` "${name}"` : ''} is forbidden: ${why}` : `forbidden: ${why}`, about(s, name));
export const unauthorized = (message = 'Unauthorized'): StatusError => new StatusError(401, 'Unauthorized', message);
export const badRequest = (message: string): StatusError => new StatusError(400, 'BadRequest', message);
export const methodNotSupported = (s: Subject, action: string): StatusError =>
  new StatusError(405, 'MethodNotAllowed', `${action} is not supported on resources of kind "${qualified(s)}"`, { ...(s.group ? { group: s.group } : {}), kind: s.resource });
export const methodNotAllowed = (): StatusError => new StatusError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
export const unknownPath = (): StatusError => new StatusError(404, 'NotFound', 'the server could not find the requested resource', {});
export const unsupportedMediaType = (message: string): StatusError => new StatusError(415, 'UnsupportedMediaType', message);
export const notAcceptable = (accepted: readonly string[]): StatusError =>
  new StatusError(406, 'NotAcceptable', `only the following media types are accepted: ${accepted.join(', ')}`);
export const tooLarge = (message: string): StatusError => new StatusError(413, 'RequestEntityTooLarge', message);
export const expired = (message: string): StatusError => new StatusError(410, 'Expired', message);
export const tooManyRequests = (message: string, retryAfterSeconds = 1): StatusError => new StatusError(429, 'TooManyRequests', message, { retryAfterSeconds });
export const serviceUnavailable = (message: string): StatusError => new StatusError(503, 'ServiceUnavailable', message);
export const timeout = (message: string, retryAfterSeconds = 1): StatusError => new StatusError(504, 'Timeout', message, { retryAfterSeconds });
export const internal = (cause: unknown): StatusError =>
  new StatusError(500, 'InternalError', `Internal error occurred: ${cause instanceof Error ? cause.message : String(cause)}`, {
    causes: [{ message: cause instanceof Error ? cause.message : String(cause) }],
  });

/** An object that breaks rules of its kind: HTTP 422 with one cause per field. */
export function invalid(gk: { group: string; kind: string }, name: string, errors: readonly FieldError[]): StatusError {
  const each = errors.map((e) => `${e.field}: ${e.message}`);
  const text = each.length === 1 ? each[0] : `[${each.join(', ')}]`;
  return new StatusError(422, 'Invalid', `${gk.kind}${gk.group ? `.${gk.group}` : ''} "${name}" is invalid: ${text}`, {
    name, ...(gk.group ? { group: gk.group } : {}), kind: gk.kind,
    causes: errors.map((e) => ({ reason: e.type, message: e.message, field: e.field })),
  });
}

const is = (reason: Reason) => (error: unknown): error is StatusError => error instanceof StatusError && error.reason === reason;
export const isNotFound = is('NotFound');
export const isAlreadyExists = is('AlreadyExists');
export const isConflict = is('Conflict');
export const isForbidden = is('Forbidden');
export const isInvalid = is('Invalid');
export const isUnauthorized = is('Unauthorized');
export const isExpired = (error: unknown): error is StatusError => error instanceof StatusError && (error.reason === 'Expired' || error.reason === 'Gone');
