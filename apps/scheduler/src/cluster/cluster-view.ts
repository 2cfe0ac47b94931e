import { replicasets, statefulsets } from '@kubets/api/apps/v1/resources.cfg';
import type { Pod } from '@kubets/api/core/v1/pod';
import { namespaces, replicationcontrollers, services } from '@kubets/api/core/v1/resources.cfg';
import { type Labels, type Selector, selectorOf, selectorOfSet } from '@kubets/apimachinery/selectors/index';
import type { InformerFactory } from '@kubets/client/informer';
import { controllerOf, ownerKey } from '@kubets/client/owners';
import type { Cluster } from '../framework/cluster.js';
import type { NodeTable } from '../nodes/node-table.js';

const within = (selector: Labels | undefined, labels: Labels | undefined): boolean =>
  selector !== undefined && Object.keys(selector).length > 0 && Object.entries(selector).every(([key, value]) => labels?.[key] === value);

/** The cluster as informers know it. */
export class ClusterView implements Cluster {
  readonly #services;
  readonly #controllers;
  readonly #replicaSets;
  readonly #statefulSets;
  readonly #namespaces;
  #version = 0;

  constructor(readonly nodes: NodeTable, informers: InformerFactory) {
    this.#services = informers.informer(services);
    this.#controllers = informers.informer(replicationcontrollers);
    this.#replicaSets = informers.informer(replicasets);
    this.#statefulSets = informers.informer(statefulsets);
    this.#namespaces = informers.informer(namespaces);
  }

  get namespacesVersion(): number { return this.#version; }

  async whenSynced(): Promise<void> {
    await Promise.all([this.#services, this.#controllers, this.#replicaSets, this.#statefulSets, this.#namespaces].map((informer) => informer.whenSynced()));
  }

  /** @param changed called when labels of a namespace changed */
  follow(changed: () => void): void {
    const next = (): void => { this.#version++; changed(); };
    this.#namespaces.addHandlers({
      added: (_, initial) => { if (!initial) next(); },
      updated: (namespace, old) => { if (JSON.stringify(namespace.metadata.labels) !== JSON.stringify(old.metadata.labels)) next(); },
    });
  }

  namespaceLabels(name: string): Labels | undefined { return this.#namespaces.lister.get(name)?.metadata.labels; }

  groupOf(pod: Pod): Selector | undefined {
    const set: Record<string, string> = {};
    for (const service of this.#services.lister.byIndex('namespace', pod.metadata.namespace ?? '')) {
      if (within(service.spec.selector, pod.metadata.labels)) Object.assign(set, service.spec.selector);
    }
    const owner = controllerOf(pod) && this.#ownSelector(pod);
    const selector = selectorOfSet({ ...set, ...owner?.set }).with(...owner?.selector?.requirements ?? []);
    return selector.empty ? undefined : selector;
  }

  #ownSelector(pod: Pod): { readonly set?: Labels; readonly selector?: Selector } {
    const replicaSet = this.#replicaSets.lister.get(ownerKey(pod, replicasets) ?? '');
    if (replicaSet) return { selector: selectorOf(replicaSet.spec.selector) };
    const statefulSet = this.#statefulSets.lister.get(ownerKey(pod, statefulsets) ?? '');
    if (statefulSet) return { selector: selectorOf(statefulSet.spec.selector) };
    return { set: this.#controllers.lister.get(ownerKey(pod, replicationcontrollers) ?? '')?.spec.selector ?? {} };
  }
}
