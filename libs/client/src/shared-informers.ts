import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Client } from './client.js';
import { systemClock, type Clock } from './clock.js';
import type { Informer, InformerFactory, InformerOptions } from './informer.js';
import { noLog, type ClientLog } from './log.js';
import { SharedInformer } from './shared-informer.js';

export interface InformerFactoryOptions {
  readonly log?: ClientLog;
  readonly clock?: Clock;
  /** In [0, 1). */
  readonly random?: () => number;
  /** Objects in caches keep `metadata.managedFields`. Updates that leave them out do not touch them. */
  readonly keepManagedFields?: boolean;
}

/** Informers of one process, one per resource and selection; each is one watch, however many ask for it. */
export function createInformerFactory(client: Client, options: InformerFactoryOptions = {}): InformerFactory {
  const context = {
    client, clock: options.clock ?? systemClock, random: options.random ?? Math.random, log: options.log ?? noLog,
    keepManagedFields: options.keepManagedFields ?? false,
  };
  // What an informer is about is in its key, so the type parameter that is lost here is found again by whoever asks with the same definition.
  const informers = new Map<string, SharedInformer<KubeObject>>();
  let running: AbortSignal | undefined;

  return {
    informer<T extends KubeObject>(definition: ResourceDefinition<T>, wanted: InformerOptions<T> = {}): Informer<T> {
      const key = JSON.stringify([definition.group, definition.version, definition.resource, wanted.namespace ?? '', wanted.labelSelector ?? '', wanted.fieldSelector ?? '']);
      let informer = informers.get(key) as unknown as SharedInformer<T> | undefined;
      if (informer) informer.addMissingIndexes(wanted.indexes);
      else {
        informer = new SharedInformer(context, definition, wanted);
        informers.set(key, informer as unknown as SharedInformer<KubeObject>);
        if (running) informer.start(running);
      }
      return informer;
    },
    start(signal) {
      running = signal;
      for (const informer of informers.values()) informer.start(signal);
    },
    async whenSynced() {
      await Promise.all([...informers.values()].map((informer) => informer.whenSynced()));
    },
  };
}
