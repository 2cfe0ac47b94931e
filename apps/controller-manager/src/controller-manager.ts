import { setMaxListeners } from 'node:events';
import type { EventRecorder } from '@kubets/client/events';
import type { Component } from '@kubets/component/component';
import type { ControllerOptions } from './controllers.cfg.js';
import type { ManagerHost } from './host.js';
import { selectControllers } from './select-controllers.js';

export interface ControllerManagerOptions extends ControllerOptions {
  /** As in `--controllers`; all by default. */
  readonly controllers?: readonly string[];
}

export interface ControllerManagerParts {
  readonly host: ManagerHost;
  readonly options?: ControllerManagerOptions;
}

/** All controllers as one component. Whoever composes it starts the informers of its host. */
export class ControllerManager implements Component {
  readonly name = 'kube-controller-manager';
  readonly #host: ManagerHost;
  readonly #controllers: readonly Component[];

  constructor({ host, options = {} }: ControllerManagerParts) {
    this.#host = host;
    this.#controllers = selectControllers(options.controllers ?? ['*']).map(({ name, make, tellsAs: component = name }) => {
      // Each tells in its log lines and Events whose they are.
      const events: EventRecorder = { event: (about, type, reason, message, more) => host.events.event(about, type, reason, message, { component, ...more }) };
      const controller = make({ ...host, events, log: host.log.child({ controller: name }) }, options);
      if (!controller) host.log.info('a controller does not run because what it needs was not configured', { controller: name });
      return controller;
    }).filter((controller) => controller !== undefined);
  }

  /** Names of the controllers that run, in order. */
  get running(): readonly string[] { return this.#controllers.map(({ name }) => name); }

  /** Resolves when all of them work. Their caches are filled at the same time, and each starts as soon as its own are. */
  async start(signal: AbortSignal): Promise<void> {
    // Every controller listens to it; that many is not a leak.
    setMaxListeners(0, signal);
    await Promise.all(this.#controllers.map((controller) => controller.start(signal)));
    if (!signal.aborted) this.#host.log.debug(1, 'all controllers work', { controllers: this.#controllers.length });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#controllers.map((controller) => controller.stop()));
  }
}
