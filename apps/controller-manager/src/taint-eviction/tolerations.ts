import type { Taint } from '@kubets/api/core/v1/scheduling';
import type { Pod } from '@kubets/api/core/v1/pod';

type Toleration = NonNullable<Pod['spec']['tolerations']>[number];

/** Source: "Taints and Tolerations". An empty key with `Exists` matches every taint, an empty effect every effect. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  switch (toleration.operator) {
    case 'Exists': return true;
    case 'Gt': case 'Lt': {
      const [left, right] = [Number(taint.value), Number(toleration.value)];
      return Boolean(toleration.key) && (toleration.operator === 'Gt' ? left > right : left < right);
    }
    default: return Boolean(toleration.key) && (toleration.value ?? '') === (taint.value ?? '');
  }
}

/**
 * When a pod has to leave a node with these NoExecute taints, milliseconds since the epoch; `undefined` when it may stay.
 * Its time runs from when the taint was set, or from when the pod came.
 */
export function evictionTime({ metadata, spec }: Pod, taints: readonly Taint[], now: number): number | undefined {
  const created = Date.parse(metadata.creationTimestamp ?? '') || 0;
  let earliest = Infinity;
  for (const taint of taints) {
    const matching = (spec.tolerations ?? []).filter((toleration) => tolerates(toleration, taint));
    if (matching.length === 0) return now;
    const seconds = Math.min(...matching.map(({ tolerationSeconds }) => (tolerationSeconds === undefined ? Infinity : Math.max(0, tolerationSeconds))));
    const since = Math.max(Date.parse(taint.timeAdded ?? '') || now, created);
    earliest = Math.min(earliest, since + seconds * 1000);
  }
  return Number.isFinite(earliest) ? earliest : undefined;
}
