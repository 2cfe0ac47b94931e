import { bool, field, int64, kind, kindList, list, map, message, quantity, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { NodeSelector } from '../../core/v1/scheduling.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const CapacityRequestPolicyRange = message('resource.v1.CapacityRequestPolicyRange', 'A span of allowed consumption, optionally divided into fixed steps.', {
  min: field(1, quantity, 'Smallest amount that can be consumed; lower requests are rounded up to it.', { required: true }),
  max: field(2, quantity, 'Largest amount that can be consumed by one request.'),
  step: field(3, quantity, 'Increment above min; requested amounts round up to a multiple of it.'),
});
export interface CapacityRequestPolicyRange extends TypeOf<typeof CapacityRequestPolicyRange> {}

export const CapacityRequestPolicy = message('resource.v1.CapacityRequestPolicy', 'Rules for how much capacity one request may consume from a shared device.', {
  default: field(1, quantity, 'Amount consumed by a request that names no amount for this capacity.'),
  validValues: field(3, list(quantity), 'Allowed amounts in ascending order; requests round up to the next one.', { list: 'atomic' }),
  validRange: field(4, CapacityRequestPolicyRange, 'Allowed span of amounts; may not be combined with validValues.'),
});
export interface CapacityRequestPolicy extends TypeOf<typeof CapacityRequestPolicy> {}

export const Counter = message('resource.v1.Counter', 'A quantity that devices can draw upon.', {
  value: field(1, quantity, 'Amount available, or consumed, under this counter.', { required: true }),
});
export interface Counter extends TypeOf<typeof Counter> {}

export const CounterSet = message('resource.v1.CounterSet', 'A named group of counters shared among devices of a pool.', {
  name: field(1, string, 'DNS label identifying the set, by which devices refer to it.', { required: true, presence: 'always' }),
  counters: field(2, map(Counter), 'The available amounts, keyed by counter name.', { required: true }),
});
export interface CounterSet extends TypeOf<typeof CounterSet> {}

export const DeviceAttribute = message('resource.v1.DeviceAttribute', 'The value of a device attribute; exactly one of the fields is set.', {
  int: field(2, int64, 'The value as a 64-bit whole number.', { presence: 'explicit' }),
  bool: field(3, bool, 'The value as true or false.', { presence: 'explicit' }),
  string: field(4, string, 'The value as text, at most 64 characters.', { presence: 'explicit' }),
  version: field(5, string, 'The value as a semantic version, following semver 2.0.0.', { presence: 'explicit' }),
  ints: field(6, list(int64), 'The value as a list of 64-bit whole numbers.', { list: 'atomic' }),
  bools: field(7, list(bool), 'The value as a list of true or false entries.', { list: 'atomic' }),
  strings: field(8, list(string), 'The value as a list of texts.', { list: 'atomic' }),
  versions: field(9, list(string), 'The value as a list of semantic versions.', { list: 'atomic' }),
});
export interface DeviceAttribute extends TypeOf<typeof DeviceAttribute> {}

export const DeviceCapacity = message('resource.v1.DeviceCapacity', 'An amount that a device provides, with rules for sharing it.', {
  value: field(1, quantity, 'Total amount of this capacity on the device.', { required: true }),
  requestPolicy: field(2, CapacityRequestPolicy, 'Rules for partial use; meaningful only on devices that allow multiple allocations.'),
});
export interface DeviceCapacity extends TypeOf<typeof DeviceCapacity> {}

export const DeviceCounterConsumption = message('resource.v1.DeviceCounterConsumption', 'What a device takes from one shared counter set.', {
  counterSet: field(1, string, 'Name of the counter set that is drawn from.', { required: true, presence: 'always' }),
  counters: field(2, map(Counter), 'Amounts taken by the device, keyed by counter name.', { required: true }),
});
export interface DeviceCounterConsumption extends TypeOf<typeof DeviceCounterConsumption> {}

export const DeviceTaint = message('resource.v1.DeviceTaint', 'A mark on a device that affects claims not tolerating it.', {
  key: field(1, string, 'Taint key, in the form of a label name; required.', { required: true, presence: 'always' }),
  value: field(2, string, 'Optional value for the key, in the form of a label value.'),
  effect: field(3, string,
    'Consequence without a toleration: None, NoSchedule, or NoExecute, which also evicts running pods.',
    { required: true, presence: 'always', enum: ['None', 'NoSchedule', 'NoExecute'] }),
  timeAdded: field(4, time, 'When the taint was set; filled in automatically when omitted.'),
});
export interface DeviceTaint extends TypeOf<typeof DeviceTaint> {}

