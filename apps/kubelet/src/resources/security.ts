import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { AppArmorProfile, SeccompProfile } from '@kubets/api/core/v1/security-context';
import type { ContainerSecurity } from '@kubets/container-runtime/runtime';
import { describePod } from '../pod/identity.js';

const seccompName = (profile: SeccompProfile | undefined): string | undefined => {
  if (!profile) return undefined;
  return ({ Unconfined: 'unconfined', RuntimeDefault: 'runtime/default', Localhost: `localhost/${profile.localhostProfile ?? ''}` })[profile.type as 'Unconfined'];
};
const apparmorName = (profile: AppArmorProfile | undefined): string | undefined => {
  if (!profile) return undefined;
  return ({ Unconfined: 'unconfined', RuntimeDefault: 'runtime/default', Localhost: `localhost/${profile.localhostProfile ?? ''}` })[profile.type as 'Unconfined'];
};

/** The container's settings over the pod's. */
export function containerSecurity(pod: Pod, container: Container): ContainerSecurity {
  const own = container.securityContext;
  const shared = pod.spec.securityContext;
  const uid = own?.runAsUser ?? shared?.runAsUser;
  const gid = own?.runAsGroup ?? shared?.runAsGroup;
  const user = uid === undefined ? (gid === undefined ? undefined : `0:${gid}`) : gid === undefined ? String(uid) : `${uid}:${gid}`;
  const seccomp = seccompName(own?.seccompProfile ?? shared?.seccompProfile);
  const apparmor = apparmorName(own?.appArmorProfile ?? shared?.appArmorProfile);
  return {
    privileged: own?.privileged ?? false,
    ...(user === undefined ? {} : { user }),
    supplementalGroups: [...(shared?.supplementalGroups ?? []), ...(shared?.fsGroup === undefined ? [] : [shared.fsGroup])],
    addCapabilities: own?.capabilities?.add ?? [],
    dropCapabilities: own?.capabilities?.drop ?? [],
    readOnlyRootFilesystem: own?.readOnlyRootFilesystem ?? false,
    // Escalation is allowed unless it was refused in so many words.
    noNewPrivileges: own?.allowPrivilegeEscalation === false,
    ...(seccomp === undefined ? {} : { seccomp }),
    ...(apparmor === undefined ? {} : { apparmor }),
  };
}

/**
 * Why the container must not start although it asked not to run as root; `undefined` when it may.
 * @param imageUser the image's `USER`, such as `1000`, `app:app` or empty
 */
export function nonRootViolation(pod: Pod, container: Container, imageUser: string): string | undefined {
  const own = container.securityContext;
  const shared = pod.spec.securityContext;
  if (!(own?.runAsNonRoot ?? shared?.runAsNonRoot ?? false)) return undefined;
  const where = `(pod: ${JSON.stringify(describePod(pod))}, container: ${container.name})`;
  const uid = own?.runAsUser ?? shared?.runAsUser;
  if (uid !== undefined) return uid === 0 ? `container's runAsUser breaks non-root policy ${where}` : undefined;
  const name = imageUser.split(':')[0] ?? '';
  if (name === '' || name === '0') return `container has runAsNonRoot and image will run as root ${where}`;
  return /^\d+$/.test(name) ? undefined : `container has runAsNonRoot and image has non-numeric user (${name}), cannot verify user is non-root ${where}`;
}
