import { setMaxListeners } from 'node:events';
import { leaderElect } from '@kubets/client/leader-election';
import { createHealthServer, type HealthServer } from '@kubets/component/health-server';
import type { Component } from '@kubets/component/component';
import { listening } from '@kubets/component/process/listening';
import { ControllerManager } from '../controller-manager.js';
import type { ControllerManagerFlags } from '../flags.js';
import type { ManagerHost } from '../host.js';
import { delegatedAccess } from './delegated-access.js';
import type { ServingTls } from './serving-tls.js';

export interface ManagerProcessParts {
  readonly flags: ControllerManagerFlags;
  readonly host: ManagerHost;
  readonly manager: ControllerManager;
  /** Absent: neither metrics nor health are served. */
  readonly tls: ServingTls | undefined;
  /** Who this candidate is among those that stand for leader. */
  readonly identity: string;
  /** Called when leadership was lost: this process must not write any more, and should end. */
  readonly onLost: () => void;
}

/** The controller manager of a process of its own: its port, and its turn at leading. */
export class ManagerProcess implements Component {
  readonly name = 'kube-controller-manager';
  readonly #health: HealthServer | undefined;
  #leading: Promise<void> = Promise.resolve();
  #lost = false;

  constructor(private readonly parts: ManagerProcessParts) {
    const { flags, host, tls } = parts;
    if (!tls) return;
    this.#health = createHealthServer({
      host: flags['bind-address'], port: flags['secure-port'], tls, metrics: host.metrics, log: host.log,
      authorize: delegatedAccess(host, flags['authorization-always-allow-paths']),
      checks: [{ name: 'leaderElection', check: () => { if (this.#lost) throw new Error('leadership was lost'); } }],
      configz: () => ({ 'kubecontrollermanager.config.k8s.io': flags }),
    });
  }

  get healthUrl(): string | undefined { return this.#health?.url; }

  /** Resolves when the controllers work, or when this candidate waits for its turn. */
  async start(signal: AbortSignal): Promise<void> {
    const { flags, host } = this.parts;
    if (this.#health) await listening('the server of metrics and health', '--secure-port or --bind-address', () => this.#health!.start());
    if (!flags['leader-elect']) return this.#work(signal);
    this.#leading = leaderElect({
      client: host.client, namespace: 'kube-system', name: 'kube-controller-manager', identity: this.parts.identity, signal, log: host.log,
      leaseSeconds: flags['leader-elect-lease-duration'], renewDeadlineSeconds: flags['leader-elect-renew-deadline'], retrySeconds: flags['leader-elect-retry-period'],
      ...(host.clock ? { clock: host.clock } : {}),
      onStarted: async (leading) => {
        try {
          await this.#work(leading);
        } catch (error) {
          host.log.error('the controllers could not start', { error });
          return this.parts.onLost();
        }
        // The lease is given up only when nothing is under way any more.
        await this.parts.manager.stop();
      },
    }).then(() => {
      if (signal.aborted) return;
      this.#lost = true;
      this.parts.onLost();
    });
  }

  async #work(signal: AbortSignal): Promise<void> {
    // Every informer listens to it; that many is not a leak.
    setMaxListeners(0, signal);
    this.parts.host.informers.start(signal);
    await this.parts.manager.start(signal);
  }

  async stop(): Promise<void> {
    await this.#leading;
    await this.parts.manager.stop();
    await this.#health?.stop();
  }
}
