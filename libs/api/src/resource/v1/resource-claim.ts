import { bool, field, kind, kindList, list, map, message, quantity, rawExtension, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { NodeSelector } from '../../core/v1/scheduling.js';
import { DeviceToleration, OpaqueDeviceConfiguration, ResourceClaimSpec } from './device.js';
import { Condition } from '@kubets/apimachinery/meta/v1/condition';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const NetworkDeviceData = message('resource.v1.NetworkDeviceData', 'Network details of an allocated device, as reported by its driver.', {
  interfaceName: field(1, string, 'Name of the network interface inside the pod, at most 256 characters.'),
  ips: field(2, list(string), 'Addresses on the interface in CIDR form, such as 192.0.2.5/24.', { list: 'atomic' }),
  hardwareAddress: field(3, string, 'Link-layer address of the interface, such as its MAC address.'),
});
export interface NetworkDeviceData extends TypeOf<typeof NetworkDeviceData> {}

export const AllocatedDeviceStatus = message('resource.v1.AllocatedDeviceStatus', 'State that a driver reports about one device allocated to a claim.', {
  driver: field(1, string, 'DNS name of the DRA driver that manages the device.', { required: true, presence: 'always' }),
  pool: field(2, string, 'Name of the pool in which the device is found.', { required: true, presence: 'always' }),
  device: field(3, string, 'Name of the device within its pool.', { required: true, presence: 'always' }),
  shareID: field(7, string, 'UUID of the particular share, for devices that allow several allocations.', { presence: 'explicit' }),
  conditions: field(4, list(Condition), 'Latest observations of the device, at most eight entries.', { presence: 'explicit', list: 'map', keys: ['type'] }),
  data: field(5, rawExtension, 'Arbitrary driver-defined data about the device, up to 10 KiB.'),
  networkData: field(6, NetworkDeviceData, 'Network details of the device, such as its interface and addresses.'),
});
export interface AllocatedDeviceStatus extends TypeOf<typeof AllocatedDeviceStatus> {}

export const DeviceRequestAllocationResult = message('resource.v1.DeviceRequestAllocationResult', 'One device allocated for one request of a claim.', {
  request: field(1, string,
    'Request that the device satisfies, written request/subrequest when an alternative was taken.',
    { required: true, presence: 'always' }),
  driver: field(2, string, 'DNS name of the DRA driver that prepares the device.', { required: true, presence: 'always' }),
  pool: field(3, string, 'Name of the pool in which the device is found.', { required: true, presence: 'always' }),
  device: field(4, string, 'Name of the device within its pool.', { required: true, presence: 'always' }),
  adminAccess: field(5, bool, 'True if access is administrative, so others may still hold the device.', { presence: 'explicit' }),
  tolerations: field(6, list(DeviceToleration), 'Copy of the request\'s tolerations as they stood at allocation.', { list: 'atomic' }),
  bindingConditions: field(7, list(string), 'Copy of the device\'s condition types that need to be true before binding.', { list: 'atomic' }),
  bindingFailureConditions: field(8, list(string), 'Copy of the device\'s condition types that abort binding when true.', { list: 'atomic' }),
  shareID: field(9, string, 'UUID telling this share apart from others of a multiply allocated device.', { presence: 'explicit' }),
  consumedCapacity: field(10, map(quantity), 'Amount of each capacity taken from a shared device, after rounding.'),
});
export interface DeviceRequestAllocationResult extends TypeOf<typeof DeviceRequestAllocationResult> {}

export const DeviceAllocationConfiguration = message('resource.v1.DeviceAllocationConfiguration', 'Configuration of allocated devices, together with where it came from.', {
  source: field(1, string,
    'Origin of the configuration: FromClass for the DeviceClass or FromClaim for the claim.',
    { required: true, presence: 'always', enum: ['FromClass', 'FromClaim'] }),
  requests: field(2, list(string), 'Names of the requests concerned, or request/subrequest; empty applies it to all.', { list: 'atomic' }),
  opaque: field('3/1', OpaqueDeviceConfiguration, 'Driver-specific configuration parameters, not interpreted by the cluster.'),
});
export interface DeviceAllocationConfiguration extends TypeOf<typeof DeviceAllocationConfiguration> {}

export const DeviceAllocationResult = message('resource.v1.DeviceAllocationResult', 'The devices given to a claim and how they are configured.', {
  results: field(1, list(DeviceRequestAllocationResult), 'One entry for each device that was allocated.', { list: 'atomic' }),
  config: field(2, list(DeviceAllocationConfiguration),
    'Combined configuration from classes and the claim, with class entries first.',
    { list: 'atomic' }),
});
export interface DeviceAllocationResult extends TypeOf<typeof DeviceAllocationResult> {}

export const AllocationResult = message('resource.v1.AllocationResult', 'What was allocated to a resource claim and where it can be used.', {
  devices: field(1, DeviceAllocationResult, 'The devices that were allocated, with their configuration.', { presence: 'always' }),
  nodeSelector: field(3, NodeSelector, 'Nodes on which the allocated resources can be used; every node when unset.'),
  allocationTimestamp: field(5, time, 'Time at which the resources were allocated, when recorded.'),
});
export interface AllocationResult extends TypeOf<typeof AllocationResult> {}

export const ResourceClaimConsumerReference = message('resource.v1.ResourceClaimConsumerReference', 'Names an object that is entitled to use a claim, normally a pod.', {
  apiGroup: field(1, string, 'API group of the consumer; empty is the core group.'),
  resource: field(3, string, 'Plural resource type of the consumer, such as pods.', { required: true, presence: 'always' }),
  name: field(4, string, 'Name of the consumer in the claim\'s namespace.', { required: true, presence: 'always' }),
  uid: field(5, string, 'Unique ID of this particular consumer instance.', { required: true, presence: 'always' }),
});
export interface ResourceClaimConsumerReference extends TypeOf<typeof ResourceClaimConsumerReference> {}

export const ResourceClaimStatus = message('resource.v1.ResourceClaimStatus', 'The allocation of a claim and who is using it.', {
  allocation: field(1, AllocationResult, 'The allocated devices; set once allocation has succeeded.'),
  reservedFor: field(2, list(ResourceClaimConsumerReference),
    'Consumers currently allowed to use the claim, at most 256.',
    { list: 'map', keys: ['uid'], patch: 'merge', mergeKey: 'uid' }),
  devices: field(4, list(AllocatedDeviceStatus),
    'Driver-reported state of each allocated device.',
    { list: 'map', keys: ['driver', 'device', 'pool', 'shareID'] }),
});
export interface ResourceClaimStatus extends TypeOf<typeof ResourceClaimStatus> {}

export const ResourceClaim = kind('resource.v1.ResourceClaim', { group: 'resource.k8s.io', version: 'v1', kind: 'ResourceClaim' }, 'A request for devices on behalf of pods, and its allocation.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the claim.', { presence: 'always' }),
  spec: field(2, ResourceClaimSpec, 'The wanted devices; cannot be changed after creation.', { required: true, presence: 'always' }),
  status: field(3, ResourceClaimStatus, 'The observed allocation and use of the claim.', { presence: 'always' }),
});
export interface ResourceClaim extends TypeOf<typeof ResourceClaim> {}

export const ResourceClaimList = kindList('resource.v1.ResourceClaimList', ResourceClaim, ListMeta, 'A list of ResourceClaim objects.');
export interface ResourceClaimList extends TypeOf<typeof ResourceClaimList> {}
