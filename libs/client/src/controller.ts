import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Registry } from 'prom-client';
import { systemClock, type Clock } from './clock.js';
import { keyOf, type Informer } from './informer.js';
import type { ClientLog } from './log.js';
import { ownerKey } from './owners.js';
import type { Reconcile, WorkQueue } from './queue.js';
import { createWorkQueue } from './work-queue.js';
import { runWorkers } from './workers.js';

/** What of a component's host a controller loop uses. */
export interface ControllerHost {
  readonly log: ClientLog & { child?(fields: Readonly<Record<string, unknown>>): ClientLog };
  readonly metrics?: Registry;
}

/** Where a controller's keys come from: an informer and what its events mean. */
export interface Source {
  readonly whenSynced: () => Promise<void>;
  /** Begins to add keys; returns the end of it. */
  connect(queue: WorkQueue): () => void;
}

type Keys = string | readonly string[] | undefined;
const addAll = (queue: WorkQueue, keys: Keys): void => {
  if (typeof keys === 'string') queue.add(keys);
  else for (const key of keys ?? []) queue.add(key);
};

/** Every change of an object concerns the keys that `keys` names; on an update those of the old and the new state. */
export const keysOf = <T extends KubeObject>(informer: Informer<T>, keys: (object: T) => Keys): Source => ({
  whenSynced: () => informer.whenSynced(),
  connect: (queue) => informer.addHandlers({
    added: (object) => addAll(queue, keys(object)),
    updated: (object, old) => { addAll(queue, keys(old)); addAll(queue, keys(object)); },
    deleted: (object) => addAll(queue, keys(object)),
  }),
});

/** The objects that the controller is about, by their own key. */
export const each = <T extends KubeObject>(informer: Informer<T>): Source => keysOf(informer, keyOf);

/** What objects of `owner` manage, by the key of their owner. */
export const ownedBy = <T extends KubeObject>(informer: Informer<T>, owner: Pick<ResourceDefinition, 'group' | 'kind' | 'namespaced'>): Source =>
  keysOf(informer, (object) => ownerKey(object, owner));

/** Any other handling of an informer's events. */
export const handled = <T extends KubeObject>(informer: Informer<T>, handlers: (queue: WorkQueue) => Parameters<Informer<T>['addHandlers']>[0]): Source =>
  ({ whenSynced: () => informer.whenSynced(), connect: (queue) => informer.addHandlers(handlers(queue)) });

/** Only for its cache: the controller must not start before it is filled. */
export const cacheOf = <T extends KubeObject>(informer: Informer<T>): Source => ({ whenSynced: () => informer.whenSynced(), connect: () => () => {} });

export interface ControllerLoopOptions {
  /** As in metrics and logs, such as `replicaset`. */
  readonly name: string;
  readonly host: ControllerHost;
  readonly workers?: number;
  readonly reconcile: Reconcile;
  readonly sources: readonly Source[];
  readonly clock?: Clock;
}

/** A `Component`: starts when it may act, stops when nothing is under way. */
export interface ControllerLoop {
  readonly name: string;
  readonly queue: WorkQueue;
  /** Resolves when the caches are filled and the workers run. The informers are started by their factory. */
  start(signal: AbortSignal): Promise<void>;
  stop(): Promise<void>;
}

/** Joins informers, a queue and workers: `sources → queue → reconcile(key)`. May be started again after it was stopped. */
export function controllerLoop(options: ControllerLoopOptions): ControllerLoop {
  const { name, host, workers = 1, reconcile, sources, clock = systemClock } = options;
  const log = host.log.child?.({ controller: name }) ?? host.log;
  let queue = createWorkQueue({ clock });
  let running: Promise<void> = Promise.resolve();
  // Callers keep this one over restarts, each of which has a new queue behind it.
  const front: WorkQueue = {
    add: (key) => queue.add(key), addAfter: (key, seconds) => queue.addAfter(key, seconds), addRateLimited: (key) => queue.addRateLimited(key),
    forget: (key) => queue.forget(key), retries: (key) => queue.retries(key), get length() { return queue.length; },
  };
  let fresh = true;

  return {
    name,
    queue: front,
    async start(signal) {
      const observer = host.metrics && (await import('./work-queue-metrics.js')).workQueueMetrics(host.metrics)(name);
      const next = createWorkQueue({ clock, observer });
      // Keys added before the first start are kept.
      if (fresh) for (let n = queue.length; n > 0; n--) next.add((await queue.take())!);
      fresh = false;
      queue = next;
      const disconnects = sources.map((source) => source.connect(next));
      const disconnect = (): void => { for (const end of disconnects) end(); };
      try {
        await Promise.all(sources.map((source) => source.whenSynced()));
      } catch (error) {
        disconnect();
        if (signal.aborted) return;
        throw error;
      }
      log.debug(1, 'the caches are filled; starting', { workers });
      running = runWorkers({ queue: next, workers, reconcile, signal, log }).finally(disconnect);
    },
    stop: () => running,
  };
}
