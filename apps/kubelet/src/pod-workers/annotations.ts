import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { LifecycleHandler } from '@kubets/api/core/v1/probe';
import type { ContainerStatus } from '@kubets/container-runtime/runtime';
import { nameOf, namespaceOf, uidOf } from '../pod/identity.js';
import { specHash } from './spec-hash.js';

/** What the kubelet writes on containers and sandboxes, so that it can go on from the engine alone. */
export const LABELS = {
  podName: 'io.kubernetes.pod.name', podNamespace: 'io.kubernetes.pod.namespace', podUid: 'io.kubernetes.pod.uid',
  container: 'io.kubernetes.container.name',
} as const;
export const ANNOTATIONS = {
  hash: 'io.kubernetes.container.hash',
  restartCount: 'io.kubernetes.container.restartCount',
  terminationMessagePath: 'io.kubernetes.container.terminationMessagePath',
  terminationMessagePolicy: 'io.kubernetes.container.terminationMessagePolicy',
  preStop: 'io.kubernetes.container.preStopHandler',
  gracePeriod: 'io.kubernetes.pod.terminationGracePeriod',
  sidecar: 'io.kubernetes.container.sidecar',
} as const;

export const podLabels = (pod: Pod): Record<string, string> => ({
  ...pod.metadata.labels,
  [LABELS.podName]: nameOf(pod), [LABELS.podNamespace]: namespaceOf(pod), [LABELS.podUid]: uidOf(pod),
});

export const containerLabels = (pod: Pod, container: Container): Record<string, string> => ({
  [LABELS.podName]: nameOf(pod), [LABELS.podNamespace]: namespaceOf(pod), [LABELS.podUid]: uidOf(pod), [LABELS.container]: container.name,
});

export const containerAnnotations = (pod: Pod, container: Container, attempt: number, sidecar: boolean): Record<string, string> => ({
  [ANNOTATIONS.hash]: specHash(container),
  [ANNOTATIONS.restartCount]: String(attempt),
  [ANNOTATIONS.terminationMessagePath]: container.terminationMessagePath ?? '',
  [ANNOTATIONS.terminationMessagePolicy]: container.terminationMessagePolicy ?? '',
  [ANNOTATIONS.gracePeriod]: String(pod.spec.terminationGracePeriodSeconds ?? 30),
  ...(container.lifecycle?.preStop ? { [ANNOTATIONS.preStop]: JSON.stringify(container.lifecycle.preStop) } : {}),
  ...(sidecar ? { [ANNOTATIONS.sidecar]: 'true' } : {}),
});

const parseHandler = (text: string | undefined): LifecycleHandler | undefined => {
  try {
    return text ? (JSON.parse(text) as LifecycleHandler) : undefined;
  } catch {
    return undefined;
  }
};

/** As much of a pod as is needed to end it well, when the API server no longer knows it. */
export function podFromRuntime(containers: readonly ContainerStatus[], identity: { namespace: string; name: string; uid: string }): Pod {
  const byName = new Map(containers.map((c) => [c.name, c]));
  const grace = Number(containers[0]?.annotations[ANNOTATIONS.gracePeriod] ?? 30);
  const restored = [...byName.values()].map((c) => {
    const preStop = parseHandler(c.annotations[ANNOTATIONS.preStop]);
    return {
      sidecar: c.annotations[ANNOTATIONS.sidecar] === 'true',
      container: { name: c.name, image: c.image, resources: {}, ...(preStop ? { lifecycle: { preStop } } : {}) } as Container,
    };
  });
  return {
    metadata: { ...identity },
    spec: {
      containers: restored.filter((r) => !r.sidecar).map((r) => r.container),
      initContainers: restored.filter((r) => r.sidecar).map((r) => ({ ...r.container, restartPolicy: 'Always' })),
      terminationGracePeriodSeconds: Number.isFinite(grace) ? grace : 30,
    },
    status: {},
  } as Pod;
}
