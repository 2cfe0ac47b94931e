import { bool, field, int32, int64, list, map, message, quantity, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { Container, EphemeralContainer, ResourceRequirements } from './container.js';
import { LocalObjectReference } from './reference.js';
import { Affinity, Toleration, TopologySpreadConstraint } from './scheduling.js';
import { PodSecurityContext } from './security-context.js';
import { Volume } from './volume.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const HostAlias = message('core.v1.HostAlias', 'Maps an IP address to host names in the pod\'s hosts file.', {
  ip: field(1, string, 'IP address of the hosts file entry.', { required: true, presence: 'always' }),
  hostnames: field(2, list(string), 'Host names that resolve to the address.', { list: 'atomic' }),
});
export interface HostAlias extends TypeOf<typeof HostAlias> {}

export const PodDNSConfigOption = message('core.v1.PodDNSConfigOption', 'A single resolver option for a pod.', {
  name: field(1, string, 'Option name, such as ndots; must be given.'),
  value: field(2, string, 'Option value, omitted for options that are plain flags.', { presence: 'explicit' }),
});
export interface PodDNSConfigOption extends TypeOf<typeof PodDNSConfigOption> {}

export const PodDNSConfig = message('core.v1.PodDNSConfig', 'DNS settings added to those generated from the pod\'s dnsPolicy.', {
  nameservers: field(1, list(string), 'DNS server addresses appended to the policy\'s own, with duplicates dropped.', { list: 'atomic' }),
  searches: field(2, list(string), 'Search domains appended to the policy\'s own, with duplicates dropped.', { list: 'atomic' }),
  options: field(3, list(PodDNSConfigOption), 'Resolver options merged with the policy\'s own; entries here take precedence.', { list: 'atomic' }),
});
export interface PodDNSConfig extends TypeOf<typeof PodDNSConfig> {}

export const PodOS = message('core.v1.PodOS', 'Operating system a pod is made for.', {
  name: field(1, string, 'Either linux or windows; kubelets of a different system refuse the pod.', { required: true, presence: 'always' }),
});
export interface PodOS extends TypeOf<typeof PodOS> {}

export const PodReadinessGate = message('core.v1.PodReadinessGate', 'An additional condition that a pod must meet to count as ready.', {
  conditionType: field(1, string, 'Pod condition type whose status has to be True.', { required: true, presence: 'always' }),
});
export interface PodReadinessGate extends TypeOf<typeof PodReadinessGate> {}

export const PodResourceClaim = message('core.v1.PodResourceClaim', 'Gives a pod access to dynamically allocated resources through a claim.', {
  name: field(1, string, 'Name by which the pod\'s containers refer to this claim; unique in the pod.', { required: true, presence: 'always' }),
  resourceClaimName: field(3, string,
    'Existing ResourceClaim in the pod\'s namespace; excludes resourceClaimTemplateName.',
    { presence: 'explicit' }),
  resourceClaimTemplateName: field(4, string,
    'Template from which a claim is made for this pod alone; excludes resourceClaimName.',
    { presence: 'explicit' }),
});
export interface PodResourceClaim extends TypeOf<typeof PodResourceClaim> {}

export const PodSchedulingGate = message('core.v1.PodSchedulingGate', 'A named hold that delays the scheduling of a pod.', {
  name: field(1, string, 'Name of the gate; must be unique within the pod.', { required: true, presence: 'always' }),
});
export interface PodSchedulingGate extends TypeOf<typeof PodSchedulingGate> {}

export const PodSchedulingGroup = message('core.v1.PodSchedulingGroup', 'Names the group together with which a pod gets scheduled.', {
  podGroupName: field(1, string, 'PodGroup in the pod\'s own namespace that the pod belongs to.', { presence: 'explicit' }),
}, { unions: [{ fields: { podGroupName: 'PodGroupName' } }] });
export interface PodSchedulingGroup extends TypeOf<typeof PodSchedulingGroup> {}

