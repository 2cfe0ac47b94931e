import { pods } from '@kubets/api/core/v1/resources.cfg';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { PodStatus } from '@kubets/api/core/v1/pod-status';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import type { Client } from '@kubets/client/client';
import type { Logger } from '@kubets/component/log';
import { sleep, type Clock } from '../clock.js';
import { nameOf, namespaceOf, uidOf } from '../pod/identity.js';
import { statusPatch } from './status-patch.js';

interface Slot {
  pod: Pod;
  wanted: PodStatus | undefined;
  /** What the API server last answered to a write of ours. */
  written: { status: PodStatus; resourceVersion: string } | undefined;
  writing: Promise<void> | undefined;
  gone: boolean;
}

const RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;

/** Resource versions are numbers that only grow, so the newer of two copies can be told. */
const isNewer = (a: string | undefined, b: string): boolean => {
  try {
    return BigInt(a ?? '0') > BigInt(b);
  } catch {
    return false;
  }
};

/**
 * Tells the API server the pods' statuses: only what changed, one write per pod at a time, the newest wanted status only. Every write names
 * the pod's uid, so that a status never lands on a successor of the same name and never brings a deleted pod back.
 */
export class StatusManager {
  private readonly slots = new Map<string, Slot>();

  constructor(private readonly client: Client, private readonly clock: Clock, private readonly log: Logger, private readonly signal: () => AbortSignal) {}

  /** The status that was last set for the pod, written or not. */
  get(uid: string): PodStatus | undefined { return this.slots.get(uid)?.wanted ?? this.slots.get(uid)?.written?.status; }

  /** The pod with the newest status that is known of it. */
  latest(pod: Pod): Pod {
    const slot = this.slots.get(uidOf(pod));
    const status = slot?.wanted ?? (slot?.written && !isNewer(pod.metadata.resourceVersion, slot.written.resourceVersion) ? slot.written.status : undefined);
    return status ? { ...pod, status: { ...pod.status, ...status, conditions: mergeConditions(pod, status) } } : pod;
  }

  /** Writes as soon as the pod's write under way, if any, is done. */
  set(pod: Pod, status: PodStatus): void {
    const slot = this.slotOf(pod);
    if (slot.gone) return;
    slot.wanted = status;
    slot.writing ??= this.write(slot).finally(() => { slot.writing = undefined; });
  }

  /** Whether this version of the pod is the answer to a write of ours. */
  isEcho(pod: Pod): boolean {
    const version = this.slots.get(uidOf(pod))?.written?.resourceVersion;
    return version !== undefined && version === pod.metadata.resourceVersion;
  }

  /** Resolves when everything set for the pod was written, or can no longer be. */
  async flushed(uid: string): Promise<void> { await this.slots.get(uid)?.writing; }

  forget(uid: string): void {
    const slot = this.slots.get(uid);
    if (slot) slot.gone = true;
    this.slots.delete(uid);
  }

  /** Removes a pod that has ended from the API: with grace 0, and only this very pod. */
  async remove(pod: Pod): Promise<void> {
    await this.flushed(uidOf(pod));
    try {
      await this.client.resource(pods, namespaceOf(pod)).delete(nameOf(pod), { gracePeriodSeconds: 0, preconditions: { uid: uidOf(pod) } });
    } catch (error) {
      if (!isNotFound(error) && !isConflict(error)) throw error;
    }
    this.forget(uidOf(pod));
  }

  private slotOf(pod: Pod): Slot {
    const uid = uidOf(pod);
    const slot = this.slots.get(uid) ?? { pod, wanted: undefined, written: undefined, writing: undefined, gone: false };
    slot.pod = pod;
    this.slots.set(uid, slot);
    return slot;
  }

  private async write(slot: Slot): Promise<void> {
    let retry = RETRY_MS;
    while (slot.wanted && !slot.gone && !this.signal().aborted) {
      const wanted = slot.wanted;
      const { pod, written } = slot;
      const base = written && !isNewer(pod.metadata.resourceVersion, written.resourceVersion) ? written.status : pod.status;
      const patch = statusPatch(base, wanted);
      try {
        if (patch) await this.send(slot, patch);
        if (slot.wanted === wanted) slot.wanted = undefined;
        retry = RETRY_MS;
      } catch (error) {
        if (isNotFound(error) || (isConflict(error) && /uid/i.test((error as Error).message))) return this.lost(slot);
        this.log.debug(2, 'pod status was not written, will try again', { pod: nameOf(pod), namespace: namespaceOf(pod), error });
        if (!isConflict(error)) await sleep(this.clock, retry, this.signal());
        retry = Math.min(LONGEST_RETRY_MS, retry * 2);
        // What the server holds is not known for sure: compare with the newest copy from the watch.
        slot.written = isConflict(error) ? undefined : slot.written;
        if (isConflict(error)) await sleep(this.clock, retry / 4, this.signal());
      }
    }
  }

  private async send(slot: Slot, status: object): Promise<void> {
    const { pod } = slot;
    const body = { metadata: { uid: uidOf(pod) }, status };
    const answer = await this.client.resource(pods, namespaceOf(pod)).patch(nameOf(pod), { type: 'strategic', body }, { subresource: 'status' });
    slot.written = { status: answer.status, resourceVersion: answer.metadata.resourceVersion ?? '0' };
  }

  private lost(slot: Slot): void {
    slot.gone = true;
    slot.wanted = undefined;
  }
}

/** The node's conditions over the pod's, so that readiness gates set by others stay visible. */
const mergeConditions = (pod: Pod, status: PodStatus): PodStatus['conditions'] => {
  const own = new Set((status.conditions ?? []).map((c) => c.type));
  return [...(status.conditions ?? []), ...(pod.status.conditions ?? []).filter((c) => !own.has(c.type))];
};
