import { bool, field, int64, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';

export const AppArmorProfile = message('core.v1.AppArmorProfile', 'Selects the AppArmor confinement for a pod or container.', {
  type: field(1, string,
    'Where the profile comes from: the runtime\'s default, a node-local profile, or no confinement.',
    { required: true, presence: 'always', enum: ['Unconfined', 'RuntimeDefault', 'Localhost'] }),
  localhostProfile: field(2, string,
    'Name of a profile already loaded on the node; required for type Localhost and forbidden otherwise.',
    { presence: 'explicit' }),
}, { unions: [{ discriminator: 'type', fields: { localhostProfile: 'LocalhostProfile' } }] });
export interface AppArmorProfile extends TypeOf<typeof AppArmorProfile> {}

export const Capabilities = message('core.v1.Capabilities', 'POSIX capabilities to grant to or withhold from a container.', {
  add: field(1, list(string), 'Capabilities granted on top of the runtime\'s defaults.', { list: 'atomic' }),
  drop: field(2, list(string), 'Capabilities taken away from the runtime\'s defaults; ALL removes every one.', { list: 'atomic' }),
});
export interface Capabilities extends TypeOf<typeof Capabilities> {}

export const SELinuxOptions = message('core.v1.SELinuxOptions', 'Parts of the SELinux label given to a container.', {
  user: field(1, string, 'User part of the SELinux label.'),
  role: field(2, string, 'Role part of the SELinux label.'),
  type: field(3, string, 'Type part of the SELinux label.'),
  level: field(4, string, 'Level part of the SELinux label, such as s0:c123,c456.'),
});
export interface SELinuxOptions extends TypeOf<typeof SELinuxOptions> {}

export const Sysctl = message('core.v1.Sysctl', 'A kernel parameter to be set for a pod.', {
  name: field(1, string, 'Name of the kernel parameter, such as net.core.somaxconn.', { required: true, presence: 'always' }),
  value: field(2, string, 'Value given to the kernel parameter.', { required: true, presence: 'always' }),
});
export interface Sysctl extends TypeOf<typeof Sysctl> {}

export const WindowsSecurityContextOptions = message('core.v1.WindowsSecurityContextOptions', 'Security settings that apply to Windows containers only.', {
  gmsaCredentialSpecName: field(1, string, 'Name of the GMSA credential spec resource to use.', { presence: 'explicit' }),
  gmsaCredentialSpec: field(2, string, 'Inlined GMSA credential spec, filled in by the GMSA admission webhook.', { presence: 'explicit' }),
  runAsUserName: field(3, string, 'Windows user for the container\'s process; the image\'s user when unset.', { presence: 'explicit' }),
  hostProcess: field(4, bool,
    'True runs as a host process container; all containers must agree, and hostNetwork is required.',
    { presence: 'explicit' }),
});
export interface WindowsSecurityContextOptions extends TypeOf<typeof WindowsSecurityContextOptions> {}

export const SeccompProfile = message('core.v1.SeccompProfile', 'Selects the system call filter of a pod or container.', {
  type: field(1, string,
    'Unconfined for no filter, RuntimeDefault for the runtime\'s, Localhost for a file on the node.',
    { required: true, presence: 'always', enum: ['Unconfined', 'RuntimeDefault', 'Localhost'] }),
  localhostProfile: field(2, string,
    'Profile file relative to the kubelet\'s seccomp directory; required for Localhost, otherwise forbidden.',
    { presence: 'explicit' }),
}, { unions: [{ discriminator: 'type', fields: { localhostProfile: 'LocalhostProfile' } }] });
export interface SeccompProfile extends TypeOf<typeof SeccompProfile> {}

export const PodSecurityContext = message('core.v1.PodSecurityContext', 'Security settings of a pod; most are defaults that containers can override.', {
  seLinuxOptions: field(1, SELinuxOptions, 'SELinux context applied to all containers; chosen by the runtime when unset.'),
  windowsOptions: field(8, WindowsSecurityContextOptions, 'Settings for Windows containers only; not allowed on Linux pods.'),
  runAsUser: field(2, int64, 'User ID for container processes; the image decides when unset.', { presence: 'explicit' }),
  runAsGroup: field(6, int64, 'Primary group ID for container processes; the runtime decides when unset.', { presence: 'explicit' }),
  runAsNonRoot: field(3, bool, 'When true, the kubelet refuses to start containers that would run as UID 0.', { presence: 'explicit' }),
  supplementalGroups: field(4, list(int64), 'Additional group IDs given to the first process of every container.', { list: 'atomic' }),
  supplementalGroupsPolicy: field(12, string,
    'Whether groups listed in the image are merged in or excluded; Merge when unset.',
    { presence: 'explicit', enum: ['Merge', 'Strict'] }),
  fsGroup: field(5, int64, 'Group ID that owns supported volumes, granting containers shared write access.', { presence: 'explicit' }),
  sysctls: field(7, list(Sysctl), 'Namespaced kernel parameters to set; unsupported ones can keep the pod from starting.', { list: 'atomic' }),
  fsGroupChangePolicy: field(9, string,
    'When volume ownership is rewritten for fsGroup; Always when unset.',
    { presence: 'explicit', enum: ['OnRootMismatch', 'Always'] }),
  seccompProfile: field(10, SeccompProfile, 'System call filter used by all containers of the pod.'),
  appArmorProfile: field(11, AppArmorProfile, 'AppArmor profile used by all containers of the pod.'),
  seLinuxChangePolicy: field(13, string,
    'How volumes get their SELinux label: Recursive relabelling or MountOption; MountOption when unset.',
    { presence: 'explicit' }),
});
export interface PodSecurityContext extends TypeOf<typeof PodSecurityContext> {}

export const SecurityContext = message('core.v1.SecurityContext', 'Security settings of one container; these override those of the pod.', {
  capabilities: field(1, Capabilities, 'Linux capabilities to add or drop compared with the runtime\'s default set.'),
  privileged: field(2, bool, 'True makes the container nearly as powerful as root on the node; false when unset.', { presence: 'explicit' }),
  seLinuxOptions: field(3, SELinuxOptions, 'SELinux context of the container; the pod\'s or runtime\'s choice when unset.'),
  windowsOptions: field(10, WindowsSecurityContextOptions, 'Settings for Windows containers only; not allowed on Linux pods.'),
  runAsUser: field(4, int64, 'User ID of the container\'s process; the pod\'s or image\'s choice when unset.', { presence: 'explicit' }),
  runAsGroup: field(8, int64, 'Primary group ID of the container\'s process; the pod\'s or runtime\'s choice when unset.', { presence: 'explicit' }),
  runAsNonRoot: field(5, bool, 'When true, the kubelet refuses to start the container as UID 0.', { presence: 'explicit' }),
  readOnlyRootFilesystem: field(6, bool, 'True forbids writing to the container\'s root filesystem; false when unset.', { presence: 'explicit' }),
  allowPrivilegeEscalation: field(7, bool,
    'Whether a process can gain more privileges than its parent; always true when privileged.',
    { presence: 'explicit' }),
  procMount: field(9, string,
    'How much of /proc is hidden; Default masks some paths, Unmasked none.',
    { presence: 'explicit', enum: ['Default', 'Unmasked'] }),
  seccompProfile: field(11, SeccompProfile, 'System call filter of the container, overriding that of the pod.'),
  appArmorProfile: field(12, AppArmorProfile, 'AppArmor profile of the container, overriding that of the pod.'),
});
export interface SecurityContext extends TypeOf<typeof SecurityContext> {}
