import type { Pod } from '@kubets/api/core/v1/pod';
import { handled, type Source } from '@kubets/client/controller';
import type { Expectations } from '@kubets/client/expectations';
import { keyOf, type Informer } from '@kubets/client/informer';
import { controllerOf, ownerKey } from '@kubets/client/owners';
import type { ReplicaKind, Replicating } from './replica-kinds.cfg.js';

const sameLabels = (a: Pod, b: Pod): boolean => JSON.stringify(a.metadata.labels ?? {}) === JSON.stringify(b.metadata.labels ?? {});

/** What pods' events mean for their sets: expectations are met, and the sets concerned are looked at again. */
export function podEvents<T extends Replicating>(kind: ReplicaKind<T>, sets: Informer<T>, pods: Informer<Pod>, expectations: Expectations): Source {
  /** The set that manages the pod, unless that is another one of the same name. */
  const managerOf = (pod: Pod): string | undefined => {
    const key = ownerKey(pod, kind.definition as unknown as Parameters<typeof ownerKey>[1]);
    const set = key === undefined ? undefined : sets.lister.get(key);
    return set && set.metadata.uid !== controllerOf(pod)?.uid ? undefined : key;
  };
  const adopters = (pod: Pod): string[] => sets.lister.byIndex('namespace', pod.metadata.namespace ?? '').filter((set) => kind.selector(set).matches(pod.metadata.labels)).map(keyOf);

  return handled(pods, (queue) => {
    const deleted = (pod: Pod): void => {
      const key = managerOf(pod);
      if (key === undefined) return;
      expectations.deletionObserved(key, pod.metadata.uid ?? '');
      queue.add(key);
    };
    const offered = (pod: Pod): void => { for (const key of adopters(pod)) queue.add(key); };
    return {
      added(pod) {
        const key = managerOf(pod);
        if (key !== undefined) {
          expectations.creationObserved(key);
          queue.add(key);
        } else if (!controllerOf(pod)) offered(pod);
        if (pod.metadata.deletionTimestamp) deleted(pod);
      },
      updated(pod, old) {
        if (pod.metadata.deletionTimestamp) {
          // Graceful deletion has begun: the pod no longer counts, so its replacement need not wait for its end.
          deleted(pod);
          if (!sameLabels(pod, old)) deleted(old);
          return;
        }
        const [before, after] = [controllerOf(old)?.uid, controllerOf(pod)?.uid];
        if (before !== after) {
          const former = managerOf(old);
          if (former !== undefined) queue.add(former);
        }
        const key = managerOf(pod);
        if (key !== undefined) queue.add(key);
        else if (!after && (before || !sameLabels(pod, old))) offered(pod);
      },
      deleted,
    };
  });
}
