export { InvalidSelector, type Labels, type Operator, requirement, type Requirement } from './requirement.js';
export { everything, nothing, Selector, selectorOf, selectorOfSet } from './label-selector.js';
export { parseLabelSelector } from './label-parser.js';
export { escapeFieldValue, type FieldRequirement, FieldSelector, parseFieldSelector } from './field-selector.js';
