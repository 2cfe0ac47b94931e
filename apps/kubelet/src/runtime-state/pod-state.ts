import type { ContainerStatus, SandboxStatus } from '@kubets/container-runtime/runtime';

/** What the engine holds of one pod, newest first. */
export interface ObservedPod {
  readonly sandboxes: readonly SandboxStatus[];
  readonly containers: readonly ContainerStatus[];
}

export const NOTHING: ObservedPod = { sandboxes: [], containers: [] };

const newestFirst = (a: { attempt: number; createdAt: number }, b: { attempt: number; createdAt: number }): number => b.attempt - a.attempt || b.createdAt - a.createdAt;

export const observedPod = (sandboxes: Iterable<SandboxStatus>, containers: Iterable<ContainerStatus>): ObservedPod => ({
  sandboxes: [...sandboxes].sort(newestFirst), containers: [...containers].sort(newestFirst),
});

/** The container's newest run. */
export const currentOf = (observed: ObservedPod, name: string): ContainerStatus | undefined => observed.containers.find((c) => c.name === name);
/** The run before the newest. */
export const previousOf = (observed: ObservedPod, name: string): ContainerStatus | undefined => observed.containers.filter((c) => c.name === name)[1];
export const runningOf = (observed: ObservedPod): readonly ContainerStatus[] => observed.containers.filter((c) => c.state === 'running');
