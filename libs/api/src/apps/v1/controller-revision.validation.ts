import { type FieldError, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { immutable, nonNegative } from '../../validation/fields.js';
import type { ControllerRevision } from './controller-revision.js';

export const validateControllerRevision = ({ data, revision }: Draft<ControllerRevision>): FieldError[] => [
  ...(data === undefined ? [required('data', 'data is mandatory')] : []), ...nonNegative('revision', revision),
];

export const validateControllerRevisionUpdate = (revision: Draft<ControllerRevision>, old: Draft<ControllerRevision>): FieldError[] => [
  ...validateControllerRevision(revision), ...immutable('data', revision.data, old.data),
];
