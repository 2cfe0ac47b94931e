import { field, list, map, message, string, type TypeOf } from '../../schema/index.js';

export const FieldSelectorRequirement = message('meta.v1.FieldSelectorRequirement', 'One condition of a field selector.', {
  key: field(1, string, 'Path of the field to which the condition applies.', { required: true, presence: 'always' }),
  operator: field(2, string, 'Relation of field and values: In, NotIn, Exists or DoesNotExist.', { required: true, presence: 'always' }),
  values: field(3, list(string), 'Values to compare; non-empty for In and NotIn, empty otherwise.', { list: 'atomic' }),
});
export interface FieldSelectorRequirement extends TypeOf<typeof FieldSelectorRequirement> {}

export const LabelSelectorRequirement = message('meta.v1.LabelSelectorRequirement', 'One condition of a label selector.', {
  key: field(1, string, 'Label key to which the condition applies.', { required: true, presence: 'always' }),
  operator: field(2, string, 'Relation of label and values: In, NotIn, Exists or DoesNotExist.', { required: true, presence: 'always' }),
  values: field(3, list(string), 'Values to compare; non-empty for In and NotIn, empty otherwise.', { list: 'atomic' }),
});
export interface LabelSelectorRequirement extends TypeOf<typeof LabelSelectorRequirement> {}

export const LabelSelector = message('meta.v1.LabelSelector', 'Selects objects by label; all parts apply together, and an empty one selects everything.', {
  matchLabels: field(1, map(string), 'Exact label values that are required, each key with its value.'),
  matchExpressions: field(2, list(LabelSelectorRequirement), 'Conditions on labels, all of which need to hold.', { list: 'atomic' }),
}, { atomic: true });
export interface LabelSelector extends TypeOf<typeof LabelSelector> {}
