import { replicasets } from '@kubets/api/apps/v1/resources.cfg';
import type { Deployment, DeploymentStatus } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { deployments } from '@kubets/api/apps/v1/resources.cfg';
import { isAlreadyExists, isNotFound } from '@kubets/apimachinery/errors/status';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/index';
import type { ResourceClient } from '@kubets/client/client';
import { controllerOf, newControllerRef } from '@kubets/client/owners';
import type { ManagerHost } from '../host.js';
import { isNamespaceTerminating } from '../ownership/namespace-terminating.js';
import { annotationsOf, revisionOf, REVISION, sameAnnotations, sizeAnnotations } from './annotations.js';
import { conditionOf, progressing, withCondition, type Conditions, type Wanted } from './conditions.js';
import { progressDeadline } from './limits.js';
import { podTemplateHash, POD_TEMPLATE_HASH, sameTemplate } from './pod-template-hash.js';
import type { Scaling } from './proportional-scaling.js';
import { findNew, others, sum, wanted } from './replica-sets.js';
import { newSize } from './rolling-update.js';
import { sameStatus } from './status.js';

/** One deployment in one reconcile: its sets as the writes of this reconcile leave them, and what is to be said of it. */
export class Rollout {
  sets: readonly ReplicaSet[];
  conditions: Conditions;
  collisionCount: number | undefined;
  /** That of the set of the current template; the deployment carries it as well. */
  revision: string | undefined;
  readonly #sets: ResourceClient<ReplicaSet>;

  constructor(private readonly host: ManagerHost, readonly deployment: Deployment, sets: readonly ReplicaSet[]) {
    this.sets = sets;
    this.conditions = deployment.status?.conditions ?? [];
    this.collisionCount = deployment.status?.collisionCount;
    this.revision = deployment.metadata.annotations?.[REVISION];
    this.#sets = host.client.resource(replicasets, deployment.metadata.namespace ?? '');
  }

  get newSet(): ReplicaSet | undefined { return findNew(this.deployment, this.sets); }
  get old(): ReplicaSet[] { return others(this.sets, this.newSet); }

  say(condition: Wanted): void {
    if (condition.type !== 'Progressing' || progressDeadline(this.deployment) !== undefined) this.conditions = withCondition(this.conditions, condition, this.host.now());
  }

