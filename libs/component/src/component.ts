import type { Registry } from 'prom-client';
import type { Client } from '@kubets/client/client';
import type { InformerFactory } from '@kubets/client/informer';
import type { EventRecorder } from '@kubets/client/events';
import type { Logger } from './log.js';

/** A part that runs until it is told to stop. Each app's domain class is one; Nest only starts and stops it. */
export interface Component {
  readonly name: string;
  /** Resolves when the component is at work; keeps running until `signal` aborts. */
  start(signal: AbortSignal): Promise<void>;
  /** Waits for work under way after the signal was aborted. */
  stop(): Promise<void>;
}

/** What every component that talks to the API server is given. */
export interface ComponentHost {
  readonly client: Client;
  readonly informers: InformerFactory;
  readonly events: EventRecorder;
  readonly log: Logger;
  readonly metrics: Registry;
  /** Milliseconds since the epoch; injected so that tests own time. */
  readonly now: () => number;
}
