import { child, type FieldError, invalid } from '../errors/field.js';
import type { OwnerReference } from '../meta/v1/object-meta.js';

/** `apps/v1` has a version; so has `v1`; a text with two slashes has none. */
function versionOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  return parts.length > 2 ? '' : parts[parts.length - 1]!;
}

function validateOne(owner: OwnerReference, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (!versionOf(owner.apiVersion ?? '')) errors.push(invalid(child(path, 'apiVersion'), owner.apiVersion, 'version must not be empty'));
  for (const name of ['kind', 'name', 'uid'] as const) {
    if (!owner[name]) errors.push(invalid(child(path, name), owner[name] ?? '', 'must not be empty'));
  }
  if (owner.apiVersion === 'v1' && owner.kind === 'Event') errors.push(invalid(path, owner, '/v1, Kind=Event is disallowed from being an owner'));
  return errors;
}

/** Owners have to be named in full, and only one of them may be the controller. */
export function validateOwnerReferences(owners: readonly OwnerReference[] | undefined, path: string): FieldError[] {
  const errors: FieldError[] = [];
  let controller = '';
  for (const owner of owners ?? []) {
    errors.push(...validateOne(owner, path));
    if (!owner.controller) continue;
    const here = `${owner.kind}/${owner.name}`;
    if (controller) {
      errors.push(invalid(path, owners, `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${here}`));
    } else controller = here;
  }
  return errors;
}
