import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { PriorityClass, PriorityClassList } from './priority-class.js';
import { priorityClassColumns } from './priority-class.columns.js';
import { defaultPriorityClass } from './priority-class.defaults.js';
import { validatePriorityClass, validatePriorityClassUpdate } from './priority-class.validation.js';

export const priorityclasses = resource<PriorityClass>({
  group: 'scheduling.k8s.io', version: 'v1', resource: 'priorityclasses', singular: 'priorityclass', kind: PriorityClass, list: PriorityClassList, namespaced: false,
  verbs: STANDARD_VERBS, shortNames: ['pc'],
  rules: {
    defaults: defaultPriorityClass, validate: validatePriorityClass, validateUpdate: validatePriorityClassUpdate, columns: priorityClassColumns,
  },
});
