import { bool, field, int32, int64, kind, kindList, list, map, message, quantity, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { Taint } from './scheduling.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const AttachedVolume = message('core.v1.AttachedVolume', 'One volume currently attached to a node.', {
  name: field(1, string, 'Unique name of the attached volume.', { required: true, presence: 'always' }),
  devicePath: field(2, string, 'Device path through which the node reaches the volume.', { required: true, presence: 'always' }),
});
export interface AttachedVolume extends TypeOf<typeof AttachedVolume> {}

export const ConfigMapNodeConfigSource = message('core.v1.ConfigMapNodeConfigSource', 'Points at a config map with kubelet settings; a leftover of the removed dynamic configuration feature.', {
  namespace: field(1, string, 'Namespace of the referenced config map; always required.', { required: true, presence: 'always' }),
  name: field(2, string, 'Name of the referenced config map; always required.', { required: true, presence: 'always' }),
  uid: field(3, string, 'UID of the config map; barred in a node\'s spec and required in its status.'),
  resourceVersion: field(4, string, 'Version of the config map in use; barred in a node\'s spec and required in its status.'),
  kubeletConfigKey: field(5, string,
    'Key of the entry holding the kubelet\'s configuration; always required.',
    { required: true, presence: 'always' }),
});
export interface ConfigMapNodeConfigSource extends TypeOf<typeof ConfigMapNodeConfigSource> {}

export const ContainerImage = message('core.v1.ContainerImage', 'One container image stored on a node.', {
  names: field(1, list(string), 'All known names of the image, both tags and digests.', { presence: 'explicit', list: 'atomic' }),
  sizeBytes: field(2, int64, 'Size of the image in bytes.'),
});
export interface ContainerImage extends TypeOf<typeof ContainerImage> {}

export const DaemonEndpoint = message('core.v1.DaemonEndpoint', 'Network endpoint of a daemon on a node.', {
  Port: field(1, int32, 'Port number the daemon listens on.', { required: true, presence: 'always' }),
});
export interface DaemonEndpoint extends TypeOf<typeof DaemonEndpoint> {}

export const NodeAddress = message('core.v1.NodeAddress', 'One address at which a node can be reached.', {
  type: field(1, string, 'Kind of address: Hostname, InternalIP, ExternalIP, InternalDNS or ExternalDNS.', { required: true, presence: 'always' }),
  address: field(2, string, 'The IP address or host name itself.', { required: true, presence: 'always' }),
});
export interface NodeAddress extends TypeOf<typeof NodeAddress> {}

