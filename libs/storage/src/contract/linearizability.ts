import type { Change, CommitResult, Entry } from '../store.js';

/** An operation as a client saw it. `from`: highest revision any client had been told of when it began; `to`: the same when it was answered. */
export type Observed = { readonly from: number; readonly to: number } & (
  | { readonly kind: 'commit'; readonly change: Change; readonly result: CommitResult }
  | { readonly kind: 'get'; readonly key: string; readonly entry: Entry | undefined }
);

/**
 * Is there one order of all operations that explains every answer and keeps the order of those that did not overlap?
 * Revisions give the order of the accepted changes, so the question is answered exactly: each accepted change must have met its
 * condition just before its revision, and each refusal or read must match the key's state at some revision between its begin and end.
 * Returns what is wrong, or undefined. Needs every commit to be in the history, on an initially empty store.
 */
export function violation(history: readonly Observed[]): string | undefined {
  const timelines = timelinesOf(history);
  if (typeof timelines === 'string') return timelines;
  for (const one of history) {
    const wrong = one.kind === 'get' ? wrongRead(one.key, one.entry, one, timelines) : wrongCommit(one, one.change, one.result, timelines);
    if (wrong) return wrong;
  }
  return undefined;
}

interface State {
  readonly revision: number;
  readonly value: Buffer | null;
}

type Timelines = ReadonlyMap<string, readonly State[]>;

function timelinesOf(history: readonly Observed[]): Timelines | string {
  const timelines = new Map<string, State[]>();
  const accepted = history.flatMap((one) => (one.kind === 'commit' && one.result.ok ? [{ revision: one.result.revision, change: one.change }] : []));
  accepted.sort((a, b) => a.revision - b.revision);
  for (const [index, { revision, change }] of accepted.entries()) {
    if (accepted[index - 1]?.revision === revision) return `revision ${revision} was given twice`;
    const timeline = timelines.get(change.key) ?? [];
    timelines.set(change.key, timeline);
    timeline.push({ revision, value: change.value });
  }
  return timelines;
}

function wrongCommit(span: { from: number; to: number }, change: Change, result: CommitResult, timelines: Timelines): string | undefined {
  const what = `${change.value === null ? 'delete' : 'write'} of ${change.key} expecting ${change.expect}`;
  if (!result.ok) {
    if (meets(change, result.actual?.revision)) return `${what} was refused though it met ${result.actual?.revision ?? 'nothing'}`;
    return wrongRead(change.key, result.actual, span, timelines);
  }
  if (result.revision <= span.from || result.revision > span.to) return `${what} got revision ${result.revision}, outside (${span.from}, ${span.to}]`;
  const before = (timelines.get(change.key) ?? []).findLast((state) => state.revision < result.revision);
  const revision = before && before.value !== null ? before.revision : undefined;
  return meets(change, revision) ? undefined : `${what} was accepted at ${result.revision} though the key was at ${revision ?? 'nothing'}`;
}

function meets(change: Change, revision: number | undefined): boolean {
  if (change.value === null && revision === undefined) return false;
  if (change.expect === 'any') return true;
  return change.expect === 'absent' ? revision === undefined : revision === change.expect;
}

function wrongRead(key: string, entry: Entry | undefined, { from, to }: { from: number; to: number }, timelines: Timelines): string | undefined {
  const timeline = timelines.get(key) ?? [];
  const seen = entry ? `${key} at ${entry.revision}` : `${key} absent`;
  const possible = timeline.filter((state, index) => state.revision <= to && (timeline[index + 1]?.revision ?? Infinity) > from);
  const initially = (timeline[0]?.revision ?? Infinity) > from;
  const explained = entry
    ? possible.some((state) => state.revision === entry.revision && state.value !== null && state.value.equals(entry.value))
    : initially || possible.some((state) => state.value === null);
  return explained ? undefined : `between ${from} and ${to} ${seen} was seen, which it never was then`;
}
