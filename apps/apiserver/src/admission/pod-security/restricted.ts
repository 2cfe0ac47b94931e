import type { Check } from './baseline.js';
import { containersOf, offenders, quoted } from './containers.js';

const VOLUMES: ReadonlySet<string> = new Set(['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'persistentVolumeClaim', 'projected', 'secret', 'image']);
const isWindows = (spec: { os?: { name?: string } }): boolean => spec.os?.name === 'windows';
const wrap = (title: string, details: readonly string[]): string[] => (details.length ? [`${title} (${details.join('; ')})`] : []);

const allowPrivilegeEscalation: Check = ({ spec }) => (isWindows(spec) ? [] : wrap('allowPrivilegeEscalation != false',
  offenders(spec, (c) => c.securityContext?.allowPrivilegeEscalation !== false, (who) => `${who} must set securityContext.allowPrivilegeEscalation=false`)));

const capabilities: Check = ({ spec }) => {
  if (isWindows(spec)) return [];
  const foreign = new Set(containersOf(spec).flatMap((c) => (c.securityContext?.capabilities?.add ?? []).filter((name) => name !== 'NET_BIND_SERVICE')));
  return wrap('unrestricted capabilities', [
    ...offenders(spec, (c) => !c.securityContext?.capabilities?.drop?.includes('ALL'), (who) => `${who} must set securityContext.capabilities.drop=["ALL"]`),
    ...offenders(spec, (c) => c.securityContext?.capabilities?.add?.some((n) => foreign.has(n)) ?? false, (who) => `${who} must not include ${quoted([...foreign].sort())} in securityContext.capabilities.add`),
  ]);
};

const volumeTypes: Check = ({ spec }) => {
  const bad = (spec.volumes ?? []).flatMap((v) => {
    const type = Object.keys(v).find((key) => key !== 'name' && (v as Record<string, unknown>)[key] !== undefined);
    return type === undefined || VOLUMES.has(type) ? [] : [{ name: v.name, type }];
  });
  if (bad.length === 0) return [];
  const types = [...new Set(bad.map((v) => v.type))].sort();
  return [`restricted volume types (${bad.length === 1 ? 'volume' : 'volumes'} ${quoted(bad.map((v) => v.name))} ${bad.length === 1 ? 'uses' : 'use'} restricted volume ${types.length === 1 ? 'type' : 'types'} ${quoted(types)})`];
};

const runAsNonRoot: Check = ({ spec }) => {
  const pod = spec.securityContext?.runAsNonRoot;
  const wrong = offenders(spec, (c) => c.securityContext?.runAsNonRoot === false, (who) => `${who} must not set securityContext.runAsNonRoot=false`);
  if (pod === false) wrong.unshift('pod must not set securityContext.runAsNonRoot=false');
  if (wrong.length) return wrap('runAsNonRoot != true', wrong);
  return pod === true ? [] : wrap('runAsNonRoot != true',
    offenders(spec, (c) => c.securityContext?.runAsNonRoot === undefined, (who) => `pod or ${who} must set securityContext.runAsNonRoot=true`));
};

const runAsUser: Check = ({ spec }) => wrap('runAsUser=0', [
  ...(spec.securityContext?.runAsUser === 0 ? ['pod must not set runAsUser=0'] : []), ...offenders(spec, (c) => c.securityContext?.runAsUser === 0, (who) => `${who} must not set runAsUser=0`),
]);

const seccomp: Check = ({ spec }) => {
  if (isWindows(spec)) return [];
  const type = (of: { seccompProfile?: { type?: string } } | undefined): string | undefined => of?.seccompProfile?.type;
  const fine = (of: string | undefined): boolean => of === 'RuntimeDefault' || of === 'Localhost';
  const pod = type(spec.securityContext);
  const wrong = offenders(spec, (c) => type(c.securityContext) !== undefined && !fine(type(c.securityContext)), (who) => `${who} must not set securityContext.seccompProfile.type to "Unconfined"`);
  if (pod !== undefined && !fine(pod)) wrong.unshift(`pod must not set securityContext.seccompProfile.type to ${JSON.stringify(pod)}`);
  const unset = pod === undefined ? offenders(spec, (c) => type(c.securityContext) === undefined, (who) => `pod or ${who} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`) : [];
  return wrap('seccompProfile', [...wrong, ...unset]);
};

/** In upstream's order. */
export const RESTRICTED: readonly Check[] = [allowPrivilegeEscalation, capabilities, volumeTypes, runAsNonRoot, runAsUser, seccomp];
