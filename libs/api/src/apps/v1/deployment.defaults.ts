import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPodTemplate } from '../../core/v1/pod-spec.defaults.js';
import type { Deployment } from './deployment.js';

export function defaultDeployment(deployment: Draft<Deployment>): void {
  const spec = (deployment.spec ??= {});
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  spec.progressDeadlineSeconds ??= 600;
  const strategy = (spec.strategy ??= {});
  strategy.type ||= 'RollingUpdate';
  if (strategy.type === 'RollingUpdate') {
    const pace = (strategy.rollingUpdate ??= {});
    pace.maxUnavailable ??= '25%';
    pace.maxSurge ??= '25%';
  }
  defaultPodTemplate(spec.template ??= {});
}
