import type { Pod } from '@kubets/api/core/v1/pod';

/** Index of pods by the node that they are bound to. */
export const NODE = 'nodeName';
export const byNode = { [NODE]: (pod: Pod): readonly string[] => (pod.spec.nodeName ? [pod.spec.nodeName] : []) };