export const NodeAllocatableResourceMapping = message('resource.v1.NodeAllocatableResourceMapping', 'How a device allocation translates into use of a node resource.', {
  capacityKey: field(1, string,
    'Device capacity whose consumed amount is counted; unset counts allocated devices instead.',
    { presence: 'explicit' }),
  allocationMultiplier: field(2, quantity, 'Factor applied to the device count or capacity consumed; 1 when unset.'),
});
export interface NodeAllocatableResourceMapping extends TypeOf<typeof NodeAllocatableResourceMapping> {}

export const Device = message('resource.v1.Device', 'One hardware or logical device offered by a driver.', {
  name: field(1, string, 'DNS label that identifies the device within its pool.', { required: true, presence: 'always' }),
  attributes: field(2, map(DeviceAttribute), 'Properties for selecting the device, keyed by qualified name.'),
  capacity: field(3, map(DeviceCapacity), 'Amounts that the device provides, keyed by qualified name.'),
  consumesCounters: field(4, list(DeviceCounterConsumption),
    'Shared counters used up when the device is allocated, one entry per counter set.',
    { list: 'atomic' }),
  nodeName: field(5, string, 'Node that holds the device; set only when the slice selects nodes per device.', { presence: 'explicit' }),
  nodeSelector: field(6, NodeSelector, 'Nodes that can reach the device; set only when the slice selects nodes per device.'),
  allNodes: field(7, bool, 'True if every node can reach the device; set only with per-device node selection.', { presence: 'explicit' }),
  taints: field(8, list(DeviceTaint), 'Driver-set taints that keep claims without a toleration off the device; at most 16.', { list: 'atomic' }),
  bindsToNode: field(9, bool, 'If true, a claim using the device becomes tied to the node chosen at allocation.', { presence: 'explicit' }),
  bindingConditions: field(10, list(string), 'Up to four condition types that need to be true before the pod is bound.', { list: 'atomic' }),
  bindingFailureConditions: field(11, list(string), 'Up to four condition types, any of which being true aborts binding.', { list: 'atomic' }),
  allowMultipleAllocations: field(12, bool, 'Whether several claims or requests can share the device at once.', { presence: 'explicit' }),
  nodeAllocatableResourceMappings: field(13, map(NodeAllocatableResourceMapping),
    'How allocating the device uses node resources such as cpu, keyed by resource name.'),
});
export interface Device extends TypeOf<typeof Device> {}

export const ResourcePool = message('resource.v1.ResourcePool', 'Identifies the pool to which a slice belongs and its revision.', {
  name: field(1, string, 'Pool name, unique per driver; often the node name.', { required: true, presence: 'always' }),
  generation: field(2, int64,
    'Revision of the pool; slices with a lower number than the newest are ignored.',
    { required: true, presence: 'always' }),
  resourceSliceCount: field(3, int64, 'Number of slices that make up this generation of the pool.', { required: true, presence: 'always' }),
});
export interface ResourcePool extends TypeOf<typeof ResourcePool> {}

export const ResourceSliceSpec = message('resource.v1.ResourceSliceSpec', 'The contents of a slice: driver, pool, reachability and devices.', {
  driver: field(1, string, 'DNS name of the publishing driver; cannot be changed later.', { required: true, presence: 'always' }),
  pool: field(2, ResourcePool, 'The pool that the slice is a part of.', { required: true, presence: 'always' }),
  nodeName: field(3, string, 'The one node that can reach the devices; cannot be changed later.', { presence: 'explicit' }),
  nodeSelector: field(4, NodeSelector, 'The nodes that can reach the devices, given as a single selector term.'),
  allNodes: field(5, bool, 'True if every node can reach the devices in the slice.', { presence: 'explicit' }),
  devices: field(6, list(Device), 'The devices offered, at most 128; fewer when taints or counters are used.', { list: 'atomic' }),
  perDeviceNodeSelection: field(7, bool, 'True if each device states its own nodes rather than the slice.', { presence: 'explicit' }),
  sharedCounters: field(8, list(CounterSet),
    'Counter sets that devices of the pool consume; excludes devices in the same slice.',
    { list: 'atomic' }),
});
export interface ResourceSliceSpec extends TypeOf<typeof ResourceSliceSpec> {}

export const ResourceSlice = kind('resource.v1.ResourceSlice', { group: 'resource.k8s.io', version: 'v1', kind: 'ResourceSlice' }, 'A part of a pool of devices, published by a driver.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the slice.', { presence: 'always' }),
  spec: field(2, ResourceSliceSpec, 'The published devices and where they can be reached.', { required: true, presence: 'always' }),
});
export interface ResourceSlice extends TypeOf<typeof ResourceSlice> {}

export const ResourceSliceList = kindList('resource.v1.ResourceSliceList', ResourceSlice, ListMeta, 'A list of ResourceSlice objects.');
export interface ResourceSliceList extends TypeOf<typeof ResourceSliceList> {}
