import { bool, field, int64, list, map, message, quantity, rawExtension, string, type TypeOf } from '@kubets/apimachinery/schema/index';

export const CELDeviceSelector = message('resource.v1.CELDeviceSelector', 'Picks devices by evaluating a CEL expression against each one.', {
  expression: field(1, string,
    'CEL expression over the variable device; it returns true for an acceptable device.',
    { required: true, presence: 'always' }),
});
export interface CELDeviceSelector extends TypeOf<typeof CELDeviceSelector> {}

export const CapacityRequirements = message('resource.v1.CapacityRequirements', 'The amounts of device capacity that a request asks for.', {
  requests: field(1, map(quantity), 'Needed amount per capacity name; devices offering less are not chosen.'),
});
export interface CapacityRequirements extends TypeOf<typeof CapacityRequirements> {}

export const DeviceSelector = message('resource.v1.DeviceSelector', 'One criterion for choosing devices; exactly one field is set.', {
  cel: field(1, CELDeviceSelector, 'The criterion, given as a CEL expression.'),
});
export interface DeviceSelector extends TypeOf<typeof DeviceSelector> {}

export const DeviceToleration = message('resource.v1.DeviceToleration', 'Accepts device taints that fit the given key, value and effect.', {
  key: field(1, string, 'Taint key to accept; empty, with operator Exists, accepts every key.'),
  operator: field(2, string,
    'Equal, the default, also compares the value; Exists accepts any value.',
    { enum: ['Exists', 'Equal'], default: 'Equal' }),
  value: field(3, string, 'Taint value to compare; leave empty with operator Exists.'),
  effect: field(4, string, 'Taint effect to accept; empty accepts all effects.', { enum: ['None', 'NoSchedule', 'NoExecute'] }),
  tolerationSeconds: field(5, int64,
    'Seconds a NoExecute taint is tolerated; forever when unset, zero or less evicts at once.',
    { presence: 'explicit' }),
});
export interface DeviceToleration extends TypeOf<typeof DeviceToleration> {}

export const ExactDeviceRequest = message('resource.v1.ExactDeviceRequest', 'The requirements for one or more devices of a single class.', {
  deviceClassName: field(1, string, 'Name of the DeviceClass that supplies base criteria; required.', { required: true, presence: 'always' }),
  selectors: field(2, list(DeviceSelector), 'Further criteria that a device needs to satisfy in full.', { list: 'atomic' }),
  allocationMode: field(3, string, 'ExactCount, the default, takes count devices; All takes every matching device of a pool.'),
  count: field(4, int64, 'Number of devices wanted in ExactCount mode; 1 when unset.'),
  adminAccess: field(5, bool,
    'Asks for administrative access to devices even while in use; needs a specially labelled namespace.',
    { presence: 'explicit' }),
  tolerations: field(6, list(DeviceToleration), 'Device taints that this request accepts; at most 16.', { list: 'atomic' }),
  capacity: field(7, CapacityRequirements, 'Amounts of capacity needed from each chosen device.'),
});
export interface ExactDeviceRequest extends TypeOf<typeof ExactDeviceRequest> {}

export const DeviceSubRequest = message('resource.v1.DeviceSubRequest', 'One alternative within a request that lists several in order.', {
  name: field(1, string, 'DNS label, unique within the request, referred to as request/subrequest.', { required: true, presence: 'always' }),
  deviceClassName: field(2, string, 'Name of the DeviceClass that supplies base criteria; required.', { required: true, presence: 'always' }),
  selectors: field(3, list(DeviceSelector), 'Further criteria that a device needs to satisfy in full.', { list: 'atomic' }),
  allocationMode: field(4, string, 'ExactCount, the default, takes count devices; All takes every matching device of a pool.'),
  count: field(5, int64, 'Number of devices wanted in ExactCount mode; 1 when unset.'),
  tolerations: field(6, list(DeviceToleration), 'Device taints that this alternative accepts; at most 16.', { list: 'atomic' }),
  capacity: field(7, CapacityRequirements, 'Amounts of capacity needed from each chosen device.'),
});
export interface DeviceSubRequest extends TypeOf<typeof DeviceSubRequest> {}

export const DeviceRequest = message('resource.v1.DeviceRequest', 'A named request for devices, either exact or with ranked alternatives.', {
  name: field(1, string,
    'DNS label, unique in the claim, by which containers and constraints refer to the request.',
    { required: true, presence: 'always' }),
  exactly: field(2, ExactDeviceRequest, 'One fixed set of requirements; may not be combined with firstAvailable.'),
  firstAvailable: field(3, list(DeviceSubRequest),
    'Alternatives in order of preference; the scheduler uses the first that can be met.',
    { list: 'atomic' }),
});
export interface DeviceRequest extends TypeOf<typeof DeviceRequest> {}

export const DeviceConstraint = message('resource.v1.DeviceConstraint', 'A condition that ties together the devices of several requests.', {
  requests: field(1, list(string), 'Requests that the constraint covers, or request/subrequest; empty covers all of the claim.', { list: 'atomic' }),
  matchAttribute: field(2, string, 'Qualified attribute that needs the same value on all the devices.', { presence: 'explicit' }),
  distinctAttribute: field(3, string, 'Qualified attribute that needs a different value on each of the devices.', { presence: 'explicit' }),
});
export interface DeviceConstraint extends TypeOf<typeof DeviceConstraint> {}

export const OpaqueDeviceConfiguration = message('resource.v1.OpaqueDeviceConfiguration', 'Configuration whose meaning is known only to one driver.', {
  driver: field(1, string, 'DNS name of the driver that interprets the parameters.', { required: true, presence: 'always' }),
  parameters: field(2, rawExtension, 'Driver-defined object with kind and apiVersion, at most 10 KiB.', { required: true }),
});
export interface OpaqueDeviceConfiguration extends TypeOf<typeof OpaqueDeviceConfiguration> {}

export const DeviceClaimConfiguration = message('resource.v1.DeviceClaimConfiguration', 'Driver configuration that a claim gives for some of its requests.', {
  requests: field(1, list(string), 'Names of the requests concerned, or request/subrequest; empty applies it to all.', { list: 'atomic' }),
  opaque: field('2/1', OpaqueDeviceConfiguration, 'Driver-specific configuration parameters, not interpreted by the cluster.'),
});
export interface DeviceClaimConfiguration extends TypeOf<typeof DeviceClaimConfiguration> {}

export const DeviceClaim = message('resource.v1.DeviceClaim', 'The devices wanted by a claim, with constraints and configuration.', {
  requests: field(1, list(DeviceRequest), 'Individual device requests, all of which need to be met; at most 32.', { presence: 'explicit', list: 'atomic' }),
  constraints: field(2, list(DeviceConstraint), 'Conditions that the chosen devices have to meet jointly; at most 32.', { list: 'atomic' }),
  config: field(3, list(DeviceClaimConfiguration), 'Configuration passed to drivers for the allocated devices.', { list: 'atomic' }),
});
export interface DeviceClaim extends TypeOf<typeof DeviceClaim> {}

export const ResourceClaimSpec = message('resource.v1.ResourceClaimSpec', 'What a claim wants and how it is to be configured.', {
  devices: field(1, DeviceClaim, 'The requested devices with their constraints and configuration.', { presence: 'always' }),
});
export interface ResourceClaimSpec extends TypeOf<typeof ResourceClaimSpec> {}
