import type { Pod } from '@kubets/api/core/v1/pod';
import type { Taint, Toleration } from '@kubets/api/core/v1/scheduling';

/** Whether a toleration covers a taint. Source: Taints and Tolerations. */
export function tolerates(toleration: Toleration, taint: Taint): boolean {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  switch (toleration.operator ?? 'Equal') {
    case '':
    case 'Equal': return Boolean(toleration.key) && (toleration.value ?? '') === (taint.value ?? '');
    case 'Exists': return true;
    default: return false;
  }
}

export const tolerated = (pod: Pod, taint: Taint): boolean => (pod.spec.tolerations ?? []).some((t) => tolerates(t, taint));
