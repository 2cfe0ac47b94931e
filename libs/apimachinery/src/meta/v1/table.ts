import { field, int32, json, kind, list, message, rawExtension, string, type TypeOf } from '../../schema/index.js';
import { ListMeta } from './list-meta.js';
import { ObjectMeta } from './object-meta.js';

export const TableColumnDefinition = message('meta.v1.TableColumnDefinition', 'Describes one column of a table.', {
  name: field(null, string, 'Heading of the column as shown to people.', { required: true, presence: 'always' }),
  type: field(null, string, 'OpenAPI type of the cells, such as integer, string or boolean.', { required: true, presence: 'always' }),
  format: field(null, string, 'Optional OpenAPI format; the value name marks the object\'s name column.', { required: true, presence: 'always' }),
  description: field(null, string, 'Readable explanation of what the column holds.', { required: true, presence: 'always' }),
  priority: field(null, int32, 'Importance of the column; values above 0 appear only in wide output.', { required: true, presence: 'always' }),
});
export interface TableColumnDefinition extends TypeOf<typeof TableColumnDefinition> {}

export const TableRowCondition = message('meta.v1.TableRowCondition', 'A notable state of a table row.', {
  type: field(null, string, 'Kind of the condition; Completed is the one defined.', { required: true, presence: 'always' }),
  status: field(null, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  reason: field(null, string, 'Short machine-readable cause of the condition.'),
  message: field(null, string, 'Readable details about the condition.'),
});
export interface TableRowCondition extends TypeOf<typeof TableRowCondition> {}

export const TableRow = message('meta.v1.TableRow', 'One row of a table.', {
  cells: field(null, list(json), 'One value per column, in the order of the column definitions.', { required: true }),
  conditions: field(null, list(TableRowCondition), 'Notable states of the row\'s object, such as having completed.'),
  object: field(null, rawExtension, 'The object behind the row, as far as includeObject asks for it.'),
});
export interface TableRow extends TypeOf<typeof TableRow> {}

export const Table = kind('meta.v1.Table', { group: 'meta.k8s.io', version: 'v1', kind: 'Table' }, 'API objects rendered as rows and columns by the server.', {
  metadata: field(null, ListMeta, 'Standard list metadata, as of the underlying list.', { presence: 'always' }),
  columnDefinitions: field(null, list(TableColumnDefinition), 'The columns, in the order in which cells appear in rows.', { required: true }),
  rows: field(null, list(TableRow), 'The rows of the table, one per object.', { required: true }),
});
export interface Table extends TypeOf<typeof Table> {}

export const PartialObjectMetadata = kind('meta.v1.PartialObjectMetadata', { group: 'meta.k8s.io', version: 'v1', kind: 'PartialObjectMetadata' }, 'Any object reduced to its type and metadata.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the represented object.', { presence: 'always' }),
});
export interface PartialObjectMetadata extends TypeOf<typeof PartialObjectMetadata> {}

export const PartialObjectMetadataList = kind('meta.v1.PartialObjectMetadataList', { group: 'meta.k8s.io', version: 'v1', kind: 'PartialObjectMetadataList' }, 'A list of PartialObjectMetadata objects.', {
  metadata: field(1, ListMeta, 'Standard list metadata.', { presence: 'always' }),
  items: field(2, list(PartialObjectMetadata), 'The objects of the list.', { required: true }),
});
export interface PartialObjectMetadataList extends TypeOf<typeof PartialObjectMetadataList> {}
