import { Backoff } from '@kubets/client/backoff';
import { sleep, systemClock, type Clock } from '@kubets/client/clock';
import { errorCode, reasonOf } from '@kubets/client/error-code';
import type { Transport } from '@kubets/client/transport';
import type { Logger } from '../log.js';
import { UserError } from '../user-error.js';

export interface WaitOptions {
  readonly transport: Transport;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
}

/** The two sides do not believe each other's certificates: waiting does not change that. */
const CERTIFICATE = new Set([
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_GET_ISSUER_CERT', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE', 'CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_UNTRUSTED', 'CERT_REJECTED', 'ERR_TLS_CERT_ALTNAME_INVALID',
]);
/** TLS alerts by which a server refuses the client's certificate. */
const REFUSED = /^ERR_SSL_.*(BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_(EXPIRED|REVOKED|UNKNOWN|REQUIRED))/;

/**
 * Waits until the API server says that it is ready, so that components find the default roles in place. While it does not answer it is
 * asked again, less and less often (0.2 to 10 s), and the log says why.
 * @throws UserError when waiting cannot help: a certificate or a credential is wrong
 */
export async function waitForApiServer({ transport, log, signal, clock = systemClock, random = Math.random }: WaitOptions): Promise<void> {
  const backoff = new Backoff({ firstMs: 200, longestMs: 10_000, jitter: 0.2, random });
  for (let said = ''; ;) {
    signal.throwIfAborted();
    const obstacle = await look(transport, signal);
    if (obstacle === undefined) {
      if (said) log.info('the API server is ready', { server: transport.server });
      return;
    }
    signal.throwIfAborted();
    const ms = backoff.next();
    // Once per reason: what is the same as before is no news.
    if (obstacle !== said) log.warn(`waiting: ${obstacle}`);
    said = obstacle;
    await sleep(clock, ms, signal);
  }
}

/** What stands in the way, or nothing. */
async function look(transport: Transport, signal: AbortSignal): Promise<string | undefined> {
  try {
    const answer = await transport.request({ method: 'GET', path: '/readyz', signal });
    const { status } = answer;
    await answer.bytes();
    if (status === 401) throw new UserError(`the API server at ${transport.server} does not accept the credentials of the kubeconfig (401 Unauthorized): they belong to another cluster, or have expired`);
    // Who may not ask for its health is answered all the same.
    return status >= 500 ? `the API server at ${transport.server} is not ready yet` : undefined;
  } catch (error) {
    const code = errorCode(error) ?? '';
    if (error instanceof UserError) throw error;
    if (CERTIFICATE.has(code)) throw new UserError(`${reasonOf(error)}: the kubeconfig must hold the authority and the address of that server`);
    if (REFUSED.test(code)) throw new UserError(`the API server at ${transport.server} refuses the client certificate of the kubeconfig: another authority signed it, or it has expired`);
    return reasonOf(error);
  }
}
