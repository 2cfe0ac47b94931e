import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';

export type Role = 'init' | 'main' | 'ephemeral';
export interface RoledContainer { readonly role: Role; readonly container: Container }

/** An init container that keeps running beside the main ones (KEP-753). */
export const isSidecar = (container: Container): boolean => container.restartPolicy === 'Always';

/** Every container of the pod: init, main, ephemeral, each in spec order. */
export function containersOf(pod: Pod): RoledContainer[] {
  return [
    ...(pod.spec.initContainers ?? []).map((container) => ({ role: 'init' as const, container })),
    ...pod.spec.containers.map((container) => ({ role: 'main' as const, container })),
    ...(pod.spec.ephemeralContainers ?? []).map((container) => ({ role: 'ephemeral' as const, container })),
  ];
}

export const findContainer = (pod: Pod, name: string): RoledContainer | undefined => containersOf(pod).find((c) => c.container.name === name);

/** What events about a container carry as `fieldPath`. */
export const fieldPathOf = (of: RoledContainer): string =>
  `spec.${({ init: 'initContainers', main: 'containers', ephemeral: 'ephemeralContainers' })[of.role]}{${of.container.name}}`;
