import { field, kind, kindList, list, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { DeviceSelector, OpaqueDeviceConfiguration } from './device.js';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const DeviceClassConfiguration = message('resource.v1.DeviceClassConfiguration', 'Driver configuration that applies to every device allocated through a class.', {
  opaque: field('1/1', OpaqueDeviceConfiguration, 'Driver-specific configuration parameters, not interpreted by the cluster.'),
});
export interface DeviceClassConfiguration extends TypeOf<typeof DeviceClassConfiguration> {}

export const DeviceClassSpec = message('resource.v1.DeviceClassSpec', 'What a device class selects and how it configures devices.', {
  selectors: field(1, list(DeviceSelector), 'Criteria that a device needs to satisfy in full; at most 32.', { list: 'atomic' }),
  config: field(2, list(DeviceClassConfiguration),
    'Configuration for devices allocated through the class; it does not affect selection.',
    { list: 'atomic' }),
  extendedResourceName: field(4, string, 'Extended resource name by which pods can request devices of this class.', { presence: 'explicit' }),
});
export interface DeviceClassSpec extends TypeOf<typeof DeviceClassSpec> {}

export const DeviceClass = kind('resource.v1.DeviceClass', { group: 'resource.k8s.io', version: 'v1', kind: 'DeviceClass' }, 'A preset, named by claims, that selects devices and configures them.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the device class.', { presence: 'always' }),
  spec: field(2, DeviceClassSpec, 'The wanted selection criteria and configuration of the class.', { required: true, presence: 'always' }),
});
export interface DeviceClass extends TypeOf<typeof DeviceClass> {}

export const DeviceClassList = kindList('resource.v1.DeviceClassList', DeviceClass, ListMeta, 'A list of DeviceClass objects.');
export interface DeviceClassList extends TypeOf<typeof DeviceClassList> {}
