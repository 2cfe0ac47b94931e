import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

/** The container's own policy, else the pod's (KEP-5307 lets any container have one). */
export const restartPolicyOf = (pod: Pod, container: Container): RestartPolicy =>
  (container.restartPolicy ?? pod.spec.restartPolicy ?? 'Always') as RestartPolicy;

/** Whether a main container that ended with `exitCode` runs again. */
export function restartsAfter(pod: Pod, container: Container, exitCode: number): boolean {
  for (const rule of container.restartPolicyRules ?? []) {
    const listed = rule.exitCodes?.values?.includes(exitCode) ?? false;
    const matches = rule.exitCodes?.operator === 'NotIn' ? !listed : listed;
    if (matches && rule.action === 'Restart') return true;
  }
  const policy = restartPolicyOf(pod, container);
  return policy === 'Always' || (policy === 'OnFailure' && exitCode !== 0);
}

/** A plain init container runs again after a failure unless nothing in the pod does. */
export const initRestartsAfterFailure = (pod: Pod, container: Container): boolean =>
  (container.restartPolicy ?? (pod.spec.restartPolicy === 'Never' ? 'Never' : 'OnFailure')) !== 'Never';
