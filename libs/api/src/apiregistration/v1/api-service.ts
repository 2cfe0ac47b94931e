import { bool, bytes, field, int32, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const APIServiceCondition = message('apiregistration.v1.APIServiceCondition', 'One aspect of an API service\'s current state.', {
  type: field(1, string, 'Aspect described; Available is the usual one.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastTransitionTime: field(3, time, 'Time when the status last switched to another value.'),
  reason: field(4, string, 'Short CamelCase word giving the cause of the last transition.'),
  message: field(5, string, 'Readable details about the last transition.'),
});
export interface APIServiceCondition extends TypeOf<typeof APIServiceCondition> {}

export const ServiceReference = message('apiregistration.v1.ServiceReference', 'Points to the in-cluster Service in front of an extension server.', {
  namespace: field(1, string, 'Namespace in which the extension server\'s Service lives.'),
  name: field(2, string, 'Name of the extension server\'s Service.'),
  port: field(3, int32, 'Service port to contact, from 1 to 65535; 443 when unset.', { presence: 'explicit' }),
});
export interface ServiceReference extends TypeOf<typeof ServiceReference> {}

export const APIServiceSpec = message('apiregistration.v1.APIServiceSpec', 'Where requests for a group version go, and how it ranks in discovery.', {
  service: field(1, ServiceReference, 'Service of the extension server; unset means this server handles the group itself.'),
  group: field(2, string, 'Name of the API group that is provided.'),
  version: field(3, string, 'Version of the API group, such as v1beta1.'),
  insecureSkipTLSVerify: field(4, bool, 'If true, the server\'s certificate is not verified; discouraged, excludes caBundle.'),
  caBundle: field(5, bytes, 'PEM certificates trusted for the extension server; system roots apply when unset.', { list: 'atomic' }),
  groupPriorityMinimum: field(7, int32,
    'Least priority of the whole group, from 1 to 20000; higher groups are preferred.',
    { required: true, presence: 'always' }),
  versionPriority: field(8, int32,
    'Rank of the version inside its group, from 1 to 1000; higher comes first.',
    { required: true, presence: 'always' }),
});
export interface APIServiceSpec extends TypeOf<typeof APIServiceSpec> {}

export const APIServiceStatus = message('apiregistration.v1.APIServiceStatus', 'The observed state of an API service.', {
  conditions: field(1, list(APIServiceCondition),
    'Current state of the API service, one entry per aspect.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface APIServiceStatus extends TypeOf<typeof APIServiceStatus> {}

export const APIService = kind('apiregistration.v1.APIService', { group: 'apiregistration.k8s.io', version: 'v1', kind: 'APIService' }, 'Registers a server that provides one version of an API group.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; the name needs to be the version, a dot and the group.', { presence: 'always' }),
  spec: field(2, APIServiceSpec, 'The wanted group version and the server that provides it.', { presence: 'always' }),
  status: field(3, APIServiceStatus, 'The observed availability of the API; read-only.', { presence: 'always' }),
});
export interface APIService extends TypeOf<typeof APIService> {}

export const APIServiceList = kindList('apiregistration.v1.APIServiceList', APIService, ListMeta, 'A list of APIService objects.');
export interface APIServiceList extends TypeOf<typeof APIServiceList> {}
