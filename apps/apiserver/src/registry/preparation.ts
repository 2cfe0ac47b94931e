import { randomUUID } from 'node:crypto';
import * as status from '@kubets/apimachinery/errors/status';
import type { Subject } from '@kubets/apimachinery/errors/status';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { formatTime } from '@kubets/apimachinery/time/index';
import { sameValue } from './same-value.js';
import type { Strategy, WriteContext } from './strategy.js';
import type { WriteTarget } from './write-target.js';

type Subresources = Pick<ResourceDefinition, 'subresources'>;

/** Fills in what only the server sets on a new object, and drops what callers may not set. */
export function prepareCreate<T extends KubeObject>(object: T, definition: Subresources, strategy: Strategy<T>, context: WriteContext): void {
  const meta = object.metadata;
  if (meta.namespace && meta.namespace !== context.namespace) {
    throw status.badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  if (meta.resourceVersion && meta.resourceVersion !== '0') throw status.badRequest('resourceVersion should not be set on objects to be created');
  delete meta.resourceVersion;
  delete meta.selfLink;
  delete meta.deletionTimestamp;
  delete meta.deletionGracePeriodSeconds;
  delete meta.generation;
  if (context.namespace) meta.namespace = context.namespace; else delete meta.namespace;
  meta.uid = randomUUID();
  meta.creationTimestamp = formatTime(context.now);
  if (strategy.generation) meta.generation = 1;
  if (hasStatus(definition) && !strategy.keepsStatusOnCreate) setStatus(object, undefined);
  strategy.prepareForCreate?.(object, context);
}

/** Keeps what the write is not for, whatever the caller sent. */
export function prepareUpdate<T extends KubeObject>(
  object: T, old: T, definition: Subresources, strategy: Strategy<T>, context: WriteContext, target: WriteTarget,
): void {
  const meta = object.metadata;
  const was = old.metadata;
  for (const name of ['creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds', 'generation', 'uid'] as const) keep(meta, was, name);
  if (context.namespace) meta.namespace = context.namespace;
  delete meta.selfLink;
  if (target === 'own') return;
  if (target === 'status') {
    keepAllBut(object, old, ['status']);
    if (!strategy.statusMetadata) for (const name of ['labels', 'annotations', 'finalizers', 'ownerReferences'] as const) keep(meta, was, name);
    strategy.prepareForStatusUpdate?.(object, old, context);
    return;
  }
  if (target === 'main') {
    if (hasStatus(definition)) setStatus(object, (old as { status?: unknown }).status);
    strategy.prepareForUpdate?.(object, old, context);
  } else {
    (target.prepare as (object: T, old: T) => void)(object, old);
  }
  if (strategy.generation && changed(object, old, strategy)) object.metadata.generation = (was.generation ?? 0) + 1;
}

/** @throws 400 or 409 when the object is another one than the path names */
export function matchIdentity(object: KubeObject, old: KubeObject, name: string, subject: Subject): void {
  const meta = object.metadata;
  if (meta.name !== name) throw status.badRequest(`the name of the object (${meta.name ?? ''}) does not match the name on the URL (${name})`);
  if (meta.namespace && meta.namespace !== (old.metadata.namespace ?? '')) {
    throw status.badRequest(`the namespace of the object (${meta.namespace}) does not match the namespace on the URL (${old.metadata.namespace ?? ''})`);
  }
  if (meta.uid && meta.uid !== old.metadata.uid) {
    throw status.conflict(subject, name, `Precondition failed: UID in precondition: ${meta.uid}, UID in object meta: ${old.metadata.uid ?? ''}`);
  }
}

/** Takes over everything but the metadata and the named fields. */
export function keepAllBut(object: object, old: object, names: readonly string[]): void {
  for (const name of Object.keys({ ...old, ...object })) {
    if (name !== 'metadata' && !names.includes(name)) keep(object as Record<string, unknown>, old as Record<string, unknown>, name);
  }
}

const hasStatus = (definition: Subresources): boolean => definition.subresources?.some((s) => s.name === 'status') ?? false;
const setStatus = (object: KubeObject, value: unknown): void => { (object as { status?: unknown }).status = value ?? {}; };

function changed<T extends KubeObject>(object: T, old: T, strategy: Strategy<T>): boolean {
  return !sameValue(wanted(object), wanted(old))
    || (strategy.generationOfAnnotations === true && !sameValue(object.metadata.annotations ?? {}, old.metadata.annotations ?? {}));
}

/** What users ask for: all but the metadata and the status. */
const wanted = (object: KubeObject): unknown => {
  const { apiVersion: _a, kind: _k, metadata: _m, status: _s, ...rest } = object as KubeObject & { status?: unknown };
  return rest;
};

export function keep<O extends object, K extends keyof O>(to: O, from: O, name: K): void {
  if (from[name] === undefined) delete to[name]; else to[name] = from[name];
}
