import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { leaderElect } from '@kubets/client/leader-election';
import type { Component, ComponentHost } from '@kubets/component/component';
import { createHealthServer, type HealthServer } from '@kubets/component/health-server';
import { listening } from '@kubets/component/process/listening';
import type { SchedulerFlags } from '../flags.js';
import { Scheduler } from '../scheduler.js';
import { pathAccess } from './path-access.js';
import { servingCertificate } from './serving-certificate.js';

/** The scheduler of a process of its own: its server answers from the start, it works while it leads. */
class SchedulerProcess implements Component {
  readonly name = 'scheduler';
  #leading: Promise<void> = Promise.resolve();

  constructor(
    private readonly flags: SchedulerFlags, private readonly host: ComponentHost, private readonly scheduler: Scheduler,
    private readonly server: HealthServer | undefined, private readonly lost: () => void,
  ) {}

  async start(signal: AbortSignal): Promise<void> {
    const { flags, server } = this;
    if (server) await listening('the server for health and metrics', '--bind-address and --secure-port', () => server.start());
    if (!flags['leader-elect']) { await this.scheduler.start(signal); return; }
    this.#leading = leaderElect({
      client: this.host.client, namespace: flags['leader-elect-resource-namespace'], name: flags['leader-elect-resource-name'], identity: `${hostname()}_${randomUUID()}`, signal, log: this.host.log,
      leaseSeconds: flags['leader-elect-lease-duration'], renewDeadlineSeconds: flags['leader-elect-renew-deadline'], retrySeconds: flags['leader-elect-retry-period'],
      // Settles when all that was under way has ended: the lease is given up only then.
      onStarted: (leading) => this.#lead(leading),
      onStopped: () => { if (!signal.aborted) this.lost(); },
    });
    this.#leading.catch((error: unknown) => { this.host.log.error('leader election failed', { error }); this.lost(); });
  }

  async #lead(leading: AbortSignal): Promise<void> {
    try {
      await this.scheduler.start(leading);
    } catch (error) {
      if (leading.aborted) return;
      // Holding the lease without working would keep others from it.
      this.host.log.error('the scheduler could not start', { error });
      this.lost();
      return;
    }
    await new Promise<void>((resolve) => { if (leading.aborted) resolve(); else leading.addEventListener('abort', () => resolve(), { once: true }); });
    await this.scheduler.stop();
  }

  async stop(): Promise<void> {
    await this.#leading.catch(() => undefined);
    await this.scheduler.stop();
    await this.server?.stop();
  }
}

/** @param lost called when leadership was lost while nobody asked the process to end @throws UserError */
export async function createSchedulerProcess(flags: SchedulerFlags, host: ComponentHost, lost: () => void): Promise<Component> {
  const { log, metrics, now, client } = host;
  const server = flags['secure-port'] === 0 ? undefined : createHealthServer({
    host: flags['bind-address'], port: flags['secure-port'], log, metrics, tls: await servingCertificate(flags['tls-cert-file'], flags['tls-private-key-file'], now()),
    authorize: pathAccess(client, flags['authorization-always-allow-paths'], now),
  });
  return new SchedulerProcess(flags, host, new Scheduler(host, { schedulerName: flags['scheduler-name'] }), server, lost);
}
