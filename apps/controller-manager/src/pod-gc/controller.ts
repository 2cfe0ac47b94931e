import { isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import { nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import { systemClock } from '@kubets/client/clock';
import type { Component } from '@kubets/component/component';
import type { ManagerHost } from '../host.js';
import { decide, type Collection } from './decide.js';

/** How often is looked: what it waits for is time that passes. */
const PERIOD_MS = 20_000;

/** Removes pods that nobody else will: the oldest finished ones beyond a number, those of nodes that are gone, and deleted ones that never got a node. */
export class PodGcController implements Component {
  readonly name = 'pod-garbage-collector';
  readonly #missing = new Map<string, number>();
  readonly #pods;
  readonly #nodes;
  #cancel: () => void = () => {};
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly host: ManagerHost, private readonly terminatedThreshold = 12_500) {
    this.#pods = host.informers.informer(pods);
    this.#nodes = host.informers.informer(nodes);
  }

  async start(signal: AbortSignal): Promise<void> {
    try {
      await Promise.all([this.#pods.whenSynced(), this.#nodes.whenSynced()]);
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    }
    this.#repeat(signal);
    signal.addEventListener('abort', () => this.#cancel(), { once: true });
  }

  async stop(): Promise<void> {
    this.#cancel();
    await this.#running;
  }

  #repeat(signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#cancel = (this.host.clock ?? systemClock).setTimer(() => {
      this.#running = this.#collect(signal)
        .catch((error: unknown) => this.host.log.error('collecting pods failed; trying again', { error }))
        .finally(() => this.#repeat(signal));
    }, PERIOD_MS);
  }

  async #collect(signal: AbortSignal): Promise<void> {
    const now = this.host.now();
    const podList = this.#pods.lister.list();
    const node = (name: string) => this.#nodes.lister.get(name);
    const named = new Set(podList.map((p) => p.spec.nodeName).filter((n): n is string => Boolean(n)));
    for (const name of this.#missing.keys()) if (!named.has(name) || node(name)) this.#missing.delete(name);
    for (const name of named) if (!node(name) && !this.#missing.has(name)) this.#missing.set(name, now);
    const collections = decide({ pods: podList, node, missingSince: (n) => this.#missing.get(n), terminatedThreshold: this.terminatedThreshold, now });
    const gone = await this.#confirmed(new Set(collections.filter(({ why }) => why === 'orphaned').map(({ pod }) => pod.spec.nodeName ?? '')));
    for (const collection of collections) {
      if (signal.aborted) return;
      if (collection.why === 'orphaned' && !gone.has(collection.pod.spec.nodeName ?? '')) continue;
      await this.#remove(collection).catch((error: unknown) => {
        if (!isNotFound(error) && !isConflict(error)) this.host.log.warn('a pod could not be collected', { pod: collection.pod.metadata.name, error });
      });
    }
  }

  /** Before pods are killed for a missing node the server is asked whether it is. */
  async #confirmed(names: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    const gone = new Set<string>();
    for (const name of names) {
      try {
        await this.host.client.resource(nodes).get(name);
      } catch (error) {
        if (isNotFound(error)) gone.add(name);
      }
    }
    return gone;
  }

  async #remove({ pod, why }: Collection): Promise<void> {
    const { namespace = '', name = '', uid } = pod.metadata;
    const client = this.host.client.resource(pods, namespace);
    if (!isPodTerminal(pod)) {
      // Its controller shall see that it failed, and why, before it is gone.
      const condition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message: 'PodGC: node no longer exists', lastTransitionTime: formatTime(this.host.now()) };
      await client.patch(name, { type: 'strategic', body: { metadata: { uid }, status: { phase: 'Failed', ...(why === 'orphaned' ? { conditions: [condition] } : {}) } } }, { subresource: 'status' });
    }
    await client.delete(name, { gracePeriodSeconds: 0, ...(uid ? { preconditions: { uid } } : {}) });
  }
}
