import type { Pod } from '@kubets/api/core/v1/pod';
import type { AdmissionPlugin } from './plugin.js';
import { isPod } from './targets.js';

const SECONDS = 300;
const TAINTS = ['node.kubernetes.io/not-ready', 'node.kubernetes.io/unreachable'] as const;

/** Pods stay for five minutes on a node that is not ready or cannot be reached, unless they say something else. Source: Taints and Tolerations. */
export const defaultTolerationSeconds: AdmissionPlugin = {
  name: 'DefaultTolerationSeconds',
  handles: (a) => isPod(a) && (a.operation === 'CREATE' || a.operation === 'UPDATE'),
  mutate(a) {
    const { spec } = a.object as unknown as Pod;
    for (const key of TAINTS) {
      if (spec.tolerations?.some((t) => (!t.key || t.key === key) && (!t.effect || t.effect === 'NoExecute'))) continue;
      spec.tolerations = [...spec.tolerations ?? [], { key, operator: 'Exists', effect: 'NoExecute', tolerationSeconds: SECONDS }];
    }
  },
};
