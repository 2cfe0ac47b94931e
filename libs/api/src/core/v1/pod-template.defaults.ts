import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPodTemplate } from './pod-spec.defaults.js';
import type { PodTemplate } from './pod-template.js';

export const defaultPodTemplateObject = (object: Draft<PodTemplate>): void => defaultPodTemplate(object.template ??= {});
