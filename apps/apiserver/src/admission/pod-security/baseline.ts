import { containersOf, offenders, quoted, type Spec, type Subject } from './containers.js';

/** One rule of the Pod Security Standards: what breaks it, in upstream's words; nothing when the pod complies. */
export type Check = (pod: Subject) => readonly string[];

const CAPABILITIES: ReadonlySet<string> = new Set([
  'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP', 'SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT',
]);
const SYSCTLS: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports', 'net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem',
]);
const SELINUX_TYPES: ReadonlySet<string> = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

const wrap = (title: string, details: readonly string[]): string[] => (details.length ? [`${title} (${details.join('; ')})`] : []);

const hostNamespaces: Check = ({ spec }) => {
  const used = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter((name) => spec[name]);
  return used.length ? [`host namespaces (${used.map((name) => `${name}=true`).join(', ')})`] : [];
};

const hostPathVolumes: Check = ({ spec }) => {
  const names = (spec.volumes ?? []).filter((v) => v.hostPath).map((v) => v.name);
  return names.length ? [`hostPath volumes (${names.length === 1 ? 'volume' : 'volumes'} ${quoted(names)})`] : [];
};

const hostPorts: Check = ({ spec }) => {
  const uses = containersOf(spec).filter((c) => c.ports?.some((p) => p.hostPort));
  const ports = [...new Set(uses.flatMap((c) => (c.ports ?? []).flatMap((p) => (p.hostPort ? [p.hostPort] : []))))];
  return wrap('hostPort', offenders(spec, (c) => uses.includes(c), (who) => `${who} ${uses.length === 1 ? 'uses' : 'use'} ${ports.length === 1 ? 'hostPort' : 'hostPorts'} ${ports.join(', ')}`));
};

const privileged: Check = ({ spec }) => wrap('privileged', offenders(spec, (c) => c.securityContext?.privileged === true, (who) => `${who} must not set securityContext.privileged=true`));

/** Restricted pods are held to a stricter rule of their own. */
export const capabilities: Check = ({ spec }) => {
  const foreign = new Set(containersOf(spec).flatMap((c) => (c.securityContext?.capabilities?.add ?? []).filter((name) => !CAPABILITIES.has(name))));
  return wrap('non-default capabilities', offenders(spec, (c) => c.securityContext?.capabilities?.add?.some((n) => foreign.has(n)) ?? false,
    (who) => `${who} must not include ${quoted([...foreign].sort())} in securityContext.capabilities.add`));
};

const procMount: Check = ({ spec }) => {
  const unusual = (type: string | undefined): boolean => type !== undefined && type !== 'Default';
  const types = [...new Set(containersOf(spec).flatMap((c) => (unusual(c.securityContext?.procMount) ? [c.securityContext!.procMount!] : [])))].sort();
  return spec.hostUsers === false ? [] : wrap('procMount', offenders(spec, (c) => unusual(c.securityContext?.procMount), (who) => `${who} must not set securityContext.procMount to ${quoted(types)}`));
};

const seLinux: Check = ({ spec }) => {
  const bad: string[] = [];
  const look = (who: string, options: { type?: string; user?: string; role?: string } | undefined): void => {
    if (!options) return;
    const wrong = [
      ...(SELINUX_TYPES.has(options.type ?? '') ? [] : [`type ${JSON.stringify(options.type)}`]), ...(options.user ? ['user may not be set'] : []), ...(options.role ? ['role may not be set'] : []),
    ];
    if (wrong.length) bad.push(`${who} set forbidden securityContext.seLinuxOptions: ${wrong.join('; ')}`);
  };
  look('pod', spec.securityContext?.seLinuxOptions);
  for (const c of containersOf(spec)) look(`container ${JSON.stringify(c.name)}`, c.securityContext?.seLinuxOptions);
  return wrap('seLinuxOptions', bad);
};

/** Restricted pods are held to a stricter rule of their own. */
export const seccomp: Check = ({ spec }) => {
  const unconfined = (of: { seccompProfile?: { type?: string } } | undefined): boolean => of?.seccompProfile?.type === 'Unconfined';
  const sentence = (who: string): string => `${who} must not set securityContext.seccompProfile.type to "Unconfined"`;
  return wrap('seccompProfile', [...(unconfined(spec.securityContext) ? [sentence('pod')] : []), ...offenders(spec, (c) => unconfined(c.securityContext), sentence)]);
};

const appArmor: Check = ({ metadata, spec }) => {
  const unconfined = (of: { appArmorProfile?: { type?: string } } | undefined): boolean => of?.appArmorProfile?.type === 'Unconfined';
  const allowed = (value: string): boolean => value === '' || value === 'runtime/default' || value.startsWith('localhost/');
  const annotations = Object.entries(metadata.annotations ?? {}).filter(([key, value]) => key.startsWith(APPARMOR) && !allowed(value)).map(([key, value]) => `${key}=${JSON.stringify(value)}`).sort();
  const sentence = (who: string): string => `${who} must not set AppArmor profile type to "Unconfined"`;
  return wrap('forbidden AppArmor profile', [
    ...(unconfined(spec.securityContext) ? [sentence('pod')] : []), ...offenders(spec, (c) => unconfined(c.securityContext), sentence),
    ...(annotations.length ? [`${annotations.length === 1 ? 'annotation' : 'annotations'} ${annotations.join(', ')}`] : []),
  ]);
};

const sysctls: Check = ({ spec }) => {
  const names = (spec.securityContext?.sysctls ?? []).map((s) => s.name.replaceAll('/', '.')).filter((name) => !SYSCTLS.has(name));
  return names.length ? [`forbidden sysctls (${names.join(', ')})`] : [];
};

const windowsHostProcess: Check = ({ spec }) => {
  const host = (of: { windowsOptions?: { hostProcess?: boolean } } | undefined): boolean => of?.windowsOptions?.hostProcess === true;
  const sentence = (who: string): string => `${who} must not set securityContext.windowsOptions.hostProcess=true`;
  return wrap('hostProcess', [...(host(spec.securityContext) ? [sentence('pod')] : []), ...offenders(spec, (c) => host(c.securityContext), sentence)]);
};

/** The host that a probe or hook goes to instead of the pod: a way to reach what the pod itself may not (KEP-4940). */
const probeHosts: Check = ({ spec }) => {
  const hosts = (c: ReturnType<typeof containersOf>[number]): string[] =>
    [c.livenessProbe, c.readinessProbe, c.startupProbe, c.lifecycle?.postStart, c.lifecycle?.preStop].flatMap((h) => [h?.httpGet?.host, h?.tcpSocket?.host]).filter((h): h is string => Boolean(h));
  const used = [...new Set(containersOf(spec).flatMap(hosts))].sort();
  return wrap('probe or lifecycle host', offenders(spec, (c) => hosts(c).length > 0, (who) => `${who} must not set probe or lifecycle host ${quoted(used)}`));
};

/** In upstream's order; the three that restricted replaces come apart. */
export const BASELINE_ALWAYS: readonly Check[] = [appArmor, hostNamespaces, hostPorts, privileged, probeHosts, procMount, seLinux, sysctls, windowsHostProcess];
export const BASELINE_ONLY: readonly Check[] = [capabilities, hostPathVolumes, seccomp];
export type { Spec };
