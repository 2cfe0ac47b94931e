import { gaugeOf } from '@kubets/component/metrics';
import { controllerLoop, type ControllerLoop } from '@kubets/client/controller';
import type { Component } from '@kubets/component/component';
import type { Discovered } from '../discovery/discover.js';
import type { ManagerHost } from '../host.js';
import { Collector } from './collect.js';
import { OwnerGraph } from './graph.js';
import { MetadataClient } from './metadata-client.js';
import { Monitors } from './monitors.js';

export interface GarbageCollectorOptions {
  /** Which resources there are; asked of the server by default. */
  readonly discover?: () => Promise<Discovered>;
  readonly workers?: number;
}

/**
 * Deletes objects whose owners are all gone, in the background, in the foreground or not at all, as the owner's deletion said.
 * Source: "Garbage collection", "Owners and dependents".
 */
export class GarbageCollector implements Component {
  readonly name = 'garbage-collector';
  readonly graph: OwnerGraph;
  readonly #monitors: Monitors;
  readonly #deletions: ControllerLoop;
  readonly #orphanings: ControllerLoop;

  constructor(host: ManagerHost, { discover, workers = 20 }: GarbageCollectorOptions = {}) {
    const metadata = new MetadataClient(host.client);
    this.graph = new OwnerGraph({ attemptToDelete: (uid) => this.#deletions.queue.add(uid), attemptToOrphan: (uid) => this.#orphanings.queue.add(uid) });
    this.#monitors = new Monitors(host, this.graph, metadata, discover);
    const collector = new Collector({ host, graph: this.graph, metadata, resources: () => this.#monitors.resources, enqueue: (uid) => this.#deletions.queue.add(uid) });
    const clock = host.clock ? { clock: host.clock } : {};
    this.#deletions = controllerLoop({ name: 'garbage_collector_attempt_to_delete', host, workers, sources: [], reconcile: (uid) => collector.attemptToDelete(uid), ...clock });
    this.#orphanings = controllerLoop({ name: 'garbage_collector_attempt_to_orphan', host, workers, sources: [], reconcile: (uid) => collector.attemptToOrphan(uid), ...clock });
    gaugeOf(host.metrics, 'garbagecollector_controller_graph_objects', 'Objects in the graph of owners and dependents.', () => this.graph.size);
  }

  async start(signal: AbortSignal): Promise<void> {
    await this.#monitors.start(signal);
    if (signal.aborted) return;
    await Promise.all([this.#deletions.start(signal), this.#orphanings.start(signal)]);
  }

  async stop(): Promise<void> {
    await this.#monitors.stop();
    await Promise.all([this.#deletions.stop(), this.#orphanings.stop()]);
  }
}
