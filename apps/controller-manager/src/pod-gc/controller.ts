import { nodes, pods } from '@kubets/api/core/v1/resources.cfg';
import { isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { Component, ComponentHost } from '@kubets/component/component';
import { decide, type Collection } from './decide.js';

const PERIOD_MS = 20_000;

/** Removes pods that nobody else will: the oldest finished ones beyond a number, those of nodes that are gone, and deleted ones that never got a node. */
export class PodGcController implements Component {
  readonly name = 'pod-garbage-collector';
  readonly #missing = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly host: ComponentHost, private readonly terminatedThreshold = 12_500) {}

  async start(signal: AbortSignal): Promise<void> {
    const podInformer = this.host.informers.informer(pods);
    const nodeInformer = this.host.informers.informer(nodes);
    await Promise.all([podInformer.whenSynced(), nodeInformer.whenSynced()]);
    const collect = (): void => { this.#running = this.#running.then(() => this.#collect(signal)); };
    this.#timer = setInterval(collect, PERIOD_MS);
    this.#timer.unref();
    signal.addEventListener('abort', () => clearInterval(this.#timer), { once: true });
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #collect(signal: AbortSignal): Promise<void> {
    const now = this.host.now();
    const podList = this.host.informers.informer(pods).lister.list();
    const nodeLister = this.host.informers.informer(nodes).lister;
    const named = new Set(podList.map((p) => p.spec.nodeName).filter((n): n is string => Boolean(n)));
    for (const name of this.#missing.keys()) if (!named.has(name) || nodeLister.get(name)) this.#missing.delete(name);
    for (const name of named) if (!nodeLister.get(name) && !this.#missing.has(name)) this.#missing.set(name, now);
    const collections = decide({ pods: podList, node: (n) => nodeLister.get(n), missingSince: (n) => this.#missing.get(n), terminatedThreshold: this.terminatedThreshold, now });
    for (const collection of collections) {
      if (signal.aborted) return;
      await this.#remove(collection).catch((error: unknown) => {
        if (!isNotFound(error) && !isConflict(error)) this.host.log.warn('a pod could not be collected', { pod: collection.pod.metadata.name, error });
      });
    }
  }

  async #remove({ pod, why }: Collection): Promise<void> {
    const { namespace = '', name = '', uid } = pod.metadata;
    const client = this.host.client.resource(pods, namespace);
    if (!isPodTerminal(pod)) {
      // Its controller shall see that it failed, and why, before it is gone.
      const condition = { type: 'DisruptionTarget', status: 'True', reason: 'DeletionByPodGC', message: `PodGC: ${why === 'orphaned' ? 'node no longer exists' : why}`, lastTransitionTime: formatTime(this.host.now()) };
      await client.patch(name, { type: 'strategic', body: { metadata: { uid }, status: { phase: 'Failed', conditions: why === 'orphaned' ? [condition] : [] } } }, { subresource: 'status' });
    }
    await client.delete(name, { gracePeriodSeconds: 0, ...(uid ? { preconditions: { uid } } : {}) });
  }
}
