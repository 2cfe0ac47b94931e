import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { RuntimeClass, RuntimeClassList } from './runtime-class.js';
import { runtimeClassColumns } from './runtime-class.columns.js';
import { validateRuntimeClass, validateRuntimeClassUpdate } from './runtime-class.validation.js';

export const runtimeclasses = resource<RuntimeClass>({
  group: 'node.k8s.io', version: 'v1', resource: 'runtimeclasses', singular: 'runtimeclass', kind: RuntimeClass, list: RuntimeClassList, namespaced: false,
  verbs: STANDARD_VERBS,
  rules: { validate: validateRuntimeClass, validateUpdate: validateRuntimeClassUpdate, columns: runtimeClassColumns },
});
