import { type FieldError, child, duplicate, forbidden, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { each, optionalOneOf, oneOf } from '../../validation/fields.js';
import { localPath } from '../../validation/paths.js';
import type { AppArmorProfile, PodSecurityContext, SeccompProfile, SecurityContext } from './security-context.js';

const MAX_ID = 2 ** 31 - 1;
const SYSCTL = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9][-_a-z0-9./*]*$/;
const PROFILE_TYPES = ['Localhost', 'RuntimeDefault', 'Unconfined'];

const id = (path: string, value: number | undefined): FieldError[] =>
  (value !== undefined && (value < 0 || value > MAX_ID) ? [invalid(path, value, `must be between 0 and ${MAX_ID}, inclusive`)] : []);

function validateProfile(profile: Draft<SeccompProfile> | Draft<AppArmorProfile> | undefined, path: string): FieldError[] {
  if (!profile) return [];
  const { type, localhostProfile } = profile;
  const at = child(path, 'localhostProfile');
  const errors = oneOf(child(path, 'type'), type, PROFILE_TYPES);
  if (type === 'Localhost') {
    if (!localhostProfile) errors.push(required(at, `must be set when ${/[^.]*$/.exec(path)?.[0] ?? 'profile'} type is Localhost`));
    else errors.push(...localPath(localhostProfile).map((message) => invalid(at, localhostProfile, message)));
  } else if (localhostProfile !== undefined) errors.push(invalid(at, localhostProfile, 'can only be set when type is Localhost'));
  return errors;
}

export function validatePodSecurity(context: Draft<PodSecurityContext> | undefined, path: string): FieldError[] {
  if (!context) return [];
  const seen = new Set<string>();
  return [
    ...(['runAsUser', 'runAsGroup', 'fsGroup'] as const).flatMap((name) => id(child(path, name), context[name])),
    ...each(context.supplementalGroups, child(path, 'supplementalGroups'), (group, at) => id(at, group)),
    ...optionalOneOf(child(path, 'fsGroupChangePolicy'), context.fsGroupChangePolicy, ['Always', 'OnRootMismatch']),
    ...optionalOneOf(child(path, 'supplementalGroupsPolicy'), context.supplementalGroupsPolicy, ['Merge', 'Strict']),
    ...optionalOneOf(child(path, 'seLinuxChangePolicy'), context.seLinuxChangePolicy, ['MountOption', 'Recursive']),
    ...each(context.sysctls, child(path, 'sysctls'), ({ name = '' }, at) => {
      const place = child(at, 'name');
      if (!name) return [required(place)];
      if (!SYSCTL.test(name) || name.length > 253) return [invalid(place, name, `must have at most 253 characters and match regex ${SYSCTL.source}`)];
      const canonical = name.replaceAll('/', '.');
      if (seen.has(canonical)) return [duplicate(place, name)];
      seen.add(canonical);
      return [];
    }),
    ...validateProfile(context.seccompProfile, child(path, 'seccompProfile')),
    ...validateProfile(context.appArmorProfile, child(path, 'appArmorProfile')),
  ];
}

export function validateSecurity(context: Draft<SecurityContext> | undefined, path: string, hostUsers = true): FieldError[] {
  if (!context) return [];
  const errors = [
    ...id(child(path, 'runAsUser'), context.runAsUser), ...id(child(path, 'runAsGroup'), context.runAsGroup),
    ...optionalOneOf(child(path, 'procMount'), context.procMount, ['Default', 'Unmasked']),
    ...validateProfile(context.seccompProfile, child(path, 'seccompProfile')),
    ...validateProfile(context.appArmorProfile, child(path, 'appArmorProfile')),
  ];
  if (context.procMount === 'Unmasked' && hostUsers) errors.push(invalid(child(path, 'procMount'), context.procMount, '`hostUsers` must be false to use `Unmasked`'));
  if (context.allowPrivilegeEscalation === false) {
    if (context.privileged) errors.push(invalid(path, context, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true'));
    if (context.capabilities?.add?.some((capability) => capability === 'SYS_ADMIN' || capability === 'CAP_SYS_ADMIN')) {
      errors.push(invalid(path, context, 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN'));
    }
  }
  if (context.windowsOptions?.hostProcess && context.privileged) errors.push(forbidden(child(path, 'privileged'), 'cannot be set together with `windowsOptions.hostProcess`'));
  return errors;
}