export const PodSpec = message('core.v1.PodSpec', 'Full description of a pod\'s containers, volumes, placement and behaviour.', {
  volumes: field(1, list(Volume),
    'Volumes that containers of the pod may mount.',
    { list: 'map', keys: ['name'], patch: 'merge,retainKeys', mergeKey: 'name' }),
  initContainers: field(20, list(Container),
    'Containers run in order before the main ones; each must succeed, or start if a sidecar.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  containers: field(2, list(Container),
    'Main containers of the pod; at least one, and none may be added or removed later.',
    { required: true, list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  ephemeralContainers: field(34, list(EphemeralContainer),
    'Temporary debugging containers, added only through the ephemeralcontainers subresource.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  restartPolicy: field(3, string, 'Whether ended containers are started again; Always when unset.', { enum: ['Always', 'OnFailure', 'Never'] }),
  terminationGracePeriodSeconds: field(4, int64,
    'Seconds between the stop signal and forced kill; 30 when unset, 0 kills at once.',
    { presence: 'explicit' }),
  activeDeadlineSeconds: field(5, int64,
    'Seconds the pod may be active on its node before being failed; must be positive.',
    { presence: 'explicit' }),
  dnsPolicy: field(6, string,
    'How the pod\'s resolver is configured; ClusterFirst when unset.',
    { enum: ['ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'] }),
  nodeSelector: field(7, map(string), 'Labels that a node must carry for the pod to run there.', { map: 'atomic' }),
  serviceAccountName: field(8, string, 'ServiceAccount whose identity the pod runs under; default when unset.'),
  serviceAccount: field(9, string, 'Old alias of serviceAccountName; use that field instead.'),
  automountServiceAccountToken: field(21, bool, 'Whether an API token of the service account is mounted into containers.', { presence: 'explicit' }),
  nodeName: field(10, string, 'Node the pod is assigned to; empty until the scheduler picks one.'),
  hostNetwork: field(11, bool, 'True puts the pod in the node\'s network namespace; false when unset.'),
  hostPID: field(12, bool, 'True lets containers see the node\'s processes; false when unset.'),
  hostIPC: field(13, bool, 'True puts containers in the node\'s IPC namespace; false when unset.'),
  shareProcessNamespace: field(27, bool, 'True lets the pod\'s containers see each other\'s processes; excludes hostPID.', { presence: 'explicit' }),
  securityContext: field(14, PodSecurityContext, 'Security settings for the pod and defaults for its containers.'),
  imagePullSecrets: field(15, list(LocalObjectReference),
    'Secrets in the same namespace with credentials for pulling the pod\'s images.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  hostname: field(16, string, 'Host name seen inside the pod; the pod\'s name when unset.'),
  subdomain: field(17, string, 'Forms the full host name hostname.subdomain.namespace.svc.cluster-domain when set.'),
  affinity: field(18, Affinity, 'Placement rules relative to nodes and to other pods.'),
  schedulerName: field(19, string, 'Scheduler in charge of placing the pod; default-scheduler when unset.'),
  tolerations: field(22, list(Toleration), 'Node taints that the pod puts up with.', { list: 'atomic' }),
  hostAliases: field(23, list(HostAlias),
    'Additional entries written to the pod\'s hosts file.',
    { list: 'map', keys: ['ip'], patch: 'merge', mergeKey: 'ip' }),
  priorityClassName: field(24, string, 'PriorityClass that gives the pod its priority; the cluster default when unset.'),
  priority: field(25, int32, 'Numeric importance, higher wins; filled in from the priority class at admission.', { presence: 'explicit' }),
  dnsConfig: field(26, PodDNSConfig, 'DNS settings merged with those produced by dnsPolicy.'),
  readinessGates: field(28, list(PodReadinessGate), 'Additional conditions that must be True before the pod counts as ready.', { list: 'atomic' }),
  runtimeClassName: field(29, string, 'RuntimeClass used to run the pod; the node\'s default runtime when unset.', { presence: 'explicit' }),
  enableServiceLinks: field(30, bool, 'Whether environment variables describing services are injected; true when unset.', { presence: 'explicit' }),
  preemptionPolicy: field(31, string,
    'Whether the pod may evict lower-priority pods; PreemptLowerPriority when unset.',
    { presence: 'explicit', enum: ['PreemptLowerPriority', 'Never'] }),
  overhead: field(32, map(quantity), 'Resources consumed by running the pod itself; filled in from the RuntimeClass.'),
  topologySpreadConstraints: field(33, list(TopologySpreadConstraint),
    'Rules for spreading matching pods across topology domains; all are combined.',
    { list: 'map', keys: ['topologyKey', 'whenUnsatisfiable'], patch: 'merge', mergeKey: 'topologyKey' }),
  setHostnameAsFQDN: field(35, bool, 'True makes the fully qualified name the pod\'s host name; false when unset.', { presence: 'explicit' }),
  os: field(36, PodOS, 'Operating system the pod requires; some fields are restricted accordingly.'),
  hostUsers: field(37, bool, 'False gives the pod its own user namespace; true when unset.', { presence: 'explicit' }),
  schedulingGates: field(38, list(PodSchedulingGate),
    'Holds that keep the pod unscheduled until all are removed; set only at creation.',
    { list: 'map', keys: ['name'], patch: 'merge', mergeKey: 'name' }),
  resourceClaims: field(39, list(PodResourceClaim),
    'Resource claims that must be allocated and reserved before the pod can start.',
    { list: 'map', keys: ['name'], patch: 'merge,retainKeys', mergeKey: 'name' }),
  resources: field(40, ResourceRequirements, 'CPU, memory and hugepages requests and limits for the pod as a whole.'),
  hostnameOverride: field(41, string,
    'Exact host name inside the pod, overriding hostname and subdomain; at most 64 characters.',
    { presence: 'explicit' }),
  schedulingGroup: field(43, PodSchedulingGroup, 'Pod group with which this pod is scheduled together; cannot be changed.'),
});
export interface PodSpec extends TypeOf<typeof PodSpec> {}

export const PodTemplateSpec = message('core.v1.PodTemplateSpec', 'Metadata and specification given to pods created from a template.', {
  metadata: field(1, ObjectMeta, 'Labels, annotations and other metadata for the created pods.', { presence: 'always' }),
  spec: field(2, PodSpec, 'The wanted behaviour of the created pods.', { presence: 'always' }),
});
export interface PodTemplateSpec extends TypeOf<typeof PodTemplateSpec> {}
