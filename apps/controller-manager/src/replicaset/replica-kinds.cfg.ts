import type { ReplicaSet, ReplicaSetStatus } from '@kubets/api/apps/v1/replica-set';
import { replicasets } from '@kubets/api/apps/v1/resources.cfg';
import type { PodTemplateSpec } from '@kubets/api/core/v1/pod-spec';
import type { ReplicationController } from '@kubets/api/core/v1/replication-controller';
import { replicationcontrollers } from '@kubets/api/core/v1/resources.cfg';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { nothing, selectorOf, selectorOfSet, type Selector } from '@kubets/apimachinery/selectors/index';

/** An object that keeps a number of pods running. */
export interface Replicating extends KubeObject {
  readonly spec: { readonly replicas?: number; readonly minReadySeconds?: number; readonly template?: PodTemplateSpec };
  readonly status: ReplicaSetStatus;
}

export interface ReplicaKind<T extends Replicating> {
  /** The controller's name in flags, metrics and logs. */
  readonly name: string;
  readonly definition: ResourceDefinition<T>;
  readonly selector: (object: T) => Selector;
}

export const replicaSetKind: ReplicaKind<ReplicaSet> = {
  name: 'replicaset', definition: replicasets, selector: ({ spec }) => selectorOf(spec.selector),
};

/** Older than ReplicaSets and with plain labels as its selector; otherwise the same. */
export const replicationControllerKind: ReplicaKind<ReplicationController> = {
  name: 'replicationcontroller', definition: replicationcontrollers,
  selector: ({ spec }) => (Object.keys(spec.selector ?? {}).length ? selectorOfSet(spec.selector ?? {}) : nothing),
};
