import { bool, field, int32, list, map, message, quantity, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { EnvFromSource, EnvVar } from './environment.js';
import { Lifecycle, Probe } from './probe.js';
import { SecurityContext } from './security-context.js';

export const ContainerPort = message('core.v1.ContainerPort', 'One network port of a container.', {
  name: field(1, string, 'Service name of the port, unique in the pod, for use by Services and probes.'),
  hostPort: field(2, int32, 'Port on the node to expose, 1 to 65535; equals containerPort under host networking.'),
  containerPort: field(3, int32, 'Port on the pod\'s address, from 1 to 65535.', { required: true, presence: 'always' }),
  protocol: field(4, string, 'Transport protocol of the port; TCP when unset.', { enum: ['TCP', 'UDP', 'SCTP'], default: 'TCP' }),
  hostIP: field(5, string, 'Node address that hostPort is bound to; all addresses when unset.'),
});
export interface ContainerPort extends TypeOf<typeof ContainerPort> {}

export const ResourceClaim = message('core.v1.ResourceClaim', 'Makes one of the pod\'s resource claims usable in a container.', {
  name: field(1, string, 'Entry of the pod\'s resourceClaims to make available.', { required: true, presence: 'always' }),
  request: field(2, string, 'Single request within the claim to expose; everything when empty.'),
});
export interface ResourceClaim extends TypeOf<typeof ResourceClaim> {}

export const ResourceRequirements = message('core.v1.ResourceRequirements', 'Compute resources that a container or pod needs and may use.', {
  limits: field(1, map(quantity), 'Most of each resource that may be used.'),
  requests: field(2, map(quantity), 'Least of each resource that is guaranteed; the limits when unset.'),
  claims: field(3, list(ResourceClaim), 'Claims from the pod\'s resourceClaims that this container uses.', { list: 'map', keys: ['name'] }),
});
export interface ResourceRequirements extends TypeOf<typeof ResourceRequirements> {}

export const VolumeMount = message('core.v1.VolumeMount', 'Mounts one of the pod\'s volumes in a container.', {
  name: field(1, string, 'Name of the pod volume to mount.', { required: true, presence: 'always' }),
  readOnly: field(2, bool, 'Mounts without write access when true; false when unset.'),
  recursiveReadOnly: field(7, string,
    'Whether submounts become read-only too: Disabled, IfPossible or Enabled; Disabled when unset.',
    { presence: 'explicit' }),
  mountPath: field(3, string,
    'Path inside the container where the volume appears; must not contain a colon.',
    { required: true, presence: 'always' }),
  subPath: field(4, string, 'Path within the volume to mount; its root when unset.'),
  mountPropagation: field(5, string,
    'Whether mounts travel between node and container; None when unset.',
    { presence: 'explicit', enum: ['None', 'HostToContainer', 'Bidirectional'] }),
  subPathExpr: field(6, string, 'Like subPath, but expands $(VAR) from the container\'s environment; excludes subPath.'),
});
export interface VolumeMount extends TypeOf<typeof VolumeMount> {}

export const VolumeDevice = message('core.v1.VolumeDevice', 'Makes a raw block volume available in a container.', {
  name: field(1, string, 'Name of a pod volume backed by a claim in Block mode.', { required: true, presence: 'always' }),
  devicePath: field(2, string, 'Path at which the device shows up inside the container.', { required: true, presence: 'always' }),
});
export interface VolumeDevice extends TypeOf<typeof VolumeDevice> {}

export const ContainerResizePolicy = message('core.v1.ContainerResizePolicy', 'States how a container handles an in-place change of one resource.', {
  resourceName: field(1, string, 'Resource the policy covers, cpu or memory.', { required: true, presence: 'always' }),
  restartPolicy: field(2, string,
    'What a resize does to the container: NotRequired leaves it running, RestartContainer restarts it.',
    { required: true, presence: 'always' }),
});
export interface ContainerResizePolicy extends TypeOf<typeof ContainerResizePolicy> {}

export const ContainerRestartRuleOnExitCodes = message('core.v1.ContainerRestartRuleOnExitCodes', 'Compares a container\'s exit code with a set of values.', {
  operator: field(1, string, 'In matches codes that are listed, NotIn those that are not.', { required: true }),
  values: field(2, list(int32), 'Exit codes to compare with; no more than 255 entries.', { list: 'set' }),
});
export interface ContainerRestartRuleOnExitCodes extends TypeOf<typeof ContainerRestartRuleOnExitCodes> {}

export const ContainerRestartRule = message('core.v1.ContainerRestartRule', 'Decides how a container\'s exit is handled when a condition is met.', {
  action: field(1, string, 'What a match leads to, such as Restart, which starts the container again.', { required: true }),
  exitCodes: field(2, ContainerRestartRuleOnExitCodes, 'Condition on the container\'s exit code.'),
});
export interface ContainerRestartRule extends TypeOf<typeof ContainerRestartRule> {}

export const Container = message('core.v1.Container', 'One container to be run as part of a pod.', {
  name: field(1, string, 'DNS label naming the container, unique within the pod and never changed.', { required: true, presence: 'always' }),
  image: field(2, string, 'Image to run, given as a registry reference.'),
  command: field(3, list(string),
    'Program to run in place of the image\'s entrypoint; $(VAR) references are expanded, no shell involved.',
    { list: 'atomic' }),
  args: field(4, list(string), 'Arguments for the entrypoint, replacing the image\'s CMD; $(VAR) references are expanded.', { list: 'atomic' }),
  workingDir: field(5, string, 'Directory the process starts in; the runtime or image decides when unset.'),
  ports: field(6, list(ContainerPort),
    'Ports the container serves on; mostly informational, as unlisted ports stay reachable.',
    { list: 'map', keys: ['containerPort', 'protocol'], patch: 'merge', mergeKey: 'containerPort' }),
  envFrom: field(19, list(EnvFromSource),
    'Sources whose entries all become environment variables; later sources and env win on conflicts.',
    { list: 'atomic' }),
  env: field(7, list(EnvVar), 'Environment variables to set in the container.', { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  resources: field(8, ResourceRequirements, 'Compute resources the container requests and the limits it is held to.', { presence: 'always' }),
  resizePolicy: field(23, list(ContainerResizePolicy),
    'Whether changing a given resource in place requires a restart of the container.',
    { list: 'atomic' }),
  restartPolicy: field(24, string,
    'Container\'s own restart behaviour, overriding the pod\'s; Always on an init container makes it a sidecar.',
    { presence: 'explicit' }),
  restartPolicyRules: field(25, list(ContainerRestartRule),
    'Rules tried in order upon exit, the first match deciding; at most 20, and restartPolicy required.',
    { list: 'atomic' }),
  volumeMounts: field(9, list(VolumeMount),
    'Pod volumes to mount into the container\'s filesystem.',
    { list: 'map', keys: ['mountPath'], patch: 'merge', mergeKey: 'mountPath' }),
  volumeDevices: field(21, list(VolumeDevice),
    'Raw block devices made available to the container.',
    { list: 'map', keys: ['devicePath'], patch: 'merge', mergeKey: 'devicePath' }),
  livenessProbe: field(10, Probe, 'Periodic check whose failure makes the kubelet restart the container.'),
  readinessProbe: field(11, Probe, 'Periodic check whose failure takes the pod out of service endpoints.'),
  startupProbe: field(22, Probe, 'Check that must succeed before the other probes begin; failure restarts the container.'),
  lifecycle: field(12, Lifecycle, 'Actions the kubelet runs after the container starts and before it stops.'),
  terminationMessagePath: field(13, string, 'File in the container whose contents become the exit message; /dev/termination-log when unset.'),
  terminationMessagePolicy: field(20, string,
    'Where the exit message comes from: the message file, or the log tail upon errors.',
    { enum: ['File', 'FallbackToLogsOnError'] }),
  imagePullPolicy: field(14, string,
    'When to pull the image; Always if its tag is latest or absent, else IfNotPresent.',
    { enum: ['Always', 'Never', 'IfNotPresent'] }),
  securityContext: field(15, SecurityContext, 'Security settings for this container, overriding the pod-wide ones where both exist.'),
  stdin: field(16, bool, 'Keeps a standard input buffer open for the container; without it, reads hit end of file.'),
  stdinOnce: field(17, bool, 'Closes standard input for good after the first attached client disconnects.'),
  tty: field(18, bool, 'Allocates a terminal for the container; needs stdin to be true.'),
});
export interface Container extends TypeOf<typeof Container> {}

export const EphemeralContainer = message('core.v1.EphemeralContainer', 'Temporary container added to a running pod for debugging; it is neither restarted nor guaranteed resources.', {
  name: field('1/1', string, 'DNS label naming the container, unique among all containers of the pod.', { required: true, presence: 'always' }),
  image: field('1/2', string, 'Image to run, given as a registry reference.'),
  command: field('1/3', list(string),
    'Program to run in place of the image\'s entrypoint; $(VAR) references are expanded, no shell involved.',
    { list: 'atomic' }),
  args: field('1/4', list(string), 'Arguments for the entrypoint, replacing the image\'s CMD; $(VAR) references are expanded.', { list: 'atomic' }),
  workingDir: field('1/5', string, 'Directory the process starts in; the runtime or image decides when unset.'),
  ports: field('1/6', list(ContainerPort),
    'Network ports; not permitted on ephemeral containers.',
    { list: 'map', keys: ['containerPort', 'protocol'], patch: 'merge', mergeKey: 'containerPort' }),
  envFrom: field('1/19', list(EnvFromSource),
    'Sources whose entries all become environment variables; later sources and env win on conflicts.',
    { list: 'atomic' }),
  env: field('1/7', list(EnvVar),
    'Environment variables to set in the ephemeral container.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  resources: field('1/8', ResourceRequirements,
    'Resource requirements; not permitted, as the container uses what the pod has to spare.',
    { presence: 'always' }),
  resizePolicy: field('1/23', list(ContainerResizePolicy),
    'In-place resize behaviour per resource; not permitted on ephemeral containers.',
    { list: 'atomic' }),
  restartPolicy: field('1/24', string, 'Restart behaviour of the container; not permitted on ephemeral containers.', { presence: 'explicit' }),
  restartPolicyRules: field('1/25', list(ContainerRestartRule),
    'Exit-code restart rules; not permitted on ephemeral containers.',
    { list: 'atomic' }),
  volumeMounts: field('1/9', list(VolumeMount),
    'Pod volumes to mount into the container; subpath mounts are not permitted here.',
    { list: 'map', keys: ['mountPath'], patch: 'merge', mergeKey: 'mountPath' }),
  volumeDevices: field('1/21', list(VolumeDevice),
    'Raw block devices made available to the container.',
    { list: 'map', keys: ['devicePath'], patch: 'merge', mergeKey: 'devicePath' }),
  livenessProbe: field('1/10', Probe, 'Liveness check; not permitted on ephemeral containers.'),
  readinessProbe: field('1/11', Probe, 'Readiness check; not permitted on ephemeral containers.'),
  startupProbe: field('1/22', Probe, 'Startup check; not permitted on ephemeral containers.'),
  lifecycle: field('1/12', Lifecycle, 'Lifecycle hooks; not permitted on ephemeral containers.'),
  terminationMessagePath: field('1/13', string, 'File in the container whose contents become the exit message; /dev/termination-log when unset.'),
  terminationMessagePolicy: field('1/20', string, 'Where the exit message comes from: the message file, or the log tail upon errors.'),
  imagePullPolicy: field('1/14', string, 'When to pull the image; Always if its tag is latest or absent, else IfNotPresent.'),
  securityContext: field('1/15', SecurityContext, 'Security settings for this container, overriding the pod-wide ones where both exist.'),
  stdin: field('1/16', bool, 'Keeps a standard input buffer open for the container; without it, reads hit end of file.'),
  stdinOnce: field('1/17', bool, 'Closes standard input for good after the first attached client disconnects.'),
  tty: field('1/18', bool, 'Allocates a terminal for the container; needs stdin to be true.'),
  targetContainerName: field(2, string, 'Container of the pod whose namespaces this one joins; the pod\'s own settings apply when unset.'),
});
export interface EphemeralContainer extends TypeOf<typeof EphemeralContainer> {}
