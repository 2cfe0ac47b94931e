import type { Pod } from '@kubets/api/core/v1/pod';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { World } from './world.js';

/** Gives every pod a node, an address and readiness at once, unless the test says otherwise. */
export function fakeKubelet({ client, clock }: Pick<World, 'client' | 'clock'>, healthy: (pod: Pod) => boolean = () => true): () => void {
  let addresses = 0;
  return () => {
    for (const pod of client.objects(pods)) {
      if (pod.metadata.deletionTimestamp || pod.status?.phase === 'Running' || !healthy(pod)) continue;
      const ip = `10.244.0.${++addresses}`;
      client.put(pods, {
        ...pod, spec: { ...pod.spec, nodeName: 'node-1' },
        status: { phase: 'Running', podIP: ip, podIPs: [{ ip }], conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: formatTime(clock.now()) }] },
      });
    }
  };
}
