import type { DynamicModule } from '@nestjs/common';
import { createShutdown } from '../shutdown.js';
import type { RemoteHost } from './remote-host.js';
import { waitForApiServer } from './wait-for-api-server.js';

/** What a component's module hands to `componentModule`: when to start, and when to give up starting. */
export interface ComponentRun {
  /** Aborts when the process is told to end, also while it is starting. */
  readonly signal: AbortSignal;
  /** Awaited before the component starts. */
  readonly before: () => Promise<void>;
}

/**
 * Runs one component as a process: puts its module together, which shows wrong settings at once, waits for the API server, starts the
 * component, and stops it on SIGINT or SIGTERM within ten seconds.
 * @returns the exit code: 0 after an orderly stop, 1 when something did not stop in time
 */
export async function runComponent(name: string, host: RemoteHost, module: (run: ComponentRun) => DynamicModule): Promise<number> {
  const { log } = host;
  const shutdown = createShutdown({ log });
  const { signal } = shutdown;
  // Nothing else may be open: no port, and no connection between two attempts.
  const alive = setInterval(() => undefined, 2 ** 30);
  const { NestFactory } = await import('@nestjs/core');
  const before = (): Promise<void> => waitForApiServer({ transport: host.client.transport, log, signal });
  const creating = NestFactory.createApplicationContext(module({ signal, before }), { logger: false, abortOnError: false });
  shutdown.onStop('connections', () => host.close());
  shutdown.onStop(name, async () => { await (await creating.catch(() => undefined))?.close(); });
  try {
    await creating;
    log.info('started', { server: host.server });
  } catch (error) {
    if (!signal.aborted) { clearInterval(alive); shutdown.dispose(); await host.close(); throw error; }
  }
  const all = await shutdown.finished;
  clearInterval(alive);
  return all ? 0 : 1;
}
