import { isConflict } from '@kubets/apimachinery/errors/status';
import { reasonOf } from './error-code.js';
import { noLog, type ClientLog } from './log.js';
import type { Reconcile } from './queue.js';
import type { TakingQueue } from './work-queue.js';

export interface WorkersOptions {
  readonly queue: TakingQueue;
  /** How many keys are worked on at once. */
  readonly workers: number;
  readonly reconcile: Reconcile;
  readonly signal: AbortSignal;
  readonly log?: ClientLog;
}

/**
 * Works off a queue until the signal aborts. A reconcile that throws is tried again later and later; one that asks for a requeue comes back when it said.
 * Resolves when the last reconcile under way has ended; keys still in line are dropped, because the next start finds them again.
 */
export async function runWorkers(options: WorkersOptions): Promise<void> {
  const { queue, signal } = options;
  const stop = (): void => queue.abandon();
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await Promise.all(Array.from({ length: options.workers }, () => work(options)));
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function work({ queue, reconcile, signal, log = noLog }: WorkersOptions): Promise<void> {
  for (let key = await queue.take(); key !== undefined; key = await queue.take()) {
    try {
      const result = await reconcile(key, signal);
      queue.forget(key);
      if (result) queue.addAfter(key, result.requeueAfterSeconds);
    } catch (error) {
      if (signal.aborted) log.debug(2, 'stopped in the middle of a reconcile', { key, error: reasonOf(error) });
      // Somebody else wrote first: reading again settles it, and it is no news.
      else if (isConflict(error)) log.debug(2, 'the object changed meanwhile; trying again', { key, error: error.message });
      else log.error('a reconcile failed; trying again', { key, retries: queue.retries(key), error });
      queue.addRateLimited(key);
    } finally {
      queue.done(key);
    }
  }
}
