import { decodeObject } from '@kubets/apimachinery/codec/decode';
import { encodeJson } from '@kubets/apimachinery/codec/json';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { groupVersion } from '@kubets/apimachinery/resource/definition';
import type { Stored } from '../store/stored.js';

/**
 * How a served version of a resource reads and writes the stored one. For most resources they are the same; where one
 * object is served in two versions (HorizontalPodAutoscaler, Event), the second converts.
 */
export interface StorageView<T = KubeObject> {
  readonly storageGroup: string;
  readonly storageResource: string;
  /** Shared: never change it. */
  decode(stored: Stored): T;
  copy(stored: Stored): T;
  /** JSON without a resourceVersion, as the store keeps it. */
  encode(object: T): Buffer;
  /** JSON as this version sends it. */
  bytes(stored: Stored): Buffer;
}

/** What a version that is not stored adds: conversion of parsed objects both ways. */
export interface Conversion {
  readonly from: (stored: KubeObject) => KubeObject;
  readonly to: (served: KubeObject) => KubeObject;
}

export function directView<T extends KubeObject>(definition: ResourceDefinition<T>): StorageView<T> {
  return {
    storageGroup: definition.group, storageResource: definition.resource,
    decode: (stored) => stored.object as T,
    copy: (stored) => stored.copy() as T,
    encode: (object) => encodeForStore(definition, object),
    bytes: (stored) => stored.bytes,
  };
}

/** @param stored the definition of the version that is kept */
export function convertedView<T extends KubeObject>(definition: ResourceDefinition<T>, stored: ResourceDefinition, conversion: Conversion): StorageView<T> {
  const convert = (from: KubeObject): T => {
    const object = conversion.from(from);
    return decodeObject(definition.kind, { ...object, apiVersion: groupVersion(definition), kind: definition.kind.gvk.kind }, 'ignore').object;
  };
  // Converted once for all who look at the same stored object: watchers, tables, selectors.
  const seen = new WeakMap<Stored, WeakRef<T>>();
  const decode = (s: Stored): T => {
    const known = seen.get(s)?.deref();
    if (known) return known;
    const object = convert(s.copy());
    seen.set(s, new WeakRef(object));
    return object;
  };
  return {
    storageGroup: stored.group, storageResource: stored.resource,
    decode,
    copy: (s) => convert(s.copy()),
    encode: (object) => encodeForStore(stored, decodeObject(stored.kind, conversion.to(structuredClone(object)), 'ignore').object),
    bytes: (s) => Buffer.from(encodeJson(definition.kind, decode(s))),
  };
}

function encodeForStore<T extends KubeObject>(definition: ResourceDefinition<T>, object: T): Buffer {
  object.apiVersion = groupVersion(definition);
  object.kind = definition.kind.gvk.kind;
  const { resourceVersion } = object.metadata;
  delete object.metadata.resourceVersion;
  const bytes = Buffer.from(encodeJson(definition.kind, object));
  if (resourceVersion !== undefined) object.metadata.resourceVersion = resourceVersion;
  return bytes;
}
