/**
 * How much history is kept. What is older than `seconds`, or further back than `revisions`, is forgotten,
 * but never what is younger than `atLeastSeconds` or among the last `atLeastRevisions`.
 */
export interface HistoryPolicy {
  readonly seconds: number;
  readonly revisions: number;
  readonly atLeastSeconds: number;
  readonly atLeastRevisions: number;
}

/** Ten minutes, or 100,000 revisions when they come faster than that; never under five minutes (the API server's own period upstream). */
export const defaultHistory: HistoryPolicy = { seconds: 600, revisions: 100_000, atLeastSeconds: 300, atLeastRevisions: 1_000 };

/** The store stood at `revision` at time `at` (milliseconds). */
export interface Mark {
  readonly at: number;
  readonly revision: number;
}

/** How often the store's revision is noted, and compaction considered; milliseconds. */
export const compactionPeriod = 30_000;

/** Revision to compact to, given where the store stood at which time (oldest first). Marks bound ages from above: history is kept longer, never shorter. */
export function compactionTarget(policy: HistoryPolicy, marks: readonly Mark[], current: number, now: number): number {
  const asOf = (seconds: number): number => marks.findLast((mark) => mark.at <= now - seconds * 1_000)?.revision ?? 0;
  const wanted = Math.max(asOf(policy.seconds), current - policy.revisions);
  return Math.max(0, Math.min(wanted, asOf(policy.atLeastSeconds), current - policy.atLeastRevisions));
}

/** Marks that can still matter: the youngest that is old enough for `seconds`, and all after it. */
export function relevantMarks(policy: HistoryPolicy, marks: readonly Mark[], now: number): Mark[] {
  const longest = Math.max(policy.seconds, policy.atLeastSeconds);
  const oldest = marks.findLastIndex((mark) => mark.at <= now - longest * 1_000);
  return marks.slice(Math.max(oldest, 0));
}
