import type { ApiServer } from '@kubets/apiserver/server';
import { createClient } from '@kubets/client/create-client';
import { createEventRecorder } from '@kubets/client/event-recorder';
import { createInformerFactory } from '@kubets/client/shared-informers';
import type { ComponentHost } from '@kubets/component/component';
import type { Logger } from '@kubets/component/log';
import { createRegistry } from '@kubets/component/metrics';

/** A host and what has to be closed with it. */
export interface OwnedHost extends ComponentHost { close(): Promise<void> }

/** Makes the hosts of the components of one process: each acts as itself, all share one set of informers. */
export class Hosts {
  readonly #informers;
  readonly #readers;
  readonly #open: OwnedHost[] = [];

  constructor(private readonly server: ApiServer, private readonly log: (component: string) => Logger) {
    this.#readers = createClient(server.transport({ name: 'system:kubets-embedded', groups: ['system:masters', 'system:authenticated'] }, 'kubets-embedded'));
    this.#informers = createInformerFactory(this.#readers, { log: log('informers') });
  }

  /** Starts every informer that was asked for; later ones start by themselves. */
  startInformers(signal: AbortSignal): void { this.#informers.start(signal); }

  host(component: string, user: { readonly name: string; readonly groups: readonly string[] }, on = ''): OwnedHost {
    const transport = this.server.transport({ name: user.name, groups: [...user.groups, 'system:authenticated'] }, component);
    const client = createClient(transport);
    const log = this.log(component);
    const events = createEventRecorder(client, { component, host: on, log });
    const host: OwnedHost = {
      client, informers: this.#informers, events, log, metrics: createRegistry(component), now: Date.now,
      close: async () => { await events.flush(); events.close(); transport.close(); },
    };
    this.#open.push(host);
    return host;
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.map((host) => host.close()));
    this.#readers.transport.close();
  }
}
