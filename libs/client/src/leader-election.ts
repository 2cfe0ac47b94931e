import { isAlreadyExists, isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import { formatMicroTime } from '@kubets/apimachinery/time/index';
import { leases } from '@kubets/api/coordination/v1/resources.cfg';
import type { Lease } from '@kubets/api/coordination/v1/lease';
import type { Client, ResourceClient } from './client.js';
import { sleep, systemClock, type Clock } from './clock.js';
import { reasonOf } from './error-code.js';
import { noLog, type ClientLog } from './log.js';

export interface LeaderElectionOptions {
  readonly client: Client;
  readonly namespace: string;
  readonly name: string;
  /** Unique among the candidates, such as `host_uuid`. */
  readonly identity: string;
  readonly signal: AbortSignal;
  /** The work of a leader. Its signal aborts when leadership is lost or given up; the lease is given up only after this has settled. */
  readonly onStarted: (signal: AbortSignal) => void | Promise<void>;
  readonly onStopped?: () => void;
  /** Told of every change of leader, oneself included. */
  readonly onLeader?: (identity: string) => void;
  /** How long others wait for a silent leader. Default 15. */
  readonly leaseSeconds?: number;
  /** How long the leader tries to renew before it gives up; less than `leaseSeconds`. Default 10. */
  readonly renewDeadlineSeconds?: number;
  /** Default 2. */
  readonly retrySeconds?: number;
  /** Give the lease up at the end, so that the next leader need not wait. Default true. */
  readonly release?: boolean;
  readonly clock?: Clock;
  readonly random?: () => number;
  readonly log?: ClientLog;
}

/** Candidates that wait are spread by up to this much of the retry period. */
const JITTER = 1.2;

/**
 * Stands for leader by a Lease, leads, and resolves when leadership is lost or the signal aborts. Call it again to stand again.
 * Clocks of candidates need not agree: a lease counts as alive for its duration after *we* last saw it change.
 */
export async function leaderElect(options: LeaderElectionOptions): Promise<void> {
  const candidate = new Candidate(options);
  if (!await candidate.acquire()) return;
  const leading = new AbortController();
  const { log = noLog, signal } = options;
  log.info('leading', { lease: `${options.namespace}/${options.name}`, identity: options.identity });
  const work = (async () => options.onStarted(leading.signal))().catch((error: unknown) => log.error('the leader\'s work failed', { error }));
  await candidate.renewUntilLost();
  leading.abort(new Error(signal.aborted ? 'stopping' : 'leadership was lost'));
  if (!signal.aborted) log.error('leadership was lost', { lease: `${options.namespace}/${options.name}` });
  await work;
  if (signal.aborted && options.release !== false) await candidate.release();
  options.onStopped?.();
}

class Candidate {
  readonly #o: LeaderElectionOptions;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #log: ClientLog;
  readonly #client: ResourceClient<Lease>;
  readonly #lease: number;
  readonly #deadline: number;
  readonly #retry: number;
  /** The lease as last seen, and when it was last seen to change (our clock, ms). */
  #seen: Lease | undefined;
  #seenAt = 0;
  #leader = '';

  constructor(options: LeaderElectionOptions) {
    this.#o = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.#log = options.log ?? noLog;
    this.#client = options.client.resource(leases, options.namespace);
    this.#lease = (options.leaseSeconds ?? 15) * 1000;
    this.#deadline = (options.renewDeadlineSeconds ?? 10) * 1000;
    this.#retry = (options.retrySeconds ?? 2) * 1000;
    if (this.#deadline >= this.#lease) throw new Error(`the renew deadline (${this.#deadline / 1000} s) must be shorter than the lease (${this.#lease / 1000} s)`);
    if (this.#retry * JITTER >= this.#deadline) throw new Error(`the retry period (${this.#retry / 1000} s) is too long for a renew deadline of ${this.#deadline / 1000} s`);
  }

  /** Tries until it leads; false when the signal aborted first. */
  async acquire(): Promise<boolean> {
    const { signal } = this.#o;
    while (!signal.aborted) {
      if (await this.#try(this.#deadline)) return !signal.aborted || (await this.release(), false);
      await sleep(this.#clock, this.#retry * (1 + this.#random() * JITTER), signal);
    }
    return false;
  }

  /** Renews at every retry period; returns when that failed for the whole deadline, or the signal aborted. */
  async renewUntilLost(): Promise<void> {
    const { signal } = this.#o;
    let renewedAt = this.#clock.now();
    const left = (): number => this.#deadline - (this.#clock.now() - renewedAt);
    while (left() > 0) {
      await sleep(this.#clock, Math.min(this.#retry, left()), signal);
      if (signal.aborted || left() <= 0) return;
      const began = this.#clock.now();
      if (await this.#try(left())) renewedAt = began;
      else if (this.#holder() !== this.#o.identity) return;
    }
  }

  /** Empties the lease, if it is still ours. */
  async release(): Promise<void> {
    if (this.#seen === undefined || this.#holder() !== this.#o.identity) return;
    const now = formatMicroTime(this.#clock.now());
    try {
      await this.#client.update({ ...this.#seen, spec: { ...this.#seen.spec, holderIdentity: '', leaseDurationSeconds: 1, renewTime: now, acquireTime: now } });
    } catch (error) {
      this.#log.warn('the lease could not be given up; others wait until it runs out', { error: reasonOf(error) });
    }
  }

  #holder(): string { return this.#seen?.spec.holderIdentity ?? ''; }

  /** One attempt to take or renew, which fails after `ms`. */
  async #try(ms: number): Promise<boolean> {
    const late = new AbortController();
    const attempt = this.#takeOrRenew().catch((error: unknown) => {
      const expected = isConflict(error) || isAlreadyExists(error);
      this.#log[expected ? 'info' : 'warn']('the lease was not obtained', { lease: `${this.#o.namespace}/${this.#o.name}`, error: reasonOf(error) });
      return false;
    });
    const won = await Promise.race([attempt, sleep(this.#clock, ms, late.signal).then(() => false)]);
    late.abort();
    return won;
  }

  async #takeOrRenew(): Promise<boolean> {
    // A leader whose lease is fresh need not read it: a conflict would tell.
    if (this.#seen && this.#holder() === this.#o.identity && this.#alive()) {
      try {
        return await this.#write(this.#seen);
      } catch (error) {
        if (!isConflict(error) && !isNotFound(error)) throw error;
      }
    }
    let current: Lease;
    try {
      current = await this.#client.get(this.#o.name);
    } catch (error) {
      if (!isNotFound(error)) throw error;
      this.#observe(await this.#client.create({ metadata: { name: this.#o.name, namespace: this.#o.namespace }, spec: this.#spec(undefined) }));
      return true;
    }
    this.#observe(current);
    if (this.#holder() !== '' && this.#holder() !== this.#o.identity && this.#alive()) return false;
    return this.#write(current);
  }

  #alive(): boolean {
    return this.#seenAt + (this.#seen?.spec.leaseDurationSeconds ?? 0) * 1000 > this.#clock.now();
  }

  async #write(current: Lease): Promise<boolean> {
    this.#observe(await this.#client.update({ ...current, spec: { ...current.spec, ...this.#spec(current) } }));
    return true;
  }

  #spec(current: Lease | undefined): Lease['spec'] {
    const now = formatMicroTime(this.#clock.now());
    const mine = current?.spec.holderIdentity === this.#o.identity;
    return {
      holderIdentity: this.#o.identity, leaseDurationSeconds: this.#lease / 1000, renewTime: now,
      acquireTime: mine ? current.spec.acquireTime ?? now : now,
      leaseTransitions: current === undefined ? 0 : (current.spec.leaseTransitions ?? 0) + (mine ? 0 : 1),
    };
  }

  #observe(lease: Lease): void {
    if (lease.metadata.resourceVersion !== this.#seen?.metadata.resourceVersion) this.#seenAt = this.#clock.now();
    this.#seen = lease;
    const holder = this.#holder();
    if (holder && holder !== this.#leader) {
      this.#leader = holder;
      this.#o.onLeader?.(holder);
    }
  }
}