  #keep(set: ReplicaSet): ReplicaSet {
    this.sets = [...others(this.sets, set), set];
    return set;
  }

  /** Brings the set of the current template up to date. A rollback finds the set of the older template here, and gives it the newest revision. */
  async refreshNewSet(): Promise<void> {
    const { deployment, newSet: set } = this;
    if (!set) return;
    const annotations = annotationsOf(deployment, set, Math.max(0, ...this.old.map(revisionOf)) + 1);
    const minReadySeconds = deployment.spec.minReadySeconds ?? 0;
    if (!sameAnnotations(set.metadata.annotations, annotations) || (set.spec.minReadySeconds ?? 0) !== minReadySeconds) {
      this.#keep(await this.#sets.update({ ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, minReadySeconds } }));
    }
    this.revision = annotations[REVISION]!;
    if (!conditionOf(this.conditions, 'Progressing')) this.say(progressing('True', 'FoundNewReplicaSet', `Found new replica set "${set.metadata.name}"`));
  }

  /** Makes the set of the current template. Returns false when its name belongs to another set: the next try has another hash. */
  async createNewSet(): Promise<boolean> {
    const { deployment } = this;
    const revision = Math.max(0, ...this.sets.map(revisionOf)) + 1;
    const draft = newReplicaSet(deployment, revision, newSize(deployment, 0, sum(this.sets, wanted)), this.collisionCount);
    try {
      const created = this.#keep(await this.#sets.create(draft));
      if (wanted(created) > 0) this.#scaled(created, 0, wanted(created));
      this.say(progressing('True', 'NewReplicaSetCreated', `Created new replica set "${created.metadata.name}"`));
    } catch (error) {
      if (isAlreadyExists(error)) return this.#collision(draft.metadata!.name!, revision, error);
      if (!isNamespaceTerminating(error)) this.say(progressing('False', 'ReplicaSetCreateError', `Failed to create new replica set "${draft.metadata!.name}": ${(error as Error).message}`));
      throw error;
    }
    this.revision = String(revision);
    return true;
  }

  /** The name is taken: by our own set, which the cache does not show yet, or by one whose template has the same hash. */
  async #collision(name: string, revision: number, taken: Error): Promise<boolean> {
    const existing = await this.#sets.get(name).catch((error: unknown) => { if (isNotFound(error)) return undefined; throw error; });
    if (!existing) throw taken;
    if (controllerOf(existing)?.uid === this.deployment.metadata.uid && sameTemplate(existing.spec.template, this.deployment.spec.template)) {
      this.#keep(existing);
      this.revision = existing.metadata.annotations?.[REVISION] ?? String(revision);
      return true;
    }
    this.collisionCount = (this.collisionCount ?? 0) + 1;
    return false;
  }

  /**
   * Writes the status and the revision, in one write: a change of annotations through the deployment itself counts as a new generation,
   * which would have to be observed in turn.
   */
  async writeStatus(status: DeploymentStatus): Promise<void> {
    const { deployment, revision } = this;
    const { namespace = '', name = '', annotations } = deployment.metadata;
    const current = revision === undefined || annotations?.[REVISION] === revision;
    if (current && sameStatus(deployment.status ?? {}, status)) return;
    const client = this.host.client.resource(deployments, namespace);
    const metadata = current ? deployment.metadata : { ...deployment.metadata, annotations: { ...annotations, [REVISION]: revision } };
    const written = await client.updateStatus({ ...deployment, metadata, status });
    // Not every server takes annotations along with a status.
    if (!current && written.metadata.annotations?.[REVISION] !== revision) await client.patch(name, { type: 'merge', body: { metadata: { annotations: { [REVISION]: revision } } } });
  }

  /** Writes sizes and tells of them. */
  async scale(scalings: readonly Scaling[]): Promise<void> {
    for (const { set, replicas } of scalings) {
      const before = wanted(set);
      const annotations = { ...set.metadata.annotations, ...sizeAnnotations(this.deployment) };
      this.#keep(await this.#sets.update({ ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas } }));
      if (before !== replicas) this.#scaled(set, before, replicas);
    }
  }

  #scaled(set: ReplicaSet, from: number, to: number): void {
    this.host.events.event(this.deployment, 'Normal', 'ScalingReplicaSet', `Scaled ${to > from ? 'up' : 'down'} replica set ${set.metadata.name} from ${from} to ${to}`);
  }

  async remove(sets: readonly ReplicaSet[]): Promise<void> {
    for (const { metadata } of sets) {
      await this.#sets.delete(metadata.name ?? '', metadata.uid ? { preconditions: { uid: metadata.uid } } : {}).catch((error: unknown) => { if (!isNotFound(error)) throw error; });
    }
    this.sets = this.sets.filter((set) => !sets.includes(set));
  }
}

function newReplicaSet(deployment: Deployment, revision: number, replicas: number, collisions: number | undefined): Draft<ReplicaSet> {
  const { template, selector, minReadySeconds } = deployment.spec;
  const hash = podTemplateHash(template, collisions);
  const labels = { ...template.metadata?.labels, [POD_TEMPLATE_HASH]: hash };
  return {
    metadata: {
      name: `${deployment.metadata.name}-${hash}`, namespace: deployment.metadata.namespace, labels, annotations: annotationsOf(deployment, undefined, revision),
      ownerReferences: [newControllerRef(deployment, deployments as unknown as ResourceDefinition)],
    },
    spec: {
      replicas, ...(minReadySeconds ? { minReadySeconds } : {}),
      selector: { ...selector, matchLabels: { ...selector.matchLabels, [POD_TEMPLATE_HASH]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
