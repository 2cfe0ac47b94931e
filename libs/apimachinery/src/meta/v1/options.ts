import { bool, field, int64, kind, list, message, string, type TypeOf } from '../../schema/index.js';

export const Patch = message('meta.v1.Patch', 'A list of P objects.', {});
export interface Patch extends TypeOf<typeof Patch> {}

export const Preconditions = message('meta.v1.Preconditions', 'Conditions checked before an object is changed or deleted.', {
  uid: field(1, string, 'Unique ID that the object is required to have.', { presence: 'explicit' }),
  resourceVersion: field(2, string, 'Resource version that the object is required to have.', { presence: 'explicit' }),
});
export interface Preconditions extends TypeOf<typeof Preconditions> {}

export const DeleteOptions = kind('meta.v1.DeleteOptions', { group: '', version: 'v1', kind: 'DeleteOptions' }, 'Settings that can accompany a delete request.', {
  gracePeriodSeconds: field(1, int64,
    'Seconds before removal; 0 deletes at once, and the type\'s default applies when unset.',
    { presence: 'explicit' }),
  preconditions: field(2, Preconditions, 'Conditions the object needs to meet, or the deletion fails with a conflict.'),
  orphanDependents: field(3, bool, 'Deprecated in favour of propagationPolicy; whether dependents are left in place.', { presence: 'explicit' }),
  propagationPolicy: field(4, string,
    'What happens to dependents: Orphan keeps them, Background or Foreground delete them later or first.',
    { presence: 'explicit' }),
  dryRun: field(5, list(string), 'With the value All, the request is processed without anything being persisted.', { list: 'atomic' }),
  ignoreStoreReadErrorWithClusterBreakingPotential: field(6, bool,
    'If true, an unreadable stored object is deleted unsafely, bypassing finalizers and preconditions.',
    { presence: 'explicit' }),
});
export interface DeleteOptions extends TypeOf<typeof DeleteOptions> {}

export const ListOptions = kind('meta.v1.ListOptions', { group: '', version: 'v1', kind: 'ListOptions' }, 'Query settings for list and watch requests.', {
  labelSelector: field(1, string, 'Returns only objects with fitting labels; everything when unset.'),
  fieldSelector: field(2, string, 'Returns only objects with fitting field values; everything when unset.'),
  watch: field(3, bool, 'If true, the response is a stream of change events.'),
  allowWatchBookmarks: field(9, bool, 'Permits BOOKMARK events that only report progress of the resource version.'),
  resourceVersion: field(4, string, 'Version to list at or to watch from; its effect depends on resourceVersionMatch.'),
  resourceVersionMatch: field(10, string, 'How resourceVersion applies to lists: Exact or NotOlderThan.'),
  timeoutSeconds: field(5, int64, 'Seconds after which the list or watch call is ended, whatever its activity.', { presence: 'explicit' }),
  limit: field(7, int64, 'Greatest number of items per page; all items are returned when unset.'),
  continue: field(8, string, 'Token of the previous page, to fetch the one after it.'),
  sendInitialEvents: field(11, bool, 'If true, a watch begins with existing objects, then a bookmark, then changes.', { presence: 'explicit' }),
  shardSelector: field(15, string, 'Limits the results to objects whose hashed key falls into given ranges.'),
});
export interface ListOptions extends TypeOf<typeof ListOptions> {}

export const GetOptions = kind('meta.v1.GetOptions', { group: '', version: 'v1', kind: 'GetOptions' }, 'Query settings for reading a single object.', {
  resourceVersion: field(1, string, 'Oldest version acceptable in the reply; unset reads the newest state.'),
});
export interface GetOptions extends TypeOf<typeof GetOptions> {}

export const CreateOptions = kind('meta.v1.CreateOptions', { group: '', version: 'v1', kind: 'CreateOptions' }, 'Query settings for creating an object.', {
  dryRun: field(1, list(string), 'With the value All, the request is processed without anything being persisted.'),
  fieldManager: field(3, string, 'Name recorded as owner of the written fields, up to 128 characters.'),
  fieldValidation: field(4, string, 'Handling of unknown or duplicate fields: Ignore, Warn (the default) or Strict.'),
});
export interface CreateOptions extends TypeOf<typeof CreateOptions> {}

export const UpdateOptions = kind('meta.v1.UpdateOptions', { group: '', version: 'v1', kind: 'UpdateOptions' }, 'Query settings for replacing an object.', {
  dryRun: field(1, list(string), 'With the value All, the request is processed without anything being persisted.'),
  fieldManager: field(2, string, 'Name recorded as owner of the written fields, up to 128 characters.'),
  fieldValidation: field(3, string, 'Handling of unknown or duplicate fields: Ignore, Warn (the default) or Strict.'),
});
export interface UpdateOptions extends TypeOf<typeof UpdateOptions> {}

export const PatchOptions = kind('meta.v1.PatchOptions', { group: '', version: 'v1', kind: 'PatchOptions' }, 'Query settings for patching an object.', {
  dryRun: field(1, list(string), 'With the value All, the request is processed without anything being persisted.'),
  force: field(2, bool, 'If true, an apply patch takes over fields owned by others; apply patches only.', { presence: 'explicit' }),
  fieldManager: field(3, string, 'Name recorded as owner of the written fields; required for apply patches.'),
  fieldValidation: field(4, string, 'Handling of unknown or duplicate fields: Ignore, Warn (the default) or Strict.'),
});
export interface PatchOptions extends TypeOf<typeof PatchOptions> {}

export const TableOptions = kind('meta.v1.TableOptions', { group: '', version: 'v1', kind: 'TableOptions' }, 'Query settings for requesting output as a table.', {
  includeObject: field(1, string, 'What each row embeds of its object: None, Metadata (the default) or Object.'),
});
export interface TableOptions extends TypeOf<typeof TableOptions> {}
