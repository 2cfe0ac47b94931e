import { type FieldError, index } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Label } from '@kubets/apimachinery/validation/names';
import { resourceQuantity } from '../../core/v1/resources.validation.js';
import { validateTolerations } from '../../core/v1/scheduling.validation.js';
import { immutable, requiredText } from '../../validation/fields.js';
import { checkLabels } from '../../validation/labels.js';
import type { RuntimeClass } from './runtime-class.js';

export const validateRuntimeClass = ({ handler, overhead, scheduling }: Draft<RuntimeClass>): FieldError[] => [
  ...requiredText('handler', handler, dns1123Label),
  ...Object.entries(overhead?.podFixed ?? {}).flatMap(([name, quantity]) => resourceQuantity(name, quantity, index('overhead.podFixed', name))),
  ...checkLabels(scheduling?.nodeSelector, 'scheduling.nodeSelector'),
  ...validateTolerations(scheduling?.tolerations, 'scheduling.tolerations'),
];

export const validateRuntimeClassUpdate = (runtime: Draft<RuntimeClass>, old: Draft<RuntimeClass>): FieldError[] => [
  ...validateRuntimeClass(runtime), ...immutable('handler', runtime.handler, old.handler),
];
