import type { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';
import { type FieldError, child, forbidden, index, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { each, invalidAll } from './fields.js';
import { isLabelValue, isQualifiedName } from './names.js';

type Labels = Readonly<Record<string, string | undefined>>;

export const checkLabels = (labels: Labels | undefined, path: string): FieldError[] =>
  Object.entries(labels ?? {}).flatMap(([key, value = '']) => [
    ...invalidAll(path, key, isQualifiedName(key)), ...invalidAll(path, value, isLabelValue(value)),
  ]);

const MAX_ANNOTATIONS_BYTES = 256 * 1024;

/** Annotations of a template; those of the object itself are checked with the rest of its metadata. */
export function checkAnnotations(annotations: Labels | undefined, path: string): FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const size = entries.reduce((sum, [key, value = '']) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  return [
    ...entries.flatMap(([key]) => invalidAll(path, key, isQualifiedName(key.toLowerCase()))),
    ...(size > MAX_ANNOTATIONS_BYTES ? [invalid(path, `${size} bytes`, `may not be more than ${MAX_ANNOTATIONS_BYTES} bytes`)] : []),
  ];
}

/** Errors of a label selector's own form. */
export function checkSelector(selector: Draft<LabelSelector> | undefined, path: string): FieldError[] {
  if (!selector) return [];
  return [
    ...checkLabels(selector.matchLabels, child(path, 'matchLabels')),
    ...each(selector.matchExpressions, child(path, 'matchExpressions'), ({ key = '', operator, values = [] }, at) => {
      const errors: FieldError[] = [];
      if (operator === 'In' || operator === 'NotIn') {
        if (values.length === 0) errors.push(required(child(at, 'values'), "must be specified when `operator` is 'In' or 'NotIn'"));
      } else if (operator === 'Exists' || operator === 'DoesNotExist') {
        if (values.length) errors.push(forbidden(child(at, 'values'), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
      } else errors.push(invalid(child(at, 'operator'), operator ?? '', 'not a valid selector operator'));
      errors.push(...invalidAll(child(at, 'key'), key, isQualifiedName(key)));
      values.forEach((value, n) => errors.push(...invalidAll(index(child(at, 'values'), n), value, isLabelValue(value))));
      return errors;
    }),
  ];
}

/** Whether a selector has no parts, and so would select everything. */
export const isEmptySelector = (selector: Draft<LabelSelector> | undefined): boolean =>
  Object.keys(selector?.matchLabels ?? {}).length === 0 && !selector?.matchExpressions?.length;

export const selects = (selector: Draft<LabelSelector>, labels: Labels = {}): boolean =>
  Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value)
  && (selector.matchExpressions ?? []).every(({ key = '', operator, values }) => {
    const value = labels[key];
    switch (operator) {
      case 'In': return value !== undefined && values?.includes(value) === true;
      case 'NotIn': return value === undefined || !values?.includes(value);
      case 'Exists': return value !== undefined;
      default: return value === undefined;
    }
  });

/**
 * A workload's selector must be there and must select the pods that its template makes.
 * @param owner what the workload is called in messages, such as `deployment`
 */
export function checkTemplateSelector(selector: Draft<LabelSelector> | undefined, templateLabels: Labels | undefined, owner: string): FieldError[] {
  const path = 'spec.selector';
  if (!selector) return [required(path)];
  const errors = checkSelector(selector, path);
  if (isEmptySelector(selector)) errors.push(invalid(path, selector, `empty selector is invalid for ${owner}`));
  else if (errors.length === 0 && !selects(selector, templateLabels)) {
    errors.push(invalid('spec.template.metadata.labels', templateLabels ?? {}, '`selector` does not match template `labels`'));
  }
  return errors;
}
