import { field, kind, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectReference } from './reference.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const Binding = kind('core.v1.Binding', { group: '', version: 'v1', kind: 'Binding' }, 'Assigns one object to another, most often a pod to the node that will run it.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata; its name is that of the pod being bound.', { presence: 'always' }),
  target: field(2, ObjectReference, 'Object to bind to, normally a node.', { required: true, presence: 'always' }),
});
export interface Binding extends TypeOf<typeof Binding> {}
