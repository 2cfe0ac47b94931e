import { Registry } from 'prom-client';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient, type FakeClient } from '@kubets/client/testing/fake-api';
import { manualClock, type ManualClock } from '@kubets/client/testing/manual-clock';
import type { Component } from '@kubets/component/component';
import { silentLogger } from '@kubets/component/log';
import type { ManagerHost } from '../host.js';

export interface RecordedEvent { readonly about: string; readonly type: string; readonly reason: string; readonly message: string }

/** A cluster in memory for a test's controllers: an API server without rules, time that the test moves, events that are kept. */
export interface World {
  readonly client: FakeClient;
  readonly clock: ManualClock;
  readonly host: ManagerHost;
  readonly events: RecordedEvent[];
  /** Starts controllers and fills their caches. */
  run(...components: readonly Component[]): Promise<void>;
  /** Runs between the rounds of {@link settle}: what others, such as kubelets, do. */
  meanwhile(act: () => void): void;
  /** Until nobody writes any more. Time moves on by less than a second for retries. */
  settle(): Promise<void>;
  advance(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

export function createWorld(initial: readonly KubeObject[] = []): World {
  const clock = manualClock();
  const client = createFakeClient(initial, { now: () => clock.now() });
  const stopping = new AbortController();
  const events: RecordedEvent[] = [];
  const errors: unknown[] = [];
  const log = { ...silentLogger, error: (message: string, fields?: Readonly<Record<string, unknown>>) => void errors.push([message, fields]), child: () => log };
  const informers = createInformerFactory(client, { clock, random: () => 0, log });
  const host: ManagerHost = {
    client, informers, log, metrics: new Registry(), now: () => clock.now(), clock,
    events: { event: ({ kind, metadata }, type, reason, message) => void events.push({ about: `${kind}/${metadata.name}`, type, reason, message }) },
  };
  const running: Component[] = [];
  let others: () => void = () => {};
  const writes = (): number => client.writes.length;

  async function settle(): Promise<void> {
    for (let quiet = 0, rounds = 0; quiet < 4; rounds++) {
      if (rounds > 500) throw new Error(`the controllers do not come to rest; last write: ${JSON.stringify(client.writes.at(-1))}; last error: ${String(errors.at(-1))}`);
      const before = writes();
      others();
      await client.settled();
      await clock.advance(5);
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
      quiet = writes() === before ? quiet + 1 : 0;
    }
  }

  return {
    client, clock, host, events, settle,
    meanwhile(act) { others = act; },
    async run(...components) {
      running.push(...components);
      const starting = components.map((component) => component.start(stopping.signal));
      informers.start(stopping.signal);
      await Promise.all(starting);
      await settle();
    },
    async advance(seconds) {
      await clock.advance(seconds * 1000);
      await settle();
    },
    async stop() {
      stopping.abort();
      await Promise.all(running.map((component) => component.stop()));
    },
  };
}
