import { field, int32, int64, kind, kindList, list, message, quantity, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const MetricTarget = message('autoscaling.v2.MetricTarget', 'The level a metric should be held at.', {
  type: field(1, string, 'Which kind of goal is given: Utilization, Value or AverageValue.', { required: true, presence: 'always' }),
  value: field(2, quantity, 'Goal for the metric\'s total value, as a quantity.'),
  averageValue: field(3, quantity, 'Goal for the metric\'s mean over all pods, as a quantity.'),
  averageUtilization: field(4, int32, 'Goal in percent of the requested resource; only for resource metric sources.', { presence: 'explicit' }),
});
export interface MetricTarget extends TypeOf<typeof MetricTarget> {}

export const ContainerResourceMetricSource = message('autoscaling.v2.ContainerResourceMetricSource', 'Scales on the CPU or memory use of one named container across the pods.', {
  name: field(1, string, 'Name of the resource, such as cpu or memory.', { required: true, presence: 'always' }),
  target: field(2, MetricTarget, 'The level the metric should be held at.', { required: true, presence: 'always' }),
  container: field(3, string, 'Name of the container, in each pod, to measure.', { required: true, presence: 'always' }),
});
export interface ContainerResourceMetricSource extends TypeOf<typeof ContainerResourceMetricSource> {}

export const MetricValueStatus = message('autoscaling.v2.MetricValueStatus', 'The current value of a metric in one or more forms.', {
  value: field(1, quantity, 'Total value of the metric, as a quantity.'),
  averageValue: field(2, quantity, 'Mean of the metric over all pods, as a quantity.'),
  averageUtilization: field(3, int32, 'Mean use in percent of the requested resource, for resource metrics only.', { presence: 'explicit' }),
});
export interface MetricValueStatus extends TypeOf<typeof MetricValueStatus> {}

export const ContainerResourceMetricStatus = message('autoscaling.v2.ContainerResourceMetricStatus', 'Latest reading of one container\'s resource use across the pods.', {
  name: field(1, string, 'Name of the measured resource, such as cpu or memory.', { required: true, presence: 'always' }),
  current: field(2, MetricValueStatus, 'The value last read for this metric.', { required: true, presence: 'always' }),
  container: field(3, string, 'Name of the container that was measured.', { required: true, presence: 'always' }),
});
export interface ContainerResourceMetricStatus extends TypeOf<typeof ContainerResourceMetricStatus> {}

export const CrossVersionObjectReference = message('autoscaling.v2.CrossVersionObjectReference', 'Points to an object in the same namespace without pinning its schema version.', {
  kind: field(1, string, 'Kind of the object referred to.', { required: true, presence: 'always' }),
  name: field(2, string, 'Name of the object referred to.', { required: true, presence: 'always' }),
  apiVersion: field(3, string, 'API group and version of the object referred to.'),
});
export interface CrossVersionObjectReference extends TypeOf<typeof CrossVersionObjectReference> {}

export const MetricIdentifier = message('autoscaling.v2.MetricIdentifier', 'Name of a metric, optionally narrowed by labels.', {
  name: field(1, string, 'Name of the metric to query.', { required: true, presence: 'always' }),
  selector: field(2, LabelSelector, 'Labels passed to the metrics server to narrow the series; only the name when unset.'),
});
export interface MetricIdentifier extends TypeOf<typeof MetricIdentifier> {}

export const ExternalMetricSource = message('autoscaling.v2.ExternalMetricSource', 'Scales on a metric that belongs to no cluster object, such as a queue length.', {
  metric: field(1, MetricIdentifier, 'Which external metric to read.', { required: true, presence: 'always' }),
  target: field(2, MetricTarget, 'The level the metric should be held at.', { required: true, presence: 'always' }),
});
export interface ExternalMetricSource extends TypeOf<typeof ExternalMetricSource> {}

export const ExternalMetricStatus = message('autoscaling.v2.ExternalMetricStatus', 'Latest reading of a metric from outside the cluster.', {
  metric: field(1, MetricIdentifier, 'Which external metric was read.', { required: true, presence: 'always' }),
  current: field(2, MetricValueStatus, 'The value last read for this metric.', { required: true, presence: 'always' }),
});
export interface ExternalMetricStatus extends TypeOf<typeof ExternalMetricStatus> {}

export const HPAScalingPolicy = message('autoscaling.v2.HPAScalingPolicy', 'Caps how much may be scaled within a given period.', {
  type: field(1, string, 'Unit of the cap: Pods for a count or Percent of current replicas.', { required: true, presence: 'always' }),
  value: field(2, int32, 'Largest change allowed per period, in the unit named by type; above zero.', { required: true, presence: 'always' }),
  periodSeconds: field(3, int32, 'Length in seconds of the window the cap applies to, from 1 to 1800.', { required: true, presence: 'always' }),
});
export interface HPAScalingPolicy extends TypeOf<typeof HPAScalingPolicy> {}

export const HPAScalingRules = message('autoscaling.v2.HPAScalingRules', 'Pace and damping of scaling in one direction.', {
  stabilizationWindowSeconds: field(3, int32,
    'Seconds of past recommendations to weigh, 0 to 3600; default 0 upward, 300 downward.',
    { presence: 'explicit' }),
  selectPolicy: field(1, string, 'Which policy wins: Max (default), Min, or Disabled to forbid this direction.', { presence: 'explicit' }),
  policies: field(2, list(HPAScalingPolicy), 'Rate limits considered together; defaults apply when the list is omitted.', { list: 'atomic' }),
  tolerance: field(4, quantity, 'Relative deviation from the target that triggers no scaling; cluster-wide default, usually 0.1, when unset.'),
});
export interface HPAScalingRules extends TypeOf<typeof HPAScalingRules> {}

export const HorizontalPodAutoscalerBehavior = message('autoscaling.v2.HorizontalPodAutoscalerBehavior', 'Separate scaling rules for growing and for shrinking.', {
  scaleUp: field(1, HPAScalingRules, 'Rules for adding pods; by default up to 4 pods or double every 15 seconds.'),
  scaleDown: field(2, HPAScalingRules, 'Rules for removing pods; by default down to minReplicas after a 300 second window.'),
});
export interface HorizontalPodAutoscalerBehavior extends TypeOf<typeof HorizontalPodAutoscalerBehavior> {}

export const HorizontalPodAutoscalerCondition = message('autoscaling.v2.HorizontalPodAutoscalerCondition', 'One aspect of the autoscaler\'s ability to do its work.', {
  type: field(1, string, 'Aspect being reported: AbleToScale, ScalingActive or ScalingLimited.', { required: true, presence: 'always' }),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.', { required: true, presence: 'always' }),
  lastTransitionTime: field(3, time, 'When the status value last flipped.'),
  reason: field(4, string, 'Short CamelCase cause of the latest transition.'),
  message: field(5, string, 'Details of the latest transition in readable form.'),
});
export interface HorizontalPodAutoscalerCondition extends TypeOf<typeof HorizontalPodAutoscalerCondition> {}

export const ObjectMetricSource = message('autoscaling.v2.ObjectMetricSource', 'Scales on a metric that describes one cluster object.', {
  describedObject: field(1, CrossVersionObjectReference,
    'The object, in the same namespace, that the metric describes.',
    { required: true, presence: 'always' }),
  target: field(2, MetricTarget, 'The level the metric should be held at.', { required: true, presence: 'always' }),
  metric: field(3, MetricIdentifier, 'Which metric of the object to read.', { required: true, presence: 'always' }),
});
export interface ObjectMetricSource extends TypeOf<typeof ObjectMetricSource> {}

export const PodsMetricSource = message('autoscaling.v2.PodsMetricSource', 'Scales on a custom metric reported by every pod and averaged.', {
  metric: field(1, MetricIdentifier, 'Which per-pod metric to read.', { required: true, presence: 'always' }),
  target: field(2, MetricTarget, 'The average the metric should be held at.', { required: true, presence: 'always' }),
});
export interface PodsMetricSource extends TypeOf<typeof PodsMetricSource> {}

export const ResourceMetricSource = message('autoscaling.v2.ResourceMetricSource', 'Scales on the pods\' use of a resource they request, such as CPU.', {
  name: field(1, string, 'Name of the resource, such as cpu or memory.', { required: true, presence: 'always' }),
  target: field(2, MetricTarget, 'The level the resource use should be held at.', { required: true, presence: 'always' }),
});
export interface ResourceMetricSource extends TypeOf<typeof ResourceMetricSource> {}

export const MetricSpec = message('autoscaling.v2.MetricSpec', 'One metric to scale on; only the member matching type is set.', {
  type: field(1, string, 'Kind of source: Object, Pods, Resource, ContainerResource or External.', { required: true, presence: 'always' }),
  object: field(2, ObjectMetricSource, 'Metric that describes a single cluster object, such as hits on an ingress.'),
  pods: field(3, PodsMetricSource, 'Metric taken from each pod and averaged before comparison.'),
  resource: field(4, ResourceMetricSource, 'Requested resource, such as CPU, summed over each pod\'s containers.'),
  containerResource: field(7, ContainerResourceMetricSource, 'Requested resource of one named container in each pod.'),
  external: field(5, ExternalMetricSource, 'Metric that comes from outside the cluster.'),
});
export interface MetricSpec extends TypeOf<typeof MetricSpec> {}

export const HorizontalPodAutoscalerSpec = message('autoscaling.v2.HorizontalPodAutoscalerSpec', 'What to scale, within which bounds, and by which metrics.', {
  scaleTargetRef: field(1, CrossVersionObjectReference,
    'The workload to scale; it must offer a scale subresource.',
    { required: true, presence: 'always' }),
  minReplicas: field(2, int32, 'Lowest replica count the autoscaler may choose; 1 when unset.', { presence: 'explicit' }),
  maxReplicas: field(3, int32, 'Highest replica count the autoscaler may choose; not below minReplicas.', { required: true, presence: 'always' }),
  metrics: field(4, list(MetricSpec), 'Metrics to evaluate, the largest proposal winning; 80% average CPU when unset.', { list: 'atomic' }),
  behavior: field(5, HorizontalPodAutoscalerBehavior, 'Pace of scaling up and down; built-in defaults apply when unset.'),
});
export interface HorizontalPodAutoscalerSpec extends TypeOf<typeof HorizontalPodAutoscalerSpec> {}

export const ObjectMetricStatus = message('autoscaling.v2.ObjectMetricStatus', 'Latest reading of a metric that describes one cluster object.', {
  metric: field(1, MetricIdentifier, 'Which metric of the object was read.', { required: true, presence: 'always' }),
  current: field(2, MetricValueStatus, 'The value last read for this metric.', { required: true, presence: 'always' }),
  describedObject: field(3, CrossVersionObjectReference,
    'The object, in the same namespace, that the metric describes.',
    { required: true, presence: 'always' }),
});
export interface ObjectMetricStatus extends TypeOf<typeof ObjectMetricStatus> {}

export const PodsMetricStatus = message('autoscaling.v2.PodsMetricStatus', 'Latest average of a custom metric reported by every pod.', {
  metric: field(1, MetricIdentifier, 'Which per-pod metric was read.', { required: true, presence: 'always' }),
  current: field(2, MetricValueStatus, 'The value last read for this metric.', { required: true, presence: 'always' }),
});
export interface PodsMetricStatus extends TypeOf<typeof PodsMetricStatus> {}

export const ResourceMetricStatus = message('autoscaling.v2.ResourceMetricStatus', 'Latest reading of the pods\' use of a requested resource.', {
  name: field(1, string, 'Name of the measured resource, such as cpu or memory.', { required: true, presence: 'always' }),
  current: field(2, MetricValueStatus, 'The value last read for this metric.', { required: true, presence: 'always' }),
});
export interface ResourceMetricStatus extends TypeOf<typeof ResourceMetricStatus> {}

export const MetricStatus = message('autoscaling.v2.MetricStatus', 'Last reading of one metric; only the member matching type is set.', {
  type: field(1, string, 'Kind of source: Object, Pods, Resource, ContainerResource or External.', { required: true, presence: 'always' }),
  object: field(2, ObjectMetricStatus, 'Reading of a metric that describes a single cluster object.'),
  pods: field(3, PodsMetricStatus, 'Reading of a per-pod metric averaged over the pods.'),
  resource: field(4, ResourceMetricStatus, 'Reading of a resource used by whole pods.'),
  containerResource: field(7, ContainerResourceMetricStatus, 'Reading of a resource used by one named container.'),
  external: field(5, ExternalMetricStatus, 'Reading of a metric from outside the cluster.'),
});
export interface MetricStatus extends TypeOf<typeof MetricStatus> {}

export const HorizontalPodAutoscalerStatus = message('autoscaling.v2.HorizontalPodAutoscalerStatus', 'Latest readings and decisions of the autoscaler.', {
  observedGeneration: field(1, int64, 'Latest spec generation the autoscaler has acted upon.', { presence: 'explicit' }),
  lastScaleTime: field(2, time, 'When the autoscaler last changed the replica count.'),
  currentReplicas: field(3, int32, 'Number of replicas the target had at the last check.'),
  desiredReplicas: field(4, int32, 'Number of replicas the autoscaler last decided on.', { required: true, presence: 'always' }),
  currentMetrics: field(5, list(MetricStatus), 'Most recent reading of each configured metric.', { presence: 'explicit', list: 'atomic' }),
  conditions: field(6, list(HorizontalPodAutoscalerCondition),
    'What the autoscaler can and cannot do at present, keyed by type.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface HorizontalPodAutoscalerStatus extends TypeOf<typeof HorizontalPodAutoscalerStatus> {}

export const HorizontalPodAutoscaler = kind('autoscaling.v2.HorizontalPodAutoscaler', { group: 'autoscaling', version: 'v2', kind: 'HorizontalPodAutoscaler' }, 'Adjusts a workload\'s replica count according to one or more metrics.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the autoscaler.', { presence: 'always' }),
  spec: field(2, HorizontalPodAutoscalerSpec, 'The wanted scaling behavior of the autoscaler.', { required: true, presence: 'always' }),
  status: field(3, HorizontalPodAutoscalerStatus, 'The observed state of the autoscaler.', { presence: 'always' }),
});
export interface HorizontalPodAutoscaler extends TypeOf<typeof HorizontalPodAutoscaler> {}

export const HorizontalPodAutoscalerList = kindList('autoscaling.v2.HorizontalPodAutoscalerList', HorizontalPodAutoscaler, ListMeta, 'A list of HorizontalPodAutoscaler objects.');
export interface HorizontalPodAutoscalerList extends TypeOf<typeof HorizontalPodAutoscalerList> {}
