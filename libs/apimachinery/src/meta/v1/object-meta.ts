import { bool, field, fieldsV1, int64, list, map, message, string, time, type TypeOf } from '../../schema/index.js';

export const ManagedFieldsEntry = message('meta.v1.ManagedFieldsEntry', 'The fields that one manager owns in an object.', {
  manager: field(1, string, 'Name of the client or component that owns the fields.'),
  operation: field(2, string, 'Kind of write that created the entry: Apply or Update.'),
  apiVersion: field(3, string, 'Object version to which the field paths refer.'),
  time: field(4, time, 'When the entry was added or its manager last changed owned fields.'),
  fieldsType: field(6, string, 'Format of the field set; FieldsV1 is the only one.'),
  fieldsV1: field(7, fieldsV1, 'The owned fields as a JSON tree, in FieldsV1 format.'),
  subresource: field(8, string, 'Subresource through which the fields were written; empty for the main resource.'),
});
export interface ManagedFieldsEntry extends TypeOf<typeof ManagedFieldsEntry> {}

export const OwnerReference = message('meta.v1.OwnerReference', 'Identifies an owner in the same namespace, or a cluster-scoped one.', {
  apiVersion: field(5, string, 'API version of the owner, such as apps/v1.', { required: true, presence: 'always' }),
  kind: field(1, string, 'Kind of the owner, such as ReplicaSet.', { required: true, presence: 'always' }),
  name: field(3, string, 'Name of the owning object.', { required: true, presence: 'always' }),
  uid: field(4, string, 'Unique ID of the owning object.', { required: true, presence: 'always' }),
  controller: field(6, bool, 'True if the owner is the managing controller; only one owner may be.', { presence: 'explicit' }),
  blockOwnerDeletion: field(7, bool, 'If true, foreground deletion of the owner waits until this object is gone.', { presence: 'explicit' }),
}, { atomic: true });
export interface OwnerReference extends TypeOf<typeof OwnerReference> {}

export const ObjectMeta = message('meta.v1.ObjectMeta', 'Metadata that every persisted object carries.', {
  name: field(1, string, 'Name of the object, unique in its namespace and type; cannot be changed later.'),
  generateName: field(2, string, 'Prefix to which the server adds a random suffix when no name is given.'),
  namespace: field(3, string, 'Namespace in which the object lives; empty for cluster-scoped objects, fixed after creation.'),
  selfLink: field(4, string, 'Legacy URL of the object, no longer filled in.'),
  uid: field(5, string, 'Unique ID given by the server, never reused by another object.'),
  resourceVersion: field(6, string, 'Opaque version that changes on every write, for watches and conflict detection.'),
  generation: field(7, int64, 'Number that the server raises when the wanted state changes.'),
  creationTimestamp: field(8, time, 'Server time in UTC at which the object was created; read-only.'),
  deletionTimestamp: field(9, time, 'Time at which the object is due for removal, set by the server on graceful deletion.'),
  deletionGracePeriodSeconds: field(10, int64,
    'Seconds allowed for graceful termination; set once deletion has begun and can only shrink.',
    { presence: 'explicit' }),
  labels: field(11, map(string), 'Key and value pairs by which selectors can find and group the object.'),
  annotations: field(12, map(string), 'Key and value pairs for arbitrary tool data, not usable in selectors.'),
  ownerReferences: field(13, list(OwnerReference),
    'Objects this one depends on; it is garbage collected when all are gone.',
    { list: 'map', keys: ['uid'], patch: 'merge', mergeKey: 'uid' }),
  finalizers: field(14, list(string),
    'Names of cleanup steps that need to be removed before the object disappears.',
    { list: 'set', patch: 'merge' }),
  managedFields: field(17, list(ManagedFieldsEntry),
    'Which manager owns which fields, maintained by the server for server-side apply.',
    { list: 'atomic' }),
});
export interface ObjectMeta extends TypeOf<typeof ObjectMeta> {}
