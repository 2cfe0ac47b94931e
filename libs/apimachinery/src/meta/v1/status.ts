import { field, int32, kind, list, message, string, type TypeOf } from '../../schema/index.js';
import { ListMeta } from './list-meta.js';

export const StatusCause = message('meta.v1.StatusCause', 'One of possibly several causes of a failure.', {
  reason: field(1, string, 'Machine-readable kind of the cause, such as FieldValueInvalid.'),
  message: field(2, string, 'Readable account of the cause.'),
  field: field(3, string, 'Path of the offending field, such as spec.items[0].name.'),
});
export interface StatusCause extends TypeOf<typeof StatusCause> {}

export const StatusDetails = message('meta.v1.StatusDetails', 'Structured data about a failed request.', {
  name: field(1, string, 'Name of the object or resource that the failure concerns.'),
  group: field(2, string, 'API group of the object that the failure concerns.'),
  kind: field(3, string, 'Kind, or sometimes the resource type, that the failure concerns.'),
  uid: field(6, string, 'Unique ID of the object concerned, if it is a single one.'),
  causes: field(4, list(StatusCause), 'Individual causes of the failure, such as invalid fields.', { list: 'atomic' }),
  retryAfterSeconds: field(5, int32, 'Seconds to wait before trying again, when a retry may help.'),
});
export interface StatusDetails extends TypeOf<typeof StatusDetails> {}

export const Status = kind('meta.v1.Status', { group: '', version: 'v1', kind: 'Status' }, 'The result of a call that returns no object, often an error.', {
  metadata: field(1, ListMeta, 'Standard list metadata, usually empty.', { presence: 'always' }),
  status: field(2, string, 'Outcome of the operation: Success or Failure.'),
  message: field(3, string, 'Readable account of the outcome.'),
  reason: field(4, string, 'Machine-readable cause of a failure, such as NotFound or Conflict.'),
  details: field(5, StatusDetails, 'Further data about the failure, depending on the reason.'),
  code: field(6, int32, 'HTTP status code of the response; 0 when unset.'),
});
export interface Status extends TypeOf<typeof Status> {}
