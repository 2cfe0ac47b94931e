export { applyPatch, type ApplyRequest, type ApplyResult } from './apply-patch.js';
export { type OwnedObject, trackUpdate, type UpdateRequest } from './track-update.js';
export { fieldsOf, InvalidConfiguration } from './extract.js';
export { type ApplyType } from './shape.js';
export { difference, EMPTY, type FieldSet, intersection, isEmpty, leaves, outside, parseFieldSet, paths, union } from './field-set.js';
export { LAST_APPLIED } from './last-applied.js';
