import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPodTemplate } from '../../core/v1/pod-spec.defaults.js';
import type { DaemonSet } from './daemon-set.js';

export function defaultDaemonSet(set: Draft<DaemonSet>): void {
  const spec = (set.spec ??= {});
  spec.revisionHistoryLimit ??= 10;
  const strategy = (spec.updateStrategy ??= {});
  strategy.type ||= 'RollingUpdate';
  if (strategy.type === 'RollingUpdate') {
    const pace = (strategy.rollingUpdate ??= {});
    pace.maxUnavailable ??= 1;
    pace.maxSurge ??= 0;
  }
  defaultPodTemplate(spec.template ??= {});
}
