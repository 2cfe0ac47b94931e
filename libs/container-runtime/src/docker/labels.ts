import type { ContainerConfig, PodIdentity, SandboxConfig } from '../runtime.js';

/** Labels through which a pod is found again; the first five are the ones that node agents of Kubernetes have always used with Docker. */
export const label = {
  podName: 'io.kubernetes.pod.name',
  podNamespace: 'io.kubernetes.pod.namespace',
  podUid: 'io.kubernetes.pod.uid',
  container: 'io.kubernetes.container.name',
  sandbox: 'io.kubernetes.sandbox.id',
  type: 'io.kubernetes.docker.type',
  cluster: 'kubets.cluster',
  node: 'kubets.node',
  attempt: 'kubets.attempt',
  created: 'kubets.created-at',
  /** What later containers of the pod must know of their sandbox, as JSON: {@link SandboxFacts}. */
  facts: 'kubets.sandbox',
} as const;

const annotationPrefix = 'annotation.';
const own = new Set<string>(Object.values(label));

export type Labels = Readonly<Record<string, string>>;

/** What containers inherit from the sandbox they join, and cannot read off the engine cheaply. */
export interface SandboxFacts {
  readonly hostNetwork: boolean;
  readonly hostPID: boolean;
  readonly hostIPC: boolean;
  readonly shareProcessNamespace: boolean;
  readonly hostsFile?: string;
  /** Content of `/etc/resolv.conf`. */
  readonly resolvConf: string;
}

export interface Owner { readonly cluster: string; readonly node: string }

const withAnnotations = (annotations: Labels): Record<string, string> =>
  Object.fromEntries(Object.entries(annotations).map(([key, value]) => [annotationPrefix + key, value]));

const identity = (owner: Owner, pod: PodIdentity, attempt: number): Record<string, string> => ({
  [label.podName]: pod.name, [label.podNamespace]: pod.namespace, [label.podUid]: pod.uid,
  [label.cluster]: owner.cluster, [label.node]: owner.node, [label.attempt]: String(attempt),
});

export const sandboxLabels = (owner: Owner, config: SandboxConfig, facts: SandboxFacts, now: number): Record<string, string> => ({
  ...config.labels, ...withAnnotations(config.annotations), ...identity(owner, config.pod, config.attempt),
  [label.type]: 'podsandbox', [label.container]: 'POD', [label.created]: String(now), [label.facts]: JSON.stringify(facts),
});

export const containerLabels = (owner: Owner, sandboxId: string, config: ContainerConfig): Record<string, string> => ({
  ...config.labels, ...withAnnotations(config.annotations), ...identity(owner, config.pod, config.attempt),
  [label.type]: 'container', [label.container]: config.name, [label.sandbox]: sandboxId,
});

export const podOf = (labels: Labels): PodIdentity =>
  ({ namespace: labels[label.podNamespace] ?? '', name: labels[label.podName] ?? '', uid: labels[label.podUid] ?? '' });

export const attemptOf = (labels: Labels): number => Number(labels[label.attempt] ?? 0);

export const factsOf = (labels: Labels): SandboxFacts | undefined => {
  const text = labels[label.facts];
  return text === undefined ? undefined : JSON.parse(text) as SandboxFacts;
};

/** The caller's own labels and annotations, apart from those written here. */
export function callerLabels(labels: Labels): { labels: Record<string, string>; annotations: Record<string, string> } {
  const result: { labels: Record<string, string>; annotations: Record<string, string> } = { labels: {}, annotations: {} };
  for (const [key, value] of Object.entries(labels)) {
    if (key.startsWith(annotationPrefix)) result.annotations[key.slice(annotationPrefix.length)] = value;
    else if (!own.has(key)) result.labels[key] = value;
  }
  return result;
}

/** Filters of the list and event APIs that admit only this cluster's and node's containers. */
export const ownedBy = (owner: Owner, ...more: readonly string[]): string[] =>
  [`${label.cluster}=${owner.cluster}`, `${label.node}=${owner.node}`, ...more];

/** `k8s_<container>_<pod>_<namespace>_<uid>_<attempt>`; the sandbox's container is `POD`. */
export const containerName = (container: string, pod: PodIdentity, attempt: number): string =>
  `k8s_${container}_${pod.name}_${pod.namespace}_${pod.uid}_${attempt}`;
