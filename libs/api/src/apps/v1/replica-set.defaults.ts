import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPodTemplate } from '../../core/v1/pod-spec.defaults.js';
import type { ReplicaSet } from './replica-set.js';

export function defaultReplicaSet(set: Draft<ReplicaSet>): void {
  const spec = (set.spec ??= {});
  spec.replicas ??= 1;
  defaultPodTemplate(spec.template ??= {});
}
