import { bool, field, int32, int64, list, map, message, quantity, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ResourceRequirements } from './container.js';

export const ContainerExtendedResourceRequest = message('core.v1.ContainerExtendedResourceRequest', 'Ties a container\'s extended resource to the device request made on its behalf.', {
  containerName: field(1, string, 'Name of the container that asked for the resource.', { required: true, presence: 'always' }),
  resourceName: field(2, string, 'Extended resource, as named in the container\'s requests.', { required: true, presence: 'always' }),
  requestName: field(3, string,
    'Request in the generated resource claim that satisfies the extended resource.',
    { required: true, presence: 'always' }),
});
export interface ContainerExtendedResourceRequest extends TypeOf<typeof ContainerExtendedResourceRequest> {}

export const ContainerStateWaiting = message('core.v1.ContainerStateWaiting', 'Details of a container that has not started yet.', {
  reason: field(1, string, 'Short code for the wait, such as ContainerCreating or CrashLoopBackOff.'),
  message: field(2, string, 'Readable explanation of why the container is waiting.'),
});
export interface ContainerStateWaiting extends TypeOf<typeof ContainerStateWaiting> {}

export const ContainerStateRunning = message('core.v1.ContainerStateRunning', 'Details of a container that is running.', {
  startedAt: field(1, time, 'When the container was last started or restarted.'),
});
export interface ContainerStateRunning extends TypeOf<typeof ContainerStateRunning> {}

export const ContainerStateTerminated = message('core.v1.ContainerStateTerminated', 'Details of a container that has ended.', {
  exitCode: field(1, int32, 'Exit code of the container\'s last run.', { required: true, presence: 'always' }),
  signal: field(2, int32, 'Number of the signal that ended the container, if any.'),
  reason: field(3, string, 'Short code for why the container ended, such as Completed, Error or OOMKilled.'),
  message: field(4, string, 'Text about the termination, for example from the container\'s message file.'),
  startedAt: field(5, time, 'When the ended run began.'),
  finishedAt: field(6, time, 'When the run came to its end.'),
  containerID: field(7, string, 'Identifier of the ended container, written type://id.'),
});
export interface ContainerStateTerminated extends TypeOf<typeof ContainerStateTerminated> {}

export const ContainerState = message('core.v1.ContainerState', 'State of a container; at most one member is set, and none means waiting.', {
  waiting: field(1, ContainerStateWaiting, 'Set while the container has yet to start or restart.'),
  running: field(2, ContainerStateRunning, 'Set while the container\'s process is running.'),
  terminated: field(3, ContainerStateTerminated, 'Set once the container\'s process has ended.'),
});
export interface ContainerState extends TypeOf<typeof ContainerState> {}

export const ImageVolumeStatus = message('core.v1.ImageVolumeStatus', 'What is known about a mounted image volume.', {
  imageRef: field(1, string, 'Digest-based reference of the image that was mounted.', { required: true }),
});
export interface ImageVolumeStatus extends TypeOf<typeof ImageVolumeStatus> {}

export const VolumeStatus = message('core.v1.VolumeStatus', 'Details about a mounted volume, depending on its kind.', {
  image: field(1, ImageVolumeStatus, 'Details of a mounted image volume.'),
});
export interface VolumeStatus extends TypeOf<typeof VolumeStatus> {}

export const VolumeMountStatus = message('core.v1.VolumeMountStatus', 'How a volume mount turned out in a running container.', {
  name: field(1, string, 'Name of the matching entry in the container\'s volume mounts.', { required: true, presence: 'always' }),
  mountPath: field(2, string, 'Path inside the container of the matching volume mount.', { required: true, presence: 'always' }),
  readOnly: field(3, bool, 'Whether the volume was mounted without write access.'),
  recursiveReadOnly: field(4, string, 'Whether submounts are read-only: Disabled, Enabled, or unset for writable mounts.', { presence: 'explicit' }),
  volumeStatus: field(5, VolumeStatus, 'Further details that depend on the kind of volume.'),
});
export interface VolumeMountStatus extends TypeOf<typeof VolumeMountStatus> {}

