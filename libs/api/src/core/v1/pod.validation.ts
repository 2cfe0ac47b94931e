import { type FieldError, child, forbidden, index, invalid } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { equal } from '../../validation/equal.js';
import type { ContainerStatus } from './pod-status.js';
import { validatePodSpec } from './pod-spec.validation.js';
import type { Pod } from './pod.js';

export const validatePod = (pod: Draft<Pod>): FieldError[] => {
  const errors = validatePodSpec(pod.spec ?? {}, 'spec', pod.metadata?.name);
  if (pod.spec?.ephemeralContainers?.length) errors.push(forbidden('spec.ephemeralContainers', 'cannot be set on create'));
  return errors;
};

/** What ended stays ended in pods that are not restarted, and a running container is no longer waiting to be created. */
export function validatePodStatus(pod: Draft<Pod>, old: Draft<Pod>): FieldError[] {
  const errors: FieldError[] = [];
  if (pod.spec?.nodeName !== old.spec?.nodeName) errors.push(invalid('status.nodeName', pod.spec?.nodeName ?? '', 'may not be changed directly'));
  const policy = old.spec?.restartPolicy;
  if (policy !== 'Always') {
    errors.push(...stayEnded(pod.status?.containerStatuses, old.status?.containerStatuses, 'status.containerStatuses', policy));
  }
  return [...errors, ...validateAddresses(pod)];
}

function stayEnded(
  statuses: readonly Draft<ContainerStatus>[] | undefined, before: readonly Draft<ContainerStatus>[] | undefined, path: string, policy: string | undefined,
): FieldError[] {
  return (before ?? []).flatMap(({ name, state }) => {
    const ended = state?.terminated;
    // With OnFailure, only success is final.
    if (!ended || (policy === 'OnFailure' && ended.exitCode !== 0)) return [];
    const at = (statuses ?? []).findIndex((status) => status.name === name);
    return at < 0 || statuses?.[at]?.state?.terminated ? [] : [forbidden(child(index(path, at), 'state'), 'may not be transitioned to non-terminated state')];
  });
}

function validateAddresses({ status }: Draft<Pod>): FieldError[] {
  const addresses = status?.podIPs ?? [];
  const errors: FieldError[] = [];
  if (status?.podIP && addresses.length && addresses[0]?.ip !== status.podIP) {
    errors.push(invalid('status.podIPs', addresses, `must have first entry equal to \`podIP\` ${status.podIP}`));
  }
  if (addresses.length > 2) errors.push(invalid('status.podIPs', addresses, 'may specify no more than one IP for each IP family'));
  return errors;
}

/** Debugging containers can be added, and stay as they are. */
export function validateEphemeralContainersUpdate(pod: Draft<Pod>, old: Draft<Pod>): FieldError[] {
  const path = 'spec.ephemeralContainers';
  const errors = validatePodSpec(pod.spec ?? {}, 'spec', pod.metadata?.name).filter(({ field }) => field.startsWith(path));
  const now = new Map(pod.spec?.ephemeralContainers?.map((container) => [container.name, container]));
  for (const container of old.spec?.ephemeralContainers ?? []) {
    const same = now.get(container.name);
    if (!same) errors.push(forbidden(path, `existing ephemeral containers ${JSON.stringify(container.name)} may not be removed`));
    else if (!equal(same, container)) errors.push(forbidden(path, `existing ephemeral containers ${JSON.stringify(container.name)} may not be changed`));
  }
  return errors;
}
