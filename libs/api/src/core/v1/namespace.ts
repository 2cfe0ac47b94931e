import { field, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const NamespaceCondition = message('core.v1.NamespaceCondition', 'One observation about a namespace, mostly used to explain stalled deletion.', {
  type: field(1, string, 'Aspect of namespace deletion this entry reports on.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastTransitionTime: field(4, time, 'When the condition last switched to a different status.'),
  reason: field(5, string, 'Short machine-readable cause of the current condition status.'),
  message: field(6, string, 'Longer explanation of the condition, meant for people.'),
});
export interface NamespaceCondition extends TypeOf<typeof NamespaceCondition> {}

export const NamespaceSpec = message('core.v1.NamespaceSpec', 'Settings that control how a namespace is cleaned up.', {
  finalizers: field(1, list(string), 'Values that must all be cleared before the namespace is finally deleted.', { list: 'atomic' }),
});
export interface NamespaceSpec extends TypeOf<typeof NamespaceSpec> {}

export const NamespaceStatus = message('core.v1.NamespaceStatus', 'Where a namespace stands in its lifecycle.', {
  phase: field(1, string, 'Active in normal use; Terminating once deletion has started.', { enum: ['Active', 'Terminating'] }),
  conditions: field(2, list(NamespaceCondition),
    'Latest observations about the namespace, such as problems removing its content.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface NamespaceStatus extends TypeOf<typeof NamespaceStatus> {}

export const Namespace = kind('core.v1.Namespace', { group: '', version: 'v1', kind: 'Namespace' }, 'A named scope that separates groups of objects within one cluster.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the namespace.', { presence: 'always' }),
  spec: field(2, NamespaceSpec, 'The wanted behaviour of the namespace.', { presence: 'always' }),
  status: field(3, NamespaceStatus, 'The observed lifecycle state of the namespace.', { presence: 'always' }),
});
export interface Namespace extends TypeOf<typeof Namespace> {}

export const NamespaceList = kindList('core.v1.NamespaceList', Namespace, ListMeta, 'A list of Namespace objects.');
export interface NamespaceList extends TypeOf<typeof NamespaceList> {}
