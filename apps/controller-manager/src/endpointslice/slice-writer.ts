import type { EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import type { OwnerReference } from '@kubets/apimachinery/meta/v1/object-meta';
import type { Client } from '@kubets/client/client';
import { LAST_CHANGE_TRIGGER_TIME } from '../service-backends/trigger-time.js';
import type { SlicePlan } from './plan.js';

export const SERVICE_NAME = 'kubernetes.io/service-name';
export const MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';

export interface SliceMeta {
  readonly namespace: string;
  /** The service's or the Endpoints' name. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly owner: OwnerReference;
  readonly triggerTime: string | undefined;
}

const same = (a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(b).every(([key, value]) => a[key] === value);

/** Slices whose labels do not say what they should, although their content does. */
export const mislabelled = (existing: readonly EndpointSlice[], plan: SlicePlan, labels: Readonly<Record<string, string>>): EndpointSlice[] =>
  existing.filter((slice) => !same(slice.metadata.labels, labels) && ![...plan.update, ...plan.remove].some(({ metadata }) => metadata.name === slice.metadata.name));

/**
 * What was written last of each key's slices, by UID: a cache that does not show it yet would be completed twice.
 * Versions of one server can be compared (KEP-5504).
 */
export class WrittenSlices {
  readonly #written = new Map<string, { readonly versions: Map<string, number>; at: number }>();
  constructor(private readonly now: () => number) {}

  wrote(key: string, { metadata }: EndpointSlice): void {
    let written = this.#written.get(key);
    if (!written) this.#written.set(key, written = { versions: new Map(), at: 0 });
    written.versions.set(metadata.uid ?? '', Number(metadata.resourceVersion));
    written.at = this.now();
  }

  gone(key: string, uid: string | undefined): void { this.#written.get(key)?.versions.delete(uid ?? ''); }
  forget(key: string): void { this.#written.delete(key); }

  /** Whether the cache is behind. What does not appear within half a minute was lost, and is not waited for. */
  isBehind(key: string, cached: readonly EndpointSlice[]): boolean {
    const written = this.#written.get(key);
    if (!written || this.now() - written.at > 30_000) return false;
    for (const { metadata } of cached) if (Number(metadata.resourceVersion) >= (written.versions.get(metadata.uid ?? '') ?? Infinity)) written.versions.delete(metadata.uid ?? '');
    return written.versions.size > 0;
  }
}

/** Carries a plan out: additions before removals, so that no moment shows fewer endpoints than there are. */
export async function writeSlices(client: Client, key: string, plan: SlicePlan, meta: SliceMeta, written: WrittenSlices): Promise<void> {
  const slices = client.resource(endpointslices, meta.namespace);
  const { labels, triggerTime } = meta;
  const annotations = (slice?: EndpointSlice): Record<string, string> | undefined => {
    const { [LAST_CHANGE_TRIGGER_TIME]: _, ...kept } = slice?.metadata.annotations ?? {};
    return triggerTime === undefined ? kept : { ...kept, [LAST_CHANGE_TRIGGER_TIME]: triggerTime };
  };
  for (const { addressType, ports, endpoints } of plan.create) {
    written.wrote(key, await slices.create({
      metadata: { generateName: `${meta.name}-`, namespace: meta.namespace, labels: { ...labels }, annotations: annotations(), ownerReferences: [meta.owner] },
      addressType, ports: [...ports], endpoints: [...endpoints],
    }));
  }
  for (const slice of plan.update) {
    written.wrote(key, await slices.update({ ...slice, metadata: { ...slice.metadata, labels: { ...labels }, annotations: annotations(slice) } }));
  }
  for (const { metadata } of plan.remove) {
    await slices.delete(metadata.name ?? '').catch((error: unknown) => { if (!isNotFound(error)) throw error; });
    written.gone(key, metadata.uid);
  }
}
