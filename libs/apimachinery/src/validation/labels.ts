import { child, type FieldError, forbidden, index, invalid, required, tooLong } from '../errors/field.js';
import type { LabelSelector, LabelSelectorRequirement } from '../meta/v1/selectors.js';
import { labelValue, qualifiedName } from './names.js';
import { byteLength } from './wording.js';

type StringMap = { readonly [key: string]: string } | undefined;

/** Bytes that all annotations of an object may have together, keys included. */
export const ANNOTATIONS_LIMIT = 256 * 1024;

export const validateLabelName = (name: string, path: string): FieldError[] => qualifiedName(name).map((message) => invalid(path, name, message));

export const validateLabels = (labels: StringMap, path: string): FieldError[] => Object.entries(labels ?? {}).flatMap(([key, value]) => [
  ...validateLabelName(key, path), ...labelValue(value).map((message) => invalid(path, value, message)),
]);

export const annotationsSize = (annotations: StringMap): number =>
  Object.entries(annotations ?? {}).reduce((sum, [key, value]) => sum + byteLength(key) + byteLength(value), 0);

/** Keys as for labels, but in any case; values are free. */
export const validateAnnotations = (annotations: StringMap, path: string): FieldError[] => [
  ...Object.keys(annotations ?? {}).flatMap((key) => qualifiedName(key.toLowerCase()).map((message) => invalid(path, key, message))),
  ...(annotationsSize(annotations) > ANNOTATIONS_LIMIT ? [tooLong(path, ANNOTATIONS_LIMIT)] : []),
];

function validateRequirement({ key, operator, values = [] }: LabelSelectorRequirement, path: string): FieldError[] {
  const errors: FieldError[] = [];
  if (operator === 'In' || operator === 'NotIn') {
    if (!values.length) errors.push(required(child(path, 'values'), "must be specified when `operator` is 'In' or 'NotIn'"));
  } else if (operator === 'Exists' || operator === 'DoesNotExist') {
    if (values.length) errors.push(forbidden(child(path, 'values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
  } else {
    errors.push(invalid(child(path, 'operator'), operator, 'not a valid selector operator'));
  }
  errors.push(...validateLabelName(key, child(path, 'key')));
  values.forEach((value, at) => errors.push(...labelValue(value).map((message) => invalid(index(child(path, 'values'), at), value, message))));
  return errors;
}

/** A `LabelSelector` of an object; a missing one has nothing wrong. */
export const validateLabelSelector = (selector: LabelSelector | undefined, path: string): FieldError[] => [
  ...validateLabels(selector?.matchLabels, child(path, 'matchLabels')),
  ...(selector?.matchExpressions ?? []).flatMap((each, at) => validateRequirement(each, index(child(path, 'matchExpressions'), at))),
];
