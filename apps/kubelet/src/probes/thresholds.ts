import type { ProbeOutcome } from './outcome.js';

export interface Streak { readonly last?: 'success' | 'failure'; readonly length: number }
export const NO_STREAK: Streak = { length: 0 };

/**
 * Adds an outcome to the streak and says what it amounts to: the result changes only after as many equal outcomes in a row as the
 * threshold asks. `unknown` outcomes count for nothing.
 */
export function judge(streak: Streak, outcome: ProbeOutcome, thresholds: { success: number; failure: number }): { streak: Streak; verdict?: boolean } {
  if (outcome.result === 'unknown') return { streak };
  const now = outcome.result === 'failure' ? 'failure' : 'success';
  const length = streak.last === now ? streak.length + 1 : 1;
  const reached = length >= (now === 'failure' ? thresholds.failure : thresholds.success);
  return { streak: { last: now, length }, ...(reached ? { verdict: now === 'success' } : {}) };
}