export const LinuxContainerUser = message('core.v1.LinuxContainerUser', 'Numeric user and group identity of a Linux container\'s first process.', {
  uid: field(1, int64, 'Primary user ID the process started with.', { required: true, presence: 'always' }),
  gid: field(2, int64, 'Primary group ID the process started with.', { required: true, presence: 'always' }),
  supplementalGroups: field(3, list(int64), 'Additional group IDs the process started with.', { list: 'atomic' }),
});
export interface LinuxContainerUser extends TypeOf<typeof LinuxContainerUser> {}

export const ContainerUser = message('core.v1.ContainerUser', 'User identity under which a container\'s first process was started.', {
  linux: field(1, LinuxContainerUser, 'Numeric identity on Linux; absent on other systems.'),
});
export interface ContainerUser extends TypeOf<typeof ContainerUser> {}

export const ResourceHealth = message('core.v1.ResourceHealth', 'Health of one device or other resource in use by a container.', {
  resourceID: field(1, string, 'Unique identifier of the resource on its node.', { required: true, presence: 'always' }),
  health: field(2, string, 'Either Healthy, Unhealthy or Unknown, as told by the resource\'s driver.'),
  message: field(6, string, 'Human-readable details about the health; may be absent.', { presence: 'explicit' }),
});
export interface ResourceHealth extends TypeOf<typeof ResourceHealth> {}

export const ResourceStatus = message('core.v1.ResourceStatus', 'Health of the resources a container received under one name.', {
  name: field(1, string, 'Resource name, or claim:claim-name/request for dynamically allocated resources.', { required: true, presence: 'always' }),
  resources: field(2, list(ResourceHealth), 'Health of each single resource with a unique identifier.', { list: 'map', keys: ['resourceID'] }),
});
export interface ResourceStatus extends TypeOf<typeof ResourceStatus> {}

export const ContainerStatus = message('core.v1.ContainerStatus', 'Current condition of one container in a pod.', {
  name: field(1, string, 'Name of the container this entry is about, fixed for its lifetime.', { required: true, presence: 'always' }),
  state: field(2, ContainerState, 'What the container is doing now.', { presence: 'always' }),
  lastState: field(3, ContainerState, 'How the previous run ended; empty if the container was never restarted.', { presence: 'always' }),
  ready: field(4, bool, 'Whether the container passes its readiness check and so may receive traffic.', { required: true, presence: 'always' }),
  restartCount: field(5, int32,
    'How many times the container was restarted; may shrink when old containers are cleaned up.',
    { required: true, presence: 'always' }),
  image: field(6, string, 'Image the container runs; the runtime may resolve it to a differing name.', { required: true, presence: 'always' }),
  imageID: field(7, string, 'Identifier of the running image, possibly unlike the one in the pod\'s spec.', { required: true, presence: 'always' }),
  containerID: field(8, string, 'Identifier of the container at its runtime, written type://id.'),
  started: field(9, bool, 'True once the container runs, its post-start hook finished and its startup probe succeeded.', { presence: 'explicit' }),
  allocatedResources: field(10, map(quantity), 'Resources the node has set aside for the container after admission or a resize.'),
  resources: field(11, ResourceRequirements, 'Requests and limits actually in force on the running container.'),
  volumeMounts: field(12, list(VolumeMountStatus),
    'Volume mounts of the container, with the read-only mode that took effect.',
    { list: 'map', keys: ['mountPath'], patch: 'merge', mergeKey: 'mountPath' }),
  user: field(13, ContainerUser, 'User identity given to the container\'s first process at start.'),
  allocatedResourcesStatus: field(14, list(ResourceStatus),
    'Health of the devices and other resources given to the container.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  stopSignal: field(15, string,
    'Signal that will be sent to stop the container.',
    { presence: 'explicit', enum: ['SIGABRT', 'SIGALRM', 'SIGBUS', 'SIGCHLD', 'SIGCLD', 'SIGCONT', 'SIGFPE', 'SIGHUP', 'SIGILL', 'SIGINT', 'SIGIO', 'SIGIOT', 'SIGKILL', 'SIGPIPE', 'SIGPOLL', 'SIGPROF', 'SIGPWR', 'SIGQUIT', 'SIGSEGV', 'SIGSTKFLT', 'SIGSTOP', 'SIGSYS', 'SIGTERM', 'SIGTRAP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGUSR1', 'SIGUSR2', 'SIGVTALRM', 'SIGWINCH', 'SIGXCPU', 'SIGXFSZ', 'SIGRTMIN', 'SIGRTMIN+1', 'SIGRTMIN+2', 'SIGRTMIN+3', 'SIGRTMIN+4', 'SIGRTMIN+5', 'SIGRTMIN+6', 'SIGRTMIN+7', 'SIGRTMIN+8', 'SIGRTMIN+9', 'SIGRTMIN+10', 'SIGRTMIN+11', 'SIGRTMIN+12', 'SIGRTMIN+13', 'SIGRTMIN+14', 'SIGRTMIN+15', 'SIGRTMAX-14', 'SIGRTMAX-13', 'SIGRTMAX-12', 'SIGRTMAX-11', 'SIGRTMAX-10', 'SIGRTMAX-9', 'SIGRTMAX-8', 'SIGRTMAX-7', 'SIGRTMAX-6', 'SIGRTMAX-5', 'SIGRTMAX-4', 'SIGRTMAX-3', 'SIGRTMAX-2', 'SIGRTMAX-1', 'SIGRTMAX'] }),
});
export interface ContainerStatus extends TypeOf<typeof ContainerStatus> {}

