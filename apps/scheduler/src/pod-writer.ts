import type { Pod } from '@kubets/api/core/v1/pod';
import { podCondition } from '@kubets/api/core/v1/pod.helpers';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { ComponentHost } from '@kubets/component/component';

const nameOf = (pod: Pod): string => `${pod.metadata.namespace}/${pod.metadata.name}`;

/** What the scheduler writes to pods. */
export class PodWriter {
  constructor(private readonly host: Pick<ComponentHost, 'client' | 'events' | 'log' | 'now'>) {}

  /** @throws StatusError 409 when the pod has a node or is being deleted, 404 when it is gone */
  async bind(pod: Pod, node: string): Promise<void> {
    const { name = '', namespace = '', uid = '' } = pod.metadata;
    await this.host.client.resource(pods, namespace).createSubresource(name, 'binding', {
      apiVersion: 'v1', kind: 'Binding', metadata: { name, namespace, uid }, target: { apiVersion: 'v1', kind: 'Node', name: node },
    });
    this.host.events.event(pod, 'Normal', 'Scheduled', `Successfully assigned ${namespace}/${name} to ${node}`);
  }

  /** Says in the pod's status that it does not fit, and where it is nominated to (`''`: nowhere any more); nothing when it says so already. */
  async unschedulable(pod: Pod, message: string, nominatedNodeName?: string): Promise<void> {
    const known = podCondition(pod, 'PodScheduled');
    const told = known?.status === 'False' && known.reason === 'Unschedulable' && known.message === message;
    const nomination = nominatedNodeName === undefined || nominatedNodeName === (pod.status.nominatedNodeName ?? '') ? {} : { nominatedNodeName: nominatedNodeName || null };
    if (told && !('nominatedNodeName' in nomination)) return;
    const lastTransitionTime = known?.status === 'False' && known.lastTransitionTime ? known.lastTransitionTime : formatTime(this.host.now());
    const condition = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message, lastTransitionTime, observedGeneration: pod.metadata.generation };
    await this.#patchStatus(pod, { ...nomination, conditions: [condition] });
  }

  async clearNomination(pod: Pod): Promise<void> { await this.#patchStatus(pod, { nominatedNodeName: null }); }

  /** Removes a pod to make room for a more important one. */
  async preempt(victim: Pod, preemptor: Pod, node: string, schedulerName: string): Promise<void> {
    if (victim.metadata.deletionTimestamp) return;
    const condition = { type: 'DisruptionTarget', status: 'True', reason: 'PreemptionByScheduler', message: `${schedulerName}: preempting to accommodate a higher priority pod`, lastTransitionTime: formatTime(this.host.now()) };
    await this.#patchStatus(victim, { conditions: [condition] });
    const { name = '', namespace = '', uid } = victim.metadata;
    try {
      await this.host.client.resource(pods, namespace).delete(name, uid ? { preconditions: { uid } } : {});
    } catch (error) {
      if (!isNotFound(error)) this.host.log.warn('a pod could not be preempted', { pod: nameOf(victim), for: nameOf(preemptor), error });
      return;
    }
    this.host.events.event(victim, 'Normal', 'Preempted', `Preempted by pod ${preemptor.metadata.uid} on node ${node}`);
  }

  async #patchStatus(pod: Pod, status: object): Promise<void> {
    const { name = '', namespace = '', uid } = pod.metadata;
    try {
      await this.host.client.resource(pods, namespace).patch(name, { type: 'strategic', body: { metadata: { uid }, status } }, { subresource: 'status' });
    } catch (error) {
      if (!isNotFound(error)) this.host.log.debug(1, 'the status of a pod could not be written', { pod: nameOf(pod), error });
    }
  }
}
