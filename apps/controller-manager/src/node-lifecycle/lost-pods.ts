import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodReady, podCondition } from '@kubets/api/core/v1/pod.helpers';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { ComponentHost } from '@kubets/component/component';
import type { Readiness } from './health.js';

const REASON = 'NodeLost';

/** What has to be written into the status of a pod whose node is not ready; `undefined` when it says so. */
export function lostStatus(pod: Pod, node: string, ready: Readiness, now: number): object | undefined {
  const status: Record<string, unknown> = {};
  if (isPodReady(pod)) {
    status['conditions'] = [{ ...podCondition(pod, 'Ready'), status: 'False', reason: REASON, message: `Node ${node} is not ready`, lastTransitionTime: formatTime(now) }];
  }
  // Nobody can tell whether it still runs: that is what people see instead of "Terminating".
  if (ready === 'Unknown' && pod.metadata.deletionTimestamp && pod.status.reason !== REASON) {
    Object.assign(status, { reason: REASON, message: `Node ${node} which was running pod ${pod.metadata.name} is unresponsive` });
  }
  return Object.keys(status).length ? status : undefined;
}

/** Takes pods of a node that is not ready out of service. */
export async function markLost(host: ComponentHost, node: string, ready: Readiness, of: readonly Pod[]): Promise<void> {
  await Promise.all(of.map(async (pod) => {
    const status = lostStatus(pod, node, ready, host.now());
    if (!status) return;
    try {
      await host.client.resource(pods, pod.metadata.namespace ?? '').patch(pod.metadata.name ?? '', { type: 'strategic', body: { metadata: { uid: pod.metadata.uid }, status } }, { subresource: 'status' });
      host.events.event(pod, 'Warning', 'NodeNotReady', 'Node is not ready');
    } catch (error) {
      if (!isNotFound(error) && !isConflict(error)) throw error;
    }
  }));
}
