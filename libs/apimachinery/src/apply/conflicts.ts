import { StatusError } from '../errors/status.js';
import type { ManagedFieldsEntry } from '../meta/v1/object-meta.js';
import { type FieldSet, paths } from './field-set.js';
import { identity, type Owner } from './managers.js';

/** Fields of one owner that an apply would take. */
export interface Conflict { readonly owner: Owner; readonly fields: FieldSet }

const show = ({ manager, operation, apiVersion, subresource }: ManagedFieldsEntry): string =>
  `${JSON.stringify(manager ?? '')}${subresource ? ` with subresource ${JSON.stringify(subresource)}` : ''}${operation === 'Update' ? ` using ${apiVersion}` : ''}`;

/** The refusal of an apply that would take fields of others, with one cause per field. */
export function applyConflict(conflicts: readonly Conflict[]): StatusError {
  const inOrder = [...conflicts].sort((a, b) => (identity(a.owner.entry) < identity(b.owner.entry) ? -1 : 1))
    .map(({ owner, fields }) => ({ manager: show(owner.entry), fields: paths(fields) }));
  const causes = inOrder.flatMap(({ manager, fields }) => fields.map((field) => ({ reason: 'FieldManagerConflict', message: `conflict with ${manager}`, field })));
  const text = causes.length === 1
    ? `Apply failed with 1 conflict: ${causes[0]!.message}: ${causes[0]!.field}`
    : `Apply failed with ${causes.length} conflicts: ${inOrder.flatMap(({ manager, fields }) => [`conflicts with ${manager}:`, ...fields.map((field) => `- ${field}`)]).join('\n')}`;
  return new StatusError(409, 'Conflict', text, { causes });
}
