import type { PodCondition, PodStatus } from '@kubets/api/core/v1/pod-status';

/** Fields that the node writes; others (nominatedNodeName, resourceClaimStatuses …) belong to someone else. */
const OWNED = [
  'observedGeneration', 'phase', 'message', 'reason', 'hostIP', 'podIP', 'startTime', 'initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses', 'qosClass',
] as const satisfies readonly (keyof PodStatus)[];

/** Equality of JSON values whatever the order of keys; absent and `undefined` are the same. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => sameJson(item, b[at]));
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((key) => sameJson(left[key], right[key]));
}

/** Conditions that changed. A merge keeps what it is not told about, so a reason that no longer holds is taken away by name. */
const conditionChanges = (before: readonly PodCondition[], after: readonly PodCondition[]): object[] =>
  after.flatMap((condition) => {
    const { lastProbeTime: _, ...old }: Partial<PodCondition> = before.find((c) => c.type === condition.type) ?? {};
    if (sameJson(old, condition)) return [];
    const gone = Object.keys(old).filter((key) => !(key in condition));
    return [{ ...condition, ...Object.fromEntries(gone.map((key) => [key, null])) }];
  });

/** A list merged by `ip`: what went away has to be said. */
function addressChanges(before: readonly { ip: string }[] = [], after: readonly { ip: string }[] = []): object[] | undefined {
  if (sameJson(before, after)) return undefined;
  const gone = before.filter((b) => !after.some((a) => a.ip === b.ip));
  return [...after, ...gone.map(({ ip }) => ({ ip, $patch: 'delete' }))];
}

/** The strategic merge patch that turns one status into the other; `undefined` when nothing is to be said. */
export function statusPatch(before: PodStatus, after: PodStatus): Record<string, unknown> | undefined {
  const patch: Record<string, unknown> = {};
  for (const field of OWNED) if (!sameJson(before[field], after[field])) patch[field] = after[field] ?? null;
  const conditions = conditionChanges(before.conditions ?? [], after.conditions ?? []);
  if (conditions.length > 0) patch.conditions = conditions;
  for (const field of ['podIPs', 'hostIPs'] as const) {
    const changes = addressChanges(before[field], after[field]);
    if (changes) patch[field] = changes;
  }
  return Object.keys(patch).length > 0 ? patch : undefined;
}
