import { field, int64, message, string, time, type TypeOf } from '../../schema/index.js';

export const Condition = message('meta.v1.Condition', 'One aspect of the current state of an API object.', {
  type: field(1, string, 'Name of the aspect in CamelCase, optionally with a domain prefix.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  observedGeneration: field(3, int64, 'Object generation on which the condition is based; stale if below metadata.generation.'),
  lastTransitionTime: field(4, time, 'Time when the status last switched to another value.', { required: true }),
  reason: field(5, string, 'CamelCase identifier of the cause for the last transition; may not be empty.', { required: true, presence: 'always' }),
  message: field(6, string, 'Readable details about the transition, up to 32768 characters; may be empty.', { required: true, presence: 'always' }),
});
export interface Condition extends TypeOf<typeof Condition> {}
