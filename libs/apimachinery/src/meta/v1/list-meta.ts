import { field, int64, message, string, type TypeOf } from '../../schema/index.js';

export const ShardInfo = message('meta.v1.ShardInfo', 'Describes the shard of a collection that a list covers.', {
  selector: field(1, string, 'The shard selector by which the list was filtered.', { required: true, presence: 'always' }),
});
export interface ShardInfo extends TypeOf<typeof ShardInfo> {}

export const ListMeta = message('meta.v1.ListMeta', 'Metadata that lists and other synthetic responses carry.', {
  selfLink: field(1, string, 'Legacy URL of the list, no longer filled in.'),
  resourceVersion: field(2, string, 'Opaque version of the list as a whole, from which a watch can start.'),
  continue: field(3, string, 'Token for fetching the next page; empty on the last page.'),
  remainingItemCount: field(4, int64, 'Estimated number of items not yet returned; may be absent when a selector is used.', { presence: 'explicit' }),
  shardInfo: field(5, ShardInfo, 'Set when the list is limited to a shard of the collection.'),
});
export interface ListMeta extends TypeOf<typeof ListMeta> {}
