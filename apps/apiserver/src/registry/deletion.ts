import * as status from '@kubets/apimachinery/errors/status';
import type { Subject } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { Stored } from '../store/stored.js';
import type { Strategy, WriteContext } from './strategy.js';

export interface DeleteRequest {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: string;
  readonly orphanDependents?: boolean;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

export const isDeleting = (object: KubeObject): boolean => object.metadata.deletionTimestamp !== undefined;

/** @throws 409 when the object is not the one that the caller means */
export function checkPreconditions(subject: Subject, request: DeleteRequest, old: KubeObject, current: Stored): void {
  const { uid, resourceVersion } = request.preconditions ?? {};
  const name = old.metadata.name ?? '';
  if (uid && uid !== old.metadata.uid) {
    throw status.conflict(subject, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid ?? ''}`);
  }
  if (resourceVersion && resourceVersion !== String(current.revision)) {
    throw status.conflict(subject, name, `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${current.revision}`);
  }
}

/** Marks the object as being deleted; returns the seconds of grace that it has. */
export function beginDeletion<T extends KubeObject>(object: T, old: T, request: DeleteRequest, strategy: Strategy<T>, context: WriteContext): number {
  const meta = object.metadata;
  const asked = strategy.gracePeriod?.(old, request.gracePeriodSeconds) ?? 0;
  setCollection(object, request, strategy);
  if (meta.deletionTimestamp === undefined) {
    meta.deletionTimestamp = formatTime(context.now + asked * 1000);
    meta.deletionGracePeriodSeconds = asked;
    if (strategy.generation && meta.generation !== undefined) meta.generation += 1;
  } else if (asked < (meta.deletionGracePeriodSeconds ?? 0)) {
    // A second deletion may shorten the wait, never lengthen it.
    const began = Date.parse(meta.deletionTimestamp) - (meta.deletionGracePeriodSeconds ?? 0) * 1000;
    meta.deletionTimestamp = formatTime(Math.max(began + asked * 1000, context.now));
    meta.deletionGracePeriodSeconds = asked;
  }
  strategy.prepareForDelete?.(object);
  return Math.min(asked, meta.deletionGracePeriodSeconds ?? asked);
}

/** The finalizers by which the garbage collector knows what to do with dependents; without a wish, those that are there count. */
function setCollection(object: KubeObject, request: DeleteRequest, strategy: Strategy<never>): void {
  const finalizers = new Set(object.metadata.finalizers ?? []);
  const asked = request.propagationPolicy ?? (request.orphanDependents === true ? 'Orphan' : request.orphanDependents === false ? 'Background' : undefined);
  const decided = finalizers.has('orphan') || finalizers.has('foregroundDeletion');
  const policy = asked ?? (decided ? undefined : strategy.defaultPropagation);
  if (policy === undefined) return;
  finalizers.delete('orphan');
  finalizers.delete('foregroundDeletion');
  if (policy === 'Orphan') finalizers.add('orphan');
  if (policy === 'Foreground') finalizers.add('foregroundDeletion');
  if (finalizers.size) object.metadata.finalizers = [...finalizers]; else delete object.metadata.finalizers;
}
