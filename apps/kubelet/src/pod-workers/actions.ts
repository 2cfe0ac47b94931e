import type { ContainerStatus } from '@kubets/container-runtime/runtime';
import type { Role } from '../pod/containers.js';

/** One thing to do to bring a pod closer to what is wanted. */
export type PodAction =
  /** The sandbox died or lost its address: everything in it goes with it. */
  | { readonly type: 'stopSandbox'; readonly sandboxId: string }
  | { readonly type: 'createSandbox'; readonly attempt: number }
  | { readonly type: 'killContainer'; readonly container: ContainerStatus; readonly cause: KillCause; readonly message: string }
  /** `replaces` is a container that was created but never started, by a kubelet that died in between. */
  | { readonly type: 'startContainer'; readonly role: Role; readonly name: string; readonly attempt: number; readonly replaces?: string };

export type KillCause = 'changed' | 'liveness' | 'startup' | 'finished';

export interface BackingOff { readonly name: string; readonly until: number; readonly delay: number }

export interface Decision {
  readonly actions: readonly PodAction[];
  /** Containers that wait before they run again. */
  readonly backingOff: readonly BackingOff[];
  /** Nothing in the pod will run again: stop what is left and report the final phase. */
  readonly finished: boolean;
}

export interface ProbeView {
  liveness(containerId: string): boolean | undefined;
  startup(containerId: string): boolean | undefined;
}
export interface BackoffView {
  /** Until when a restart after a run that ended at `since` has to wait; 0 for not at all. */
  waitUntil(name: string, since: number): number;
  delay(name: string): number;
}
