import { qosClass } from '@kubets/api/core/v1/pod.helpers';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Strategy } from '../registry/strategy.js';

const DEFAULT_GRACE_SECONDS = 30;

/** Pods begin as Pending, know their QoS class, and are deleted by their kubelet once they have stopped. */
export const podStrategy: Strategy<Pod> = {
  generation: true,
  statusMetadata: true,
  returnsDeleted: true,
  prepareForCreate(pod) {
    pod.status = { phase: 'Pending', qosClass: qosClass(pod) } as Pod['status'];
    if (pod.spec.schedulingGates?.length) {
      pod.status.conditions = [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated', message: 'Scheduling is blocked due to non-empty scheduling gates' }] as Pod['status']['conditions'];
    }
  },
  prepareForStatusUpdate(pod, old) {
    // QoS is decided once; the node is the scheduler's to set.
    pod.status.qosClass ??= old.status.qosClass as string;
    if (old.metadata.ownerReferences) pod.metadata.ownerReferences = old.metadata.ownerReferences; else delete pod.metadata.ownerReferences;
  },
  gracePeriod(pod, asked) {
    // Nothing runs yet, or nothing runs any more: nobody would end it.
    if (!pod.spec.nodeName || pod.status.phase === 'Failed' || pod.status.phase === 'Succeeded') return 0;
    const grace = asked ?? pod.spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
    return grace < 0 ? 1 : grace;
  },
};
