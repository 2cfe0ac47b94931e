import { field, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';

export const LocalObjectReference = message('core.v1.LocalObjectReference', 'Refers to an object in the same namespace by name.', {
  name: field(1, string, 'Name of the referenced object; the kind follows from context.', { default: '' }),
}, { atomic: true });
export interface LocalObjectReference extends TypeOf<typeof LocalObjectReference> {}

export const ObjectReference = message('core.v1.ObjectReference', 'A general pointer to another API object or a part of it.', {
  kind: field(1, string, 'Type name of the object pointed at.'),
  namespace: field(2, string, 'Namespace the object lives in; empty for cluster-scoped objects.'),
  name: field(3, string, 'Name of the object pointed at.'),
  uid: field(4, string, 'Unique identifier that pins the reference to one particular incarnation.'),
  apiVersion: field(5, string, 'API group and version of the object pointed at.'),
  resourceVersion: field(6, string, 'Specific stored version of the object that the reference was made to.'),
  fieldPath: field(7, string, 'Path to a part of the object, such as spec.containers{name}; empty means all of it.'),
}, { atomic: true });
export interface ObjectReference extends TypeOf<typeof ObjectReference> {}

export const SecretReference = message('core.v1.SecretReference', 'Points at a secret in any namespace.', {
  name: field(1, string, 'Name of the secret; unique within its namespace.'),
  namespace: field(2, string, 'Namespace in which the secret lives.'),
}, { atomic: true });
export interface SecretReference extends TypeOf<typeof SecretReference> {}