export const NodeCondition = message('core.v1.NodeCondition', 'One health observation about a node.', {
  type: field(1, string,
    'Aspect being reported, such as Ready, MemoryPressure, DiskPressure or PIDPressure.',
    { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastHeartbeatTime: field(3, time, 'When the kubelet most recently refreshed this condition.'),
  lastTransitionTime: field(4, time, 'When the condition last switched to a different status.'),
  reason: field(5, string, 'Short machine-readable cause of the latest status change.'),
  message: field(6, string, 'Human-readable details about the latest status change.'),
});
export interface NodeCondition extends TypeOf<typeof NodeCondition> {}

export const NodeConfigSource = message('core.v1.NodeConfigSource', 'Obsolete pointer to dynamic kubelet configuration, no longer acted upon.', {
  configMap: field(2, ConfigMapNodeConfigSource, 'ConfigMap that held the kubelet configuration for the node.'),
});
export interface NodeConfigSource extends TypeOf<typeof NodeConfigSource> {}

export const NodeConfigStatus = message('core.v1.NodeConfigStatus', 'Obsolete report on dynamically assigned kubelet configuration.', {
  assigned: field(1, NodeConfigSource, 'Configuration the node was told to switch to and had saved locally.'),
  active: field(2, NodeConfigSource, 'Configuration the kubelet was actually running with.'),
  lastKnownGood: field(3, NodeConfigSource, 'Configuration used as the fallback when the assigned one failed.'),
  error: field(4, string, 'Problem met while applying the assigned configuration; empty when there was none.'),
});
export interface NodeConfigStatus extends TypeOf<typeof NodeConfigStatus> {}

export const NodeDaemonEndpoints = message('core.v1.NodeDaemonEndpoints', 'Ports on which node-level daemons listen.', {
  kubeletEndpoint: field(1, DaemonEndpoint, 'Where the kubelet\'s own server listens on this node.', { presence: 'always' }),
});
export interface NodeDaemonEndpoints extends TypeOf<typeof NodeDaemonEndpoints> {}

export const NodeFeatures = message('core.v1.NodeFeatures', 'Optional capabilities offered by the node\'s container runtime as a whole.', {
  supplementalGroupsPolicy: field(1, bool, 'True when the runtime honours the pod\'s supplementalGroupsPolicy setting.', { presence: 'explicit' }),
});
export interface NodeFeatures extends TypeOf<typeof NodeFeatures> {}

export const NodeRuntimeHandlerFeatures = message('core.v1.NodeRuntimeHandlerFeatures', 'Capabilities of a single runtime handler.', {
  recursiveReadOnlyMounts: field(1, bool, 'True when the handler can make mounts read-only including nested submounts.', { presence: 'explicit' }),
  userNamespaces: field(2, bool, 'True when the handler can run pods in user namespaces.', { presence: 'explicit' }),
});
export interface NodeRuntimeHandlerFeatures extends TypeOf<typeof NodeRuntimeHandlerFeatures> {}

export const NodeRuntimeHandler = message('core.v1.NodeRuntimeHandler', 'One runtime handler configured on the node and what it can do.', {
  name: field(1, string, 'Handler name; empty stands for the runtime\'s default handler.', { presence: 'always' }),
  features: field(2, NodeRuntimeHandlerFeatures, 'Optional capabilities that this particular handler supports.'),
});
export interface NodeRuntimeHandler extends TypeOf<typeof NodeRuntimeHandler> {}

export const NodeSpec = message('core.v1.NodeSpec', 'Administrator- and controller-supplied configuration of a node.', {
  podCIDR: field(1, string, 'Address range from which the node\'s pods receive their IPs.'),
  podCIDRs: field(7, list(string),
    'Pod address ranges of the node, at most one per IP family; the first equals podCIDR.',
    { list: 'set', patch: 'merge' }),
  providerID: field(3, string, 'Cloud provider\'s identifier for the machine, as provider-name://instance-id.'),
  unschedulable: field(4, bool, 'True keeps new pods off the node; pods already there are unaffected.'),
  taints: field(5, list(Taint), 'Marks that repel pods lacking a matching toleration.', { list: 'atomic' }),
  configSource: field(6, NodeConfigSource, 'Obsolete dynamic kubelet configuration source; the kubelet ignores it.'),
  externalID: field(2, string, 'Obsolete external identifier; older kubelets may still set it.'),
});
export interface NodeSpec extends TypeOf<typeof NodeSpec> {}

export const NodeSwapStatus = message('core.v1.NodeSwapStatus', 'Information about swap space on a node.', {
  capacity: field(1, int64, 'Total swap memory of the node, in bytes.', { presence: 'explicit' }),
});
export interface NodeSwapStatus extends TypeOf<typeof NodeSwapStatus> {}

export const NodeSystemInfo = message('core.v1.NodeSystemInfo', 'Identifiers and software versions that describe a node\'s machine.', {
  machineID: field(1, string, 'Unique machine identifier, usually read from /etc/machine-id.', { required: true, presence: 'always' }),
  systemUUID: field(2, string, 'Hardware UUID reported by the machine\'s firmware.', { required: true, presence: 'always' }),
  bootID: field(3, string, 'Identifier that changes every time the machine boots.', { required: true, presence: 'always' }),
  kernelVersion: field(4, string, 'Version of the running kernel, as printed by uname -r.', { required: true, presence: 'always' }),
  osImage: field(5, string, 'Name of the operating system distribution, taken from /etc/os-release.', { required: true, presence: 'always' }),
  containerRuntimeVersion: field(6, string, 'Container runtime and its version, as runtime://version.', { required: true, presence: 'always' }),
  kubeletVersion: field(7, string, 'Version of the kubelet running on the node.', { required: true, presence: 'always' }),
  kubeProxyVersion: field(8, string, 'Obsolete; formerly the version of kube-proxy on the node.', { required: true, presence: 'always' }),
  operatingSystem: field(9, string, 'Operating system family of the node, such as linux or windows.', { required: true, presence: 'always' }),
  architecture: field(10, string, 'Processor architecture of the node, such as amd64 or arm64.', { required: true, presence: 'always' }),
  swap: field(11, NodeSwapStatus, 'Details about the swap space of the node.'),
});
export interface NodeSystemInfo extends TypeOf<typeof NodeSystemInfo> {}

export const NodeStatus = message('core.v1.NodeStatus', 'What is currently known about a node and its resources.', {
  capacity: field(1, map(quantity), 'Total resources of the machine, keyed by resource name.'),
  allocatable: field(2, map(quantity), 'Resources left for pods after system reservations; same as capacity by default.'),
  phase: field(3, string, 'Obsolete lifecycle stage of the node; no longer filled in.', { enum: ['Pending', 'Running', 'Terminated'] }),
  conditions: field(4, list(NodeCondition),
    'Latest health observations, including whether the node is Ready.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
  addresses: field(5, list(NodeAddress),
    'Host names and IP addresses at which the node can be reached.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
  daemonEndpoints: field(6, NodeDaemonEndpoints, 'Ports of the daemons running on the node.', { presence: 'always' }),
  nodeInfo: field(7, NodeSystemInfo, 'Identity and software versions of the machine.', { presence: 'always' }),
  images: field(8, list(ContainerImage), 'Container images already present on the node.', { list: 'atomic' }),
  volumesInUse: field(9, list(string), 'Attachable volumes currently mounted, or still in use, on the node.', { list: 'atomic' }),
  volumesAttached: field(10, list(AttachedVolume), 'Volumes that the attach controller has connected to the node.', { list: 'atomic' }),
  config: field(11, NodeConfigStatus, 'Obsolete status of dynamically assigned kubelet configuration.'),
  runtimeHandlers: field(12, list(NodeRuntimeHandler), 'Runtime handlers available on the node, with their capabilities.', { list: 'atomic' }),
  features: field(13, NodeFeatures, 'Capabilities implemented by the container runtime of the node.'),
  declaredFeatures: field(14, list(string),
    'Feature-gated kubelet abilities the node advertises for scheduling and admission decisions.',
    { list: 'atomic' }),
});
export interface NodeStatus extends TypeOf<typeof NodeStatus> {}

export const Node = kind('core.v1.Node', { group: '', version: 'v1', kind: 'Node' }, 'A worker machine on which the cluster can run pods.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the node.', { presence: 'always' }),
  spec: field(2, NodeSpec, 'The wanted configuration of the node.', { presence: 'always' }),
  status: field(3, NodeStatus, 'State of the node as last reported, mostly by its kubelet.', { presence: 'always' }),
});
export interface Node extends TypeOf<typeof Node> {}

export const NodeList = kindList('core.v1.NodeList', Node, ListMeta, 'A list of Node objects.');
export interface NodeList extends TypeOf<typeof NodeList> {}
