export interface SlowStart {
  readonly done: number;
  /** What was not even tried after a failure. */
  readonly skipped: number;
  readonly error?: unknown;
}

/**
 * Does something `count` times in batches of 1, 2, 4, …, and stops after the batch in which something failed: what a quota or
 * a broken template refuses once is not tried hundreds of times.
 */
export async function slowStart(count: number, act: () => Promise<void>): Promise<SlowStart> {
  let left = count;
  let done = 0;
  for (let batch = Math.min(left, 1); batch > 0; batch = Math.min(2 * batch, left)) {
    const outcomes = await Promise.allSettled(Array.from({ length: batch }, act));
    left -= batch;
    const failures = outcomes.filter((outcome) => outcome.status === 'rejected');
    done += batch - failures.length;
    if (failures[0]) return { done, skipped: left, error: failures[0].reason as unknown };
  }
  return { done, skipped: 0 };
}
