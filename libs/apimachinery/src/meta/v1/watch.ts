import { field, kind, rawExtension, string, type TypeOf } from '../../schema/index.js';

export const WatchEvent = kind('meta.v1.WatchEvent', { group: '', version: 'v1', kind: 'WatchEvent' }, 'One event of a watch stream.', {
  type: field(1, string, 'What happened: ADDED, MODIFIED, DELETED, BOOKMARK or ERROR.', { required: true }),
  object: field(2, rawExtension, 'State after the change, last state if deleted, or a Status on error.', { required: true }),
});
export interface WatchEvent extends TypeOf<typeof WatchEvent> {}
