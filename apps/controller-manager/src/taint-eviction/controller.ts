import type { Node } from '@kubets/api/core/v1/node';
import type { Taint } from '@kubets/api/core/v1/scheduling';
import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import { nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import { controllerLoop, handled, type ControllerLoop } from '@kubets/client/controller';
import { keyOf } from '@kubets/client/informer';
import type { ManagerHost } from '../host.js';
import { byNode, NODE } from '../node-lifecycle/pods-of-node.js';
import { evictionTime } from './tolerations.js';

const evicting = (node: Node | undefined): Taint[] => (node?.spec.taints ?? []).filter(({ effect }) => effect === 'NoExecute');
const text = (taints: readonly Taint[]): string => JSON.stringify(taints.map(({ key, value, timeAdded }) => [key, value ?? '', timeAdded ?? '']));

/** Deletes pods from nodes whose NoExecute taints they do not tolerate, or tolerate only for a while. */
export function taintEvictionController(host: ManagerHost): ControllerLoop {
  const nodeInformer = host.informers.informer(nodes);
  const podInformer = host.informers.informer(pods, { indexes: byNode });
  /** Taints without a time begin to count when they are first seen here. Key of the pod → taints → since when. */
  const waiting = new Map<string, { taints: string; since: number }>();

  async function evict(pod: Pod): Promise<void> {
    const { namespace = '', name = '', uid } = pod.metadata;
    const client = host.client.resource(pods, namespace);
    host.events.event(pod, 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${namespace}/${name}`);
    const condition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByTaintManager', message: 'Taint manager: deleting due to NoExecute taint', lastTransitionTime: formatTime(host.now()) };
    try {
      await client.patch(name, { type: 'strategic', body: { metadata: { uid }, status: { conditions: [condition] } } }, { subresource: 'status' });
      await client.delete(name, uid ? { preconditions: { uid } } : {});
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
  }

  return controllerLoop({
    name: 'taint_eviction_controller', host, workers: 8, ...(host.clock ? { clock: host.clock } : {}),
    sources: [
      handled(nodeInformer, (queue) => {
        const concerned = (node: Node): void => { for (const pod of podInformer.lister.byIndex(NODE, node.metadata.name ?? '')) queue.add(keyOf(pod)); };
        return {
          added: (node) => { if (evicting(node).length) concerned(node); },
          updated: (node, old) => { if (text(evicting(node)) !== text(evicting(old))) concerned(node); },
        };
      }),
      handled(podInformer, (queue) => {
        const concerned = (pod: Pod): void => { if (pod.spec.nodeName && evicting(nodeInformer.lister.get(pod.spec.nodeName)).length) queue.add(keyOf(pod)); };
        return {
          added: concerned,
          updated: (pod, old) => { if (pod.spec.nodeName !== old.spec.nodeName || JSON.stringify(pod.spec.tolerations) !== JSON.stringify(old.spec.tolerations)) concerned(pod); },
          deleted: (pod) => void waiting.delete(keyOf(pod)),
        };
      }),
    ],
    async reconcile(key) {
      const pod = podInformer.lister.get(key);
      if (!pod || pod.metadata.deletionTimestamp || isPodTerminal(pod)) return void waiting.delete(key);
      const taints = evicting(nodeInformer.lister.get(pod.spec.nodeName ?? ''));
      const before = waiting.get(key);
      const since = before?.taints === text(taints) ? before.since : host.now();
      const at = evictionTime(pod, taints.map((taint) => ({ ...taint, timeAdded: taint.timeAdded ?? formatTime(since) })), host.now());
      if (at === undefined) {
        if (waiting.delete(key)) host.events.event(pod, 'Normal', 'TaintManagerEviction', `Cancelling deletion of Pod ${key}`);
        return undefined;
      }
      if (at > host.now()) {
        waiting.set(key, { taints: text(taints), since });
        return { requeueAfterSeconds: (at - host.now()) / 1000 };
      }
      await evict(pod);
      waiting.delete(key);
      return undefined;
    },
  });
}
