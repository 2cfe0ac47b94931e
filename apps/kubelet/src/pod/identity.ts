import type { Pod } from '@kubets/api/core/v1/pod';
import type { PodIdentity } from '@kubets/container-runtime/runtime';

export const uidOf = (pod: Pod): string => pod.metadata.uid ?? '';
export const namespaceOf = (pod: Pod): string => pod.metadata.namespace ?? 'default';
export const nameOf = (pod: Pod): string => pod.metadata.name ?? '';
export const identityOf = (pod: Pod): PodIdentity => ({ namespace: namespaceOf(pod), name: nameOf(pod), uid: uidOf(pod) });
/** `name_namespace(uid)`, the way pods appear in container messages. */
export const describePod = (pod: Pod): string => `${nameOf(pod)}_${namespaceOf(pod)}(${uidOf(pod)})`;
/** The pod with apiVersion and kind, for events about it. */
export const eventSubject = (pod: Pod): Pod => ({ ...pod, apiVersion: 'v1', kind: 'Pod' });
