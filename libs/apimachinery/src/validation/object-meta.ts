import { child, type FieldError, forbidden, index, invalid, required, tooLong } from '../errors/field.js';
import type { ManagedFieldsEntry, ObjectMeta } from '../meta/v1/object-meta.js';
import { validateAnnotations, validateLabels } from './labels.js';
import { dns1035Label, dns1123Label, dns1123Subdomain, pathSegment, qualifiedName } from './names.js';
import { validateOwnerReferences } from './owner-references.js';

/** Which names are legal; see `Rules.names`. */
export type NameRule = 'subdomain' | 'label' | 'rfc1035' | 'path';

const NAME_CHECKS: Readonly<Record<NameRule, (name: string, prefix: boolean) => string[]>> = {
  subdomain: (name) => dns1123Subdomain(name), label: dns1123Label, rfc1035: dns1035Label, path: pathSegment,
};

const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';
const MAX_MANAGER = 128;
const MAX_SUBRESOURCE = 256;

/** A prefix may end in a dash, since a suffix will follow. */
const masked = (prefix: string): string => (prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);

/** What is wrong with a name. @param prefix whether it is a `generateName` */
export const nameErrors = (name: string, rule: NameRule, prefix = false): string[] =>
  NAME_CHECKS[rule](prefix && rule !== 'path' ? masked(name) : name, prefix);

const each = (field: string, value: string, messages: readonly string[]): FieldError[] => messages.map((message) => invalid(field, value, message));

function validateNames(meta: ObjectMeta, rule: NameRule, path: string): FieldError[] {
  const errors = meta.generateName ? each(child(path, 'generateName'), meta.generateName, nameErrors(meta.generateName, rule, true)) : [];
  if (!meta.name) return [...errors, required(child(path, 'name'), 'name or generateName is required')];
  return [...errors, ...each(child(path, 'name'), meta.name, nameErrors(meta.name, rule))];
}

function validateNamespace(namespace: string | undefined, namespaced: boolean, path: string): FieldError[] {
  if (!namespaced) return namespace ? [forbidden(path, 'not allowed on this type')] : [];
  return namespace ? each(path, namespace, dns1123Label(namespace)) : [required(path)];
}

export function validateFinalizers(finalizers: readonly string[] | undefined, path: string): FieldError[] {
  if (!finalizers?.length) return [];
  const errors = finalizers.flatMap((name) => each(path, name, qualifiedName(name)));
  if (!finalizers.includes(ORPHAN) || !finalizers.includes(FOREGROUND)) return errors;
  return [...errors, invalid(path, finalizers, `finalizer ${ORPHAN} and ${FOREGROUND} cannot be both set`)];
}

/** Letters, numbers, marks, punctuation, symbols and the plain space. */
const UNPRINTABLE = /[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;
function shownCharacter(character: string): string {
  const code = character.codePointAt(0)!;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** @param manager the name of a field manager, at most 128 printable bytes */
export function validateFieldManager(manager: string | undefined, path: string): FieldError[] {
  if (!manager) return [];
  const errors = Buffer.byteLength(manager) > MAX_MANAGER ? [tooLong(path, MAX_MANAGER)] : [];
  for (const { 0: character, index: at } of manager.matchAll(UNPRINTABLE)) {
    errors.push(invalid(path, manager, `invalid character ${shownCharacter(character)} (at position ${Buffer.byteLength(manager.slice(0, at))})`));
  }
  return errors;
}

export function validateManagedFields(entries: readonly ManagedFieldsEntry[] | undefined, path: string): FieldError[] {
  return (entries ?? []).flatMap((entry, at) => {
    const here = index(path, at);
    const errors: FieldError[] = [];
    if (entry.operation !== 'Apply' && entry.operation !== 'Update') errors.push(invalid(child(here, 'operation'), entry.operation ?? '', 'must be `Apply` or `Update`'));
    if (entry.fieldsType && entry.fieldsType !== 'FieldsV1') errors.push(invalid(child(here, 'fieldsType'), entry.fieldsType, 'must be `FieldsV1`'));
    errors.push(...validateFieldManager(entry.manager, child(here, 'manager')));
    if (entry.subresource && entry.subresource.length > MAX_SUBRESOURCE) errors.push(tooLong(child(here, 'subresource'), MAX_SUBRESOURCE));
    return errors;
  });
}

const validateMaps = (meta: ObjectMeta, path: string): FieldError[] => [
  ...validateLabels(meta.labels, child(path, 'labels')),
  ...validateAnnotations(meta.annotations, child(path, 'annotations')),
  ...validateOwnerReferences(meta.ownerReferences, child(path, 'ownerReferences')),
];

/**
 * Everything that is wrong with the metadata of a new object, after its name has been generated.
 * @param path where the metadata is, usually `metadata`
 */
export function validateObjectMeta(meta: ObjectMeta, rules: { namespaced: boolean; nameRule: NameRule }, path: string): FieldError[] {
  return [
    ...validateNames(meta, rules.nameRule, path),
    ...validateNamespace(meta.namespace, rules.namespaced, child(path, 'namespace')),
    ...((meta.generation ?? 0) < 0 ? [invalid(child(path, 'generation'), meta.generation, 'must be greater than or equal to 0')] : []),
    ...validateMaps(meta, path),
    ...validateFinalizers(meta.finalizers, child(path, 'finalizers')),
    ...validateManagedFields(meta.managedFields, child(path, 'managedFields')),
  ];
}

/** In the order in which they are reported. A missing value counts as its zero. */
const IMMUTABLE = [
  ['name', ''], ['namespace', ''], ['uid', ''], ['creationTimestamp', null], ['deletionTimestamp', null], ['deletionGracePeriodSeconds', null],
] as const satisfies readonly (readonly [keyof ObjectMeta, unknown])[];

/** Everything that is wrong with a change of metadata. */
export function validateObjectMetaUpdate(meta: ObjectMeta, old: ObjectMeta, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (old.deletionTimestamp) {
    const added = [...new Set(meta.finalizers ?? [])].filter((name) => !old.finalizers?.includes(name)).sort();
    if (added.length) {
      errors.push(forbidden(child(path, 'finalizers'),
        `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((name) => JSON.stringify(name)).join(', ')}}`));
    }
  }
  if (!meta.resourceVersion) errors.push(invalid(child(path, 'resourceVersion'), meta.resourceVersion ?? '', 'must be specified for an update'));
  if ((meta.generation ?? 0) < (old.generation ?? 0)) errors.push(invalid(child(path, 'generation'), meta.generation ?? 0, 'must not be decremented'));
  for (const [name, zero] of IMMUTABLE) {
    if ((meta[name] ?? zero) !== (old[name] ?? zero)) errors.push(invalid(child(path, name), meta[name] ?? zero, 'field is immutable'));
  }
  return [...errors, ...validateMaps(meta, path), ...validateManagedFields(meta.managedFields, child(path, 'managedFields'))];
}
