import { field, message, rawExtension, string, type TypeOf } from '../../schema/index.js';

/** It has no `apiVersion` and `kind` of its own, although it is published under every group version. */
export const WatchEvent = message('meta.v1.WatchEvent', 'One event of a watch stream.', {
  type: field(1, string, 'What happened: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR.', { required: true }),
  object: field(2, rawExtension, 'State after the change, last state if deleted, or a Status on error.', { required: true }),
});
export interface WatchEvent extends TypeOf<typeof WatchEvent> {}
