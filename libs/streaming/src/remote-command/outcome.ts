import type { Status } from '@kubets/apimachinery/errors/status';
import { StatusError } from '@kubets/apimachinery/errors/status';
import { asStatusError, messageOf } from '../refusal.js';
import type { RemoteCommandProtocol } from './protocols.cfg.js';

/** How a command ended: with an exit code, or it could not be run or followed to its end. */
export type Outcome = { readonly exitCode: number } | { readonly error: unknown };

/** The outcome as clients expect it: a code other than 0 is the cause `ExitCode` of a failure with reason `NonZeroExitCode`. */
export function outcomeStatus(outcome: Outcome): Omit<Status, 'reason'> & { reason?: string } {
  if ('error' in outcome) return asStatusError(outcome.error instanceof StatusError ? outcome.error : new Error(`error executing command in container: ${messageOf(outcome.error)}`)).toStatus();
  const base = { kind: 'Status', apiVersion: 'v1', metadata: {} } as const;
  if (outcome.exitCode === 0) return { ...base, status: 'Success' };
  return {
    ...base, status: 'Failure', reason: 'NonZeroExitCode', message: `command terminated with non-zero exit code: ${outcome.exitCode}`,
    details: { causes: [{ reason: 'ExitCode', message: String(outcome.exitCode) }] },
  };
}

/** What is written to the error stream; empty when the protocol is silent about success. */
export function outcomeBytes(outcome: Outcome, protocol: RemoteCommandProtocol): Buffer {
  const status = outcomeStatus(outcome);
  if (protocol.outcome === 'status') return Buffer.from(JSON.stringify(status));
  return Buffer.from(status.status === 'Success' ? '' : (status.message ?? ''));
}