export const HostIP = message('core.v1.HostIP', 'One IP address of the node running a pod.', {
  ip: field(1, string, 'The address itself, as assigned to the node.', { required: true, presence: 'always' }),
});
export interface HostIP extends TypeOf<typeof HostIP> {}

export const NodeAllocatableResourceClaimStatus = message('core.v1.NodeAllocatableResourceClaimStatus', 'Node-allocatable resources, such as CPU or memory, that a pod obtains through a resource claim.', {
  resourceClaimName: field(1, string,
    'Name of the ResourceClaim supplying the resources, in the pod\'s namespace.',
    { required: true, presence: 'always' }),
  containers: field(2, list(string), 'Names of the pod\'s containers that use this claim.', { list: 'set' }),
  resources: field(3, map(quantity), 'Amount allocated through the claim, keyed by node-allocatable resource name.', { required: true }),
});
export interface NodeAllocatableResourceClaimStatus extends TypeOf<typeof NodeAllocatableResourceClaimStatus> {}

export const PodCondition = message('core.v1.PodCondition', 'One observation about how far a pod has progressed.', {
  type: field(1, string,
    'Aspect being reported, such as PodScheduled, Initialized, ContainersReady or Ready.',
    { required: true, presence: 'always' }),
  observedGeneration: field(7, int64, 'The pod\'s metadata.generation on which this condition was based.'),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastProbeTime: field(3, time, 'When the condition was most recently checked.'),
  lastTransitionTime: field(4, time, 'When the condition last switched to a different status.'),
  reason: field(5, string, 'Short CamelCase cause of the latest status change.'),
  message: field(6, string, 'Human-readable details about the latest status change.'),
});
export interface PodCondition extends TypeOf<typeof PodCondition> {}

export const PodExtendedResourceClaimStatus = message('core.v1.PodExtendedResourceClaimStatus', 'Tells which generated resource claim serves the pod\'s extended resource requests.', {
  requestMappings: field(1, list(ContainerExtendedResourceRequest),
    'Links each container\'s extended resource to a request within the claim.',
    { required: true, list: 'atomic' }),
  resourceClaimName: field(2, string, 'Name of the ResourceClaim generated for the pod, in its namespace.', { required: true, presence: 'always' }),
});
export interface PodExtendedResourceClaimStatus extends TypeOf<typeof PodExtendedResourceClaimStatus> {}

