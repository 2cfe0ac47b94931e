import { field, kind, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectReference } from './reference.js';

export const SerializedReference = kind('core.v1.SerializedReference', { group: '', version: 'v1', kind: 'SerializedReference' }, 'An object reference stored on its own in serialized form.', {
  reference: field(1, ObjectReference, 'The object that is pointed at.', { presence: 'always' }),
});
export interface SerializedReference extends TypeOf<typeof SerializedReference> {}
