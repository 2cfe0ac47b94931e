import { field, kind, type TypeOf } from '@kubets/apimachinery/schema/index';
import { PodStatus } from './pod-status.js';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const PodStatusResult = kind('core.v1.PodStatusResult', { group: '', version: 'v1', kind: 'PodStatusResult' }, 'A pod\'s status together with its metadata, kept for older clients.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the pod.', { presence: 'always' }),
  status: field(2, PodStatus, 'The observed state of the pod.', { presence: 'always' }),
});
export interface PodStatusResult extends TypeOf<typeof PodStatusResult> {}