export const PodIP = message('core.v1.PodIP', 'One IP address assigned to a pod.', {
  ip: field(1, string, 'The address in IPv4 or IPv6 notation.', { required: true, presence: 'always' }),
});
export interface PodIP extends TypeOf<typeof PodIP> {}

export const PodResourceClaimStatus = message('core.v1.PodResourceClaimStatus', 'Links an entry of the pod\'s resourceClaims to the generated claim.', {
  name: field(1, string, 'Entry of spec.resourceClaims that this status belongs to.', { required: true, presence: 'always' }),
  resourceClaimName: field(2, string,
    'Generated ResourceClaim\'s name; unset when generation turned out to be unnecessary.',
    { presence: 'explicit' }),
});
export interface PodResourceClaimStatus extends TypeOf<typeof PodResourceClaimStatus> {}

export const PodStatus = message('core.v1.PodStatus', 'What is currently known about a pod and its containers.', {
  observedGeneration: field(17, int64, 'The pod\'s metadata.generation that this status takes into account.'),
  phase: field(1, string, 'Coarse summary of where the pod stands in its life.', { enum: ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] }),
  conditions: field(2, list(PodCondition),
    'Detailed observations about the pod\'s progress, such as readiness.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
  message: field(3, string, 'Human-readable explanation of the pod\'s present state.'),
  reason: field(4, string, 'Short CamelCase cause of the present state, such as Evicted.'),
  nominatedNodeName: field(11, string, 'Node where room is being made for the pod; it may still land elsewhere.'),
  hostIP: field(5, string, 'Address of the node the pod was assigned to; empty before that.'),
  hostIPs: field(16, list(HostIP),
    'All addresses of the pod\'s node, at most one per IP family; the first equals hostIP.',
    { list: 'atomic', patch: 'merge', mergeKey: 'ip' }),
  podIP: field(6, string, 'Primary pod address, reachable within the cluster; empty until allocated.'),
  podIPs: field(12, list(PodIP),
    'All pod addresses, at most one per IP family; the first equals podIP.',
    { list: 'map', keys: ['ip'], patch: 'merge', mergeKey: 'ip' }),
  startTime: field(7, time, 'When the kubelet accepted the pod, before any image was pulled.'),
  initContainerStatuses: field(10, list(ContainerStatus), 'State of each init container in the pod.', { list: 'atomic' }),
  containerStatuses: field(8, list(ContainerStatus), 'State of each main container in the pod.', { list: 'atomic' }),
  qosClass: field(9, string,
    'Quality of service derived from the requests and limits of the containers.',
    { enum: ['Guaranteed', 'Burstable', 'BestEffort'] }),
  ephemeralContainerStatuses: field(13, list(ContainerStatus), 'State of each ephemeral container added to the pod.', { list: 'atomic' }),
  resize: field(14, string, 'Deprecated progress of an in-place resize; superseded by pod conditions.'),
  resourceClaimStatuses: field(15, list(PodResourceClaimStatus),
    'Which actual claim serves each entry of spec.resourceClaims.',
    { list: 'map', keys: ['name'], patch: 'merge,retainKeys', mergeKey: 'name' }),
  extendedResourceClaimStatus: field(18, PodExtendedResourceClaimStatus,
    'The claim generated to satisfy extended resources through dynamic allocation.'),
  allocatedResources: field(19, map(quantity), 'Total requests granted to the pod by the node.'),
  resources: field(20, ResourceRequirements, 'Pod-level requests and limits actually in force.'),
  nodeAllocatableResourceClaimStatuses: field(21, list(NodeAllocatableResourceClaimStatus),
    'Node-allocatable resources, such as CPU, that the pod obtained through resource claims.',
    { list: 'atomic' }),
});
export interface PodStatus extends TypeOf<typeof PodStatus> {}
