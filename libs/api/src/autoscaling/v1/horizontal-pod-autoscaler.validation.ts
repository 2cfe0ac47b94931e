import type { FieldError } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { positive } from '../../validation/fields.js';
import { validateScaling } from '../v2/horizontal-pod-autoscaler.validation.js';
import type { HorizontalPodAutoscaler } from './horizontal-pod-autoscaler.js';

export const validateHorizontalPodAutoscaler = ({ spec = {} }: Draft<HorizontalPodAutoscaler>): FieldError[] => [
  ...validateScaling(spec), ...positive('spec.targetCPUUtilizationPercentage', spec.targetCPUUtilizationPercentage),
];
