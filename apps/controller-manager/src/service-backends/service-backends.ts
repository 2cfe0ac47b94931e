import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodReady, isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import type { Service } from '@kubets/api/core/v1/service';
import { nodes, pods, services } from '@kubets/api/core/v1/resources.cfg';
import { each, handled, type Source } from '@kubets/client/controller';
import { keyOf, type Informer } from '@kubets/client/informer';
import type { ManagerHost } from '../host.js';
import { byNode, NODE } from '../node-lifecycle/pods-of-node.js';

const LABEL = 'label';
const SELECTOR = 'selector';
export const ZONE = 'topology.kubernetes.io/zone';

type Selecting = Service['spec']['selector'];
const entry = (namespace: string | undefined, key: string, value: string): string => `${namespace}/${key}=${value}`;
const matches = (selector: NonNullable<Selecting>, labels: Readonly<Record<string, string>> | undefined): boolean =>
  Object.entries(selector).every(([key, value]) => labels?.[key] === value);

/** Whether a controller finds the pods behind the service; else somebody writes its endpoints by hand, or it has none. */
export const hasSelector = ({ spec }: Service): boolean => Object.keys(spec.selector ?? {}).length > 0 && spec.type !== 'ExternalName';

/**
 * Which pods are behind which services. Both ways are looked up by label, so that the cost of a change does not depend on how many
 * pods and services there are that it does not concern.
 */
export class ServiceBackends {
  readonly services: Informer<Service>;
  readonly #pods: Informer<Pod>;
  readonly #nodes;

  constructor(host: ManagerHost) {
    this.services = host.informers.informer(services, { indexes: {
      // One pair of the selector is enough to be found by every pod that has it.
      [SELECTOR]: (service) => Object.entries(service.spec.selector ?? {}).slice(0, 1).map(([key, value]) => entry(service.metadata.namespace, key, value)),
    } });
    this.#pods = host.informers.informer(pods, { indexes: {
      [LABEL]: (pod) => Object.entries(pod.metadata.labels ?? {}).map(([key, value]) => entry(pod.metadata.namespace, key, value)),
      ...byNode,
    } });
    this.#nodes = host.informers.informer(nodes);
  }

  podsOf({ metadata, spec }: Service): Pod[] {
    const selector = spec.selector ?? {};
    let fewest: readonly Pod[] | undefined;
    for (const [key, value] of Object.entries(selector)) {
      const found = this.#pods.lister.byIndex(LABEL, entry(metadata.namespace, key, value));
      if (!fewest || found.length < fewest.length) fewest = found;
    }
    return (fewest ?? []).filter((pod) => matches(selector, pod.metadata.labels));
  }

  servicesOf(pod: Pod): string[] {
    return Object.entries(pod.metadata.labels ?? {})
      .flatMap(([key, value]) => this.services.lister.byIndex(SELECTOR, entry(pod.metadata.namespace, key, value)))
      .filter(({ spec }) => matches(spec.selector ?? {}, pod.metadata.labels)).map(keyOf);
  }

  node(name: string | undefined): { readonly zone: string | undefined } | undefined {
    const node = name ? this.#nodes.lister.get(name) : undefined;
    return node && { zone: node.metadata.labels?.[ZONE] };
  }

  /** Services whose endpoints may have changed. */
  sources(): Source[] {
    return [each(this.services), this.#podEvents(), this.#nodeEvents()];
  }

  #podEvents(): Source {
    return handled(this.#pods, (queue) => {
      const concerned = (pod: Pod): void => { for (const key of this.servicesOf(pod)) queue.add(key); };
      return {
        added: concerned, deleted: concerned,
        updated(pod, old) {
          if (facts(pod) !== facts(old)) concerned(pod);
          if (JSON.stringify(pod.metadata.labels) !== JSON.stringify(old.metadata.labels)) { concerned(old); concerned(pod); }
        },
      };
    });
  }

  /** A node that comes, goes or moves to another zone. */
  #nodeEvents(): Source {
    return handled(this.#nodes, (queue) => {
      const concerned = (name: string | undefined): void => {
        const keys = new Set(this.#pods.lister.byIndex(NODE, name ?? '').flatMap((pod) => this.servicesOf(pod)));
        for (const key of keys) queue.add(key);
      };
      return {
        added: (node, initial) => { if (!initial) concerned(node.metadata.name); },
        updated: (node, old) => { if (node.metadata.labels?.[ZONE] !== old.metadata.labels?.[ZONE]) concerned(node.metadata.name); },
        deleted: (node) => concerned(node.metadata.name),
      };
    });
  }
}

/** All that endpoints show of a pod, labels apart. Kubelets write much more than this. */
const facts = ({ metadata, spec, status }: Pod): string =>
  [isPodReady({ status }), isPodTerminal({ status }), Boolean(metadata.deletionTimestamp), spec.nodeName, spec.hostname, spec.subdomain, status?.podIP, ...(status?.podIPs ?? []).map(({ ip }) => ip)].join(' ');
