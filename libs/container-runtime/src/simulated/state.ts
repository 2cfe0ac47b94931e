import type { ContainerStatus, PodIdentity, SandboxStatus } from '../runtime.js';
import type { Lifecycle } from './lifecycle.js';

export interface SimulatedSandbox {
  readonly id: string;
  readonly pod: PodIdentity;
  readonly attempt: number;
  readonly createdAt: number;
  readonly hostNetwork: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  /** Identities of its containers. */
  readonly members: Set<string>;
  ready: boolean;
  ip: string;
}

/** Only what a status needs: a configuration's environment and mounts would be most of the memory. */
export interface SimulatedContainer {
  readonly id: string;
  readonly sandbox: SimulatedSandbox;
  readonly name: string;
  readonly attempt: number;
  readonly image: string;
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly lifecycle: Lifecycle;
  startedAt: number;
  finishedAt: number;
  exitCode: number;
  reason: string;
  message: string;
}

/** What outlives a runtime object, as an engine outlives a kubelet. Give it to the next runtime to simulate a restart of the kubelet. */
export interface SimulatedState {
  readonly sandboxes: Map<string, SimulatedSandbox>;
  readonly containers: Map<string, SimulatedContainer>;
  readonly images: Set<string>;
}

export const createSimulatedState = (): SimulatedState => ({ sandboxes: new Map(), containers: new Map(), images: new Set() });

export const sandboxStatus = ({ id, pod, attempt, ready, ip, createdAt, labels, annotations }: SimulatedSandbox): SandboxStatus =>
  ({ id, pod, attempt, ready, ip, createdAt, labels, annotations });

/** A stable identity for an image that does not exist; looks like a digest. */
export function imageId(image: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < image.length; i += 1) hash = Math.imul(hash ^ image.charCodeAt(i), 0x01000193) >>> 0;
  return `sha256:${hash.toString(16).padStart(8, '0').repeat(8)}`;
}

export const running = (container: SimulatedContainer): boolean => container.startedAt > 0 && container.finishedAt === 0;

export function containerStatus(c: SimulatedContainer): ContainerStatus {
  return {
    id: c.id, sandboxId: c.sandbox.id, pod: c.sandbox.pod, name: c.name, attempt: c.attempt,
    state: c.finishedAt > 0 ? 'exited' : running(c) ? 'running' : 'created',
    image: c.image, imageId: imageId(c.image), createdAt: c.createdAt, startedAt: c.startedAt, finishedAt: c.finishedAt,
    exitCode: c.exitCode, reason: c.reason, message: c.message, labels: c.labels, annotations: c.annotations,
  };
}
