import { field, int32, int64, kind, kindList, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const CrossVersionObjectReference = message('autoscaling.v1.CrossVersionObjectReference', 'Points to an object in the same namespace without pinning its schema version.', {
  kind: field(1, string, 'Kind of the object referred to.', { required: true, presence: 'always' }),
  name: field(2, string, 'Name of the object referred to.', { required: true, presence: 'always' }),
  apiVersion: field(3, string, 'API group and version of the object referred to.'),
}, { atomic: true });
export interface CrossVersionObjectReference extends TypeOf<typeof CrossVersionObjectReference> {}

export const HorizontalPodAutoscalerSpec = message('autoscaling.v1.HorizontalPodAutoscalerSpec', 'What to scale, within which bounds, and towards which CPU level.', {
  scaleTargetRef: field(1, CrossVersionObjectReference,
    'The workload to scale; it must offer a scale subresource.',
    { required: true, presence: 'always' }),
  minReplicas: field(2, int32, 'Lowest replica count the autoscaler may choose; 1 when unset.', { presence: 'explicit' }),
  maxReplicas: field(3, int32, 'Highest replica count the autoscaler may choose; not below minReplicas.', { required: true, presence: 'always' }),
  targetCPUUtilizationPercentage: field(4, int32, 'Average CPU usage aimed for, in percent of the pods\' requested CPU.', { presence: 'explicit' }),
});
export interface HorizontalPodAutoscalerSpec extends TypeOf<typeof HorizontalPodAutoscalerSpec> {}

export const HorizontalPodAutoscalerStatus = message('autoscaling.v1.HorizontalPodAutoscalerStatus', 'Latest readings and decisions of the autoscaler.', {
  observedGeneration: field(1, int64, 'Latest spec generation the autoscaler has acted upon.', { presence: 'explicit' }),
  lastScaleTime: field(2, time, 'When the autoscaler last changed the replica count.'),
  currentReplicas: field(3, int32, 'Number of replicas the target had at the last check.', { required: true, presence: 'always' }),
  desiredReplicas: field(4, int32, 'Number of replicas the autoscaler last decided on.', { required: true, presence: 'always' }),
  currentCPUUtilizationPercentage: field(5, int32, 'Average CPU usage across pods, in percent of their requested CPU.', { presence: 'explicit' }),
});
export interface HorizontalPodAutoscalerStatus extends TypeOf<typeof HorizontalPodAutoscalerStatus> {}

export const HorizontalPodAutoscaler = kind('autoscaling.v1.HorizontalPodAutoscaler', { group: 'autoscaling', version: 'v1', kind: 'HorizontalPodAutoscaler' }, 'Adjusts a workload\'s replica count according to average CPU usage.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the autoscaler.', { presence: 'always' }),
  spec: field(2, HorizontalPodAutoscalerSpec, 'The wanted scaling behavior of the autoscaler.', { required: true, presence: 'always' }),
  status: field(3, HorizontalPodAutoscalerStatus, 'The observed state of the autoscaler.', { presence: 'always' }),
});
export interface HorizontalPodAutoscaler extends TypeOf<typeof HorizontalPodAutoscaler> {}

export const HorizontalPodAutoscalerList = kindList('autoscaling.v1.HorizontalPodAutoscalerList', HorizontalPodAutoscaler, ListMeta, 'A list of HorizontalPodAutoscaler objects.');
export interface HorizontalPodAutoscalerList extends TypeOf<typeof HorizontalPodAutoscalerList> {}
