import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodActive, isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { controllerLoop, each, type ControllerLoop } from '@kubets/client/controller';
import { Expectations } from '@kubets/client/expectations';
import { controllerOf, newControllerRef } from '@kubets/client/owners';
import type { ManagerHost } from '../host.js';
import { claim, CONTROLLER_UID, indexByController } from '../ownership/claim.js';
import { isNamespaceTerminating } from '../ownership/namespace-terminating.js';
import { createPod, deletePod, podFromTemplate } from './pod-control.js';
import { podEvents } from './pod-events.js';
import { podsToDelete } from './rank.js';
import { replicaSetKind, type ReplicaKind, type Replicating } from './replica-kinds.cfg.js';
import { slowStart } from './slow-start.js';
import { nextAvailability, statusOf } from './status.js';

/** Pods created or deleted in one reconcile at most. */
const BURST = 500;

export const replicaSetController = (host: ManagerHost): ControllerLoop => replicaController(host, replicaSetKind);

/** Keeps as many pods running as its objects say; one loop for every kind that means nothing more than a number of pods. */
export function replicaController<T extends Replicating>(host: ManagerHost, kind: ReplicaKind<T>): ControllerLoop {
  const sets = host.informers.informer(kind.definition);
  const podInformer = host.informers.informer(pods);
  indexByController(sets);
  indexByController(podInformer);
  const expectations = new Expectations(host.now);
  const definition = kind.definition as unknown as ResourceDefinition;

  /** Pods of all sets of the same application (its deployment), for spreading what is left. */
  const relatives = (set: T, own: readonly Pod[]): readonly Pod[] => {
    const uid = controllerOf(set)?.uid;
    if (!uid) return own;
    return sets.lister.byIndex(CONTROLLER_UID, uid).flatMap((sibling) => podInformer.lister.byIndex(CONTROLLER_UID, sibling.metadata.uid ?? '').filter(isPodActive));
  };

  async function create(key: string, set: T, count: number): Promise<void> {
    const template = set.spec.template;
    if (!template) return;
    const pod = podFromTemplate(template, set, newControllerRef(set, definition));
    expectations.expectCreations(key, count);
    const { skipped, error } = await slowStart(count, async () => {
      try {
        await createPod(host, set, pod);
      } catch (failure) {
        expectations.creationObserved(key);
        if (!isNamespaceTerminating(failure)) throw failure;
      }
    });
    expectations.creationsCancelled(key, skipped);
    if (error !== undefined) throw error;
  }

  async function remove(key: string, set: T, active: readonly Pod[], count: number): Promise<void> {
    const chosen = podsToDelete(active, count, relatives(set, active), host.now());
    expectations.expectDeletions(key, chosen.map(({ metadata }) => metadata.uid ?? ''));
    const outcomes = await Promise.allSettled(chosen.map(async (pod) => {
      try {
        if (!await deletePod(host, set, pod)) expectations.deletionObserved(key, pod.metadata.uid ?? '');
      } catch (failure) {
        expectations.deletionObserved(key, pod.metadata.uid ?? '');
        throw failure;
      }
    }));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }

  return controllerLoop({
    name: kind.name, host, workers: 5, ...(host.clock ? { clock: host.clock } : {}),
    sources: [each(sets), podEvents(kind, sets, podInformer, expectations)],
    async reconcile(key) {
      const set = sets.lister.get(key);
      if (!set) return expectations.forget(key);
      const settled = expectations.satisfied(key);
      const selector = kind.selector(set);
      const claimed = await claim({
        client: host.client, owner: set, ownerDefinition: kind.definition, definition: pods, informer: podInformer,
        matches: ({ metadata }) => selector.matches(metadata.labels), adoptable: isPodActive,
      });
      const active = claimed.filter(isPodActive);
      const { replicas = 1, minReadySeconds = 0, template } = set.spec;
      let failure: unknown;
      if (settled && !set.metadata.deletionTimestamp) {
        const surplus = active.length - replicas;
        try {
          if (surplus < 0) await create(key, set, Math.min(-surplus, BURST));
          else if (surplus > 0) await remove(key, set, active, Math.min(surplus, BURST));
        } catch (error) {
          failure = error;
        }
      }
      const now = host.now();
      const status = statusOf({
        status: set.status ?? { replicas: 0 }, generation: set.metadata.generation ?? 0, replicas, minReadySeconds, templateLabels: template?.metadata?.labels ?? {}, active,
        terminating: claimed.filter((pod) => pod.metadata.deletionTimestamp && !isPodTerminal(pod)).length, failure, now,
      });
      if (status !== set.status) await host.client.resource(kind.definition, set.metadata.namespace ?? '').updateStatus({ ...set, status });
      if (failure !== undefined) throw failure;
      const seconds = nextAvailability(active, minReadySeconds, now);
      return seconds === undefined ? undefined : { requeueAfterSeconds: seconds };
    },
  });
}
