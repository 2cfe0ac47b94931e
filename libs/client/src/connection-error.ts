import { errorCode, reasonOf } from './error-code.js';

/** The API server did not answer: nothing is known about whether a write took effect. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  /** @param code Node's error code, such as `ECONNREFUSED` */
  constructor(message: string, readonly code: string, options?: ErrorOptions) {
    super(message, options);
  }
}

export const isConnectionError = (error: unknown): error is ConnectionError => error instanceof ConnectionError;

const EXPLANATIONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there (connection refused); is it running, and is the address right?',
  ENOTFOUND: 'the host name does not resolve',
  EAI_AGAIN: 'the host name cannot be resolved right now',
  ETIMEDOUT: 'the connection timed out',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'the network is unreachable',
  ECONNRESET: 'the connection was closed before the answer was complete',
  EPIPE: 'the connection was closed while the request was being sent',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not signed by the certificate authority given',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by another certificate authority than the one given',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed and no certificate authority was given for it',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another host name or address',
};

/** Says in one sentence which server could not be reached, and why. */
export function connectionError(server: string, cause: unknown): ConnectionError {
  const code = errorCode(cause) ?? 'EUNKNOWN';
  const why = EXPLANATIONS[code] ?? reasonOf(cause);
  return new ConnectionError(`cannot reach the API server at ${server}: ${why}`, code, { cause });
}
