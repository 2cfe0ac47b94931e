import { field, kind, kindList, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const IngressClassParametersReference = message('networking.v1.IngressClassParametersReference', 'Points to an object holding extra settings for an ingress class.', {
  apiGroup: field(1, string, 'API group of the settings object; the core group when unset.', { presence: 'explicit' }),
  kind: field(2, string, 'Kind of the settings object.', { required: true, presence: 'always' }),
  name: field(3, string, 'Name of the settings object.', { required: true, presence: 'always' }),
  scope: field(4, string, 'Whether the settings object is Cluster or Namespace scoped; Cluster when unset.', { presence: 'explicit' }),
  namespace: field(5, string, 'Namespace of the settings object; required for Namespace scope, forbidden for Cluster.', { presence: 'explicit' }),
});
export interface IngressClassParametersReference extends TypeOf<typeof IngressClassParametersReference> {}

export const IngressClassSpec = message('networking.v1.IngressClassSpec', 'Controller and settings behind an ingress class.', {
  controller: field(1, string, 'Domain-prefixed name of the responsible controller, at most 250 characters; immutable.'),
  parameters: field(2, IngressClassParametersReference, 'Object with further controller settings; not needed by every controller.'),
});
export interface IngressClassSpec extends TypeOf<typeof IngressClassSpec> {}

export const IngressClass = kind('networking.v1.IngressClass', { group: 'networking.k8s.io', version: 'v1', kind: 'IngressClass' }, 'Names a kind of ingress and the controller that implements it.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; an annotation here can mark the default class.', { presence: 'always' }),
  spec: field(2, IngressClassSpec, 'The wanted settings of the class.', { presence: 'always' }),
});
export interface IngressClass extends TypeOf<typeof IngressClass> {}

export const IngressClassList = kindList('networking.v1.IngressClassList', IngressClass, ListMeta, 'A list of IngressClass objects.');
export interface IngressClassList extends TypeOf<typeof IngressClassList> {}
