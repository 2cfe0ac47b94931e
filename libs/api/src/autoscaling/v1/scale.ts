import { field, int32, kind, message, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ScaleSpec = message('autoscaling.v1.ScaleSpec', 'Scaling intent for the underlying resource.', {
  replicas: field(1, int32, 'How many instances the resource should have; zero or more.', { default: 0 }),
});
export interface ScaleSpec extends TypeOf<typeof ScaleSpec> {}

export const ScaleStatus = message('autoscaling.v1.ScaleStatus', 'Scaling state observed on the underlying resource.', {
  replicas: field(1, int32, 'How many instances were actually seen running.', { required: true, presence: 'always' }),
  selector: field(2, string, 'Label query, in string form, that matches the resource\'s pods.'),
});
export interface ScaleStatus extends TypeOf<typeof ScaleStatus> {}

export const Scale = kind('autoscaling.v1.Scale', { group: 'autoscaling', version: 'v1', kind: 'Scale' }, 'Generic view of a scalable resource, exposing only its replica counts.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the scaled resource.', { presence: 'always' }),
  spec: field(2, ScaleSpec, 'The wanted number of replicas.', { presence: 'always' }),
  status: field(3, ScaleStatus, 'The observed replica count; read-only.', { presence: 'always' }),
});
export interface Scale extends TypeOf<typeof Scale> {}
