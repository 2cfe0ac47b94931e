import type { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';
import { type FieldError, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { selectorOf } from '@kubets/apimachinery/selectors/index';
import { validateAnnotations, validateLabelSelector, validateLabels } from '@kubets/apimachinery/validation/labels';

type Labels = Readonly<Record<string, string | undefined>> | undefined;

/** Drafts may leave out what a label cannot: these turn what is missing into what is empty, which the checks then refuse. */
const whole = (labels: Labels): Record<string, string> => Object.fromEntries(Object.entries(labels ?? {}).map(([key, value]) => [key, value ?? '']));
const wholeSelector = ({ matchLabels, matchExpressions }: Draft<LabelSelector>): LabelSelector => ({
  matchLabels: whole(matchLabels),
  matchExpressions: (matchExpressions ?? []).map(({ key = '', operator = '', values = [] }) => ({ key, operator, values })),
});

export const checkLabels = (labels: Labels, path: string): FieldError[] => validateLabels(whole(labels), path);
export const checkAnnotations = (annotations: Labels, path: string): FieldError[] => validateAnnotations(whole(annotations), path);

/** Errors of a label selector's own form. */
export const checkSelector = (selector: Draft<LabelSelector> | undefined, path: string): FieldError[] =>
  (selector ? validateLabelSelector(wholeSelector(selector), path) : []);

/** Whether a selector has no parts, and so would select everything. */
export const isEmptySelector = (selector: Draft<LabelSelector> | undefined): boolean =>
  Object.keys(selector?.matchLabels ?? {}).length === 0 && !selector?.matchExpressions?.length;

/**
 * A workload's selector must be there and must select the pods that its template makes.
 * @param owner what the workload is called in messages, such as `deployment`
 */
export function checkTemplateSelector(selector: Draft<LabelSelector> | undefined, templateLabels: Labels, owner: string): FieldError[] {
  const path = 'spec.selector';
  const mismatch = (): FieldError => invalid('spec.template.metadata.labels', templateLabels ?? {}, '`selector` does not match template `labels`');
  // No selector selects nothing, the template's pods included.
  if (!selector) return [required(path), mismatch()];
  const errors = checkSelector(selector, path);
  if (isEmptySelector(selector)) return [...errors, invalid(path, selector, `empty selector is invalid for ${owner}`)];
  if (errors.length === 0 && !selectorOf(wholeSelector(selector)).matches(whole(templateLabels))) {
    errors.push(mismatch());
  }
  return errors;
}
