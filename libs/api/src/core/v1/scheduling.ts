import { field, int32, int64, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const NodeSelectorRequirement = message('core.v1.NodeSelectorRequirement', 'A single test applied to a node label or field.', {
  key: field(1, string, 'Label or field name that the test looks at.', { required: true, presence: 'always' }),
  operator: field(2, string,
    'How the node\'s value is compared with the given values.',
    { required: true, presence: 'always', enum: ['In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'] }),
  values: field(3, list(string), 'Operands: some for In and NotIn, none for Exists and DoesNotExist, one integer for Gt and Lt.', { list: 'atomic' }),
});
export interface NodeSelectorRequirement extends TypeOf<typeof NodeSelectorRequirement> {}

export const NodeSelectorTerm = message('core.v1.NodeSelectorTerm', 'A set of node tests that must all pass; an empty term selects nothing.', {
  matchExpressions: field(1, list(NodeSelectorRequirement), 'Tests applied to the node\'s labels; all must pass.', { list: 'atomic' }),
  matchFields: field(2, list(NodeSelectorRequirement),
    'Tests applied to the node\'s fields, such as metadata.name; all must pass.',
    { list: 'atomic' }),
}, { atomic: true });
export interface NodeSelectorTerm extends TypeOf<typeof NodeSelectorTerm> {}

export const NodeSelector = message('core.v1.NodeSelector', 'A choice of nodes expressed as alternatives, any one of which suffices.', {
  nodeSelectorTerms: field(1, list(NodeSelectorTerm),
    'Alternative terms, at least one; a node qualifies if any term matches.',
    { required: true, list: 'atomic' }),
}, { atomic: true });
export interface NodeSelector extends TypeOf<typeof NodeSelector> {}

export const PreferredSchedulingTerm = message('core.v1.PreferredSchedulingTerm', 'A node preference together with its importance.', {
  weight: field(1, int32, 'Importance of this preference, from 1 to 100.', { required: true, presence: 'always' }),
  preference: field(2, NodeSelectorTerm,
    'Node tests whose match earns the weight; an empty one earns nothing.',
    { required: true, presence: 'always' }),
});
export interface PreferredSchedulingTerm extends TypeOf<typeof PreferredSchedulingTerm> {}

export const NodeAffinity = message('core.v1.NodeAffinity', 'Rules that steer a pod to nodes by their labels or fields.', {
  requiredDuringSchedulingIgnoredDuringExecution: field(1, NodeSelector,
    'Node rules that must hold at scheduling time; running pods stay if nodes later change.'),
  preferredDuringSchedulingIgnoredDuringExecution: field(2, list(PreferredSchedulingTerm),
    'Weighted node preferences the scheduler tries to honour but may break.',
    { list: 'atomic' }),
});
export interface NodeAffinity extends TypeOf<typeof NodeAffinity> {}

export const PodAffinityTerm = message('core.v1.PodAffinityTerm', 'Identifies a group of pods and the topology domain in which to find them.', {
  labelSelector: field(1, LabelSelector, 'Labels of the pods considered; leaving it unset matches no pods.'),
  namespaces: field(2, list(string), 'Namespaces searched for pods; with no namespaceSelector either, the pod\'s own one.', { list: 'atomic' }),
  topologyKey: field(3, string, 'Node label whose equal values mean the same location; must not be empty.', { required: true, presence: 'always' }),
  namespaceSelector: field(4, LabelSelector, 'Labels of additional namespaces to search; an empty selector means every namespace.'),
  matchLabelKeys: field(5, list(string),
    'Pod label keys whose incoming values must also match; not combinable with an unset labelSelector.',
    { list: 'atomic' }),
  mismatchLabelKeys: field(6, list(string), 'Pod label keys whose incoming values must not match those of the considered pods.', { list: 'atomic' }),
});
export interface PodAffinityTerm extends TypeOf<typeof PodAffinityTerm> {}

export const WeightedPodAffinityTerm = message('core.v1.WeightedPodAffinityTerm', 'A pod affinity preference together with its importance.', {
  weight: field(1, int32, 'Importance of this preference, from 1 to 100.', { required: true, presence: 'always' }),
  podAffinityTerm: field(2, PodAffinityTerm, 'Group of pods and topology that earn the weight.', { required: true, presence: 'always' }),
});
export interface WeightedPodAffinityTerm extends TypeOf<typeof WeightedPodAffinityTerm> {}

export const PodAffinity = message('core.v1.PodAffinity', 'Rules that place a pod near other pods.', {
  requiredDuringSchedulingIgnoredDuringExecution: field(1, list(PodAffinityTerm),
    'Co-location rules that must all hold at scheduling time; later changes do not evict.',
    { list: 'atomic' }),
  preferredDuringSchedulingIgnoredDuringExecution: field(2, list(WeightedPodAffinityTerm),
    'Weighted co-location preferences the scheduler tries to honour but may break.',
    { list: 'atomic' }),
});
export interface PodAffinity extends TypeOf<typeof PodAffinity> {}

export const PodAntiAffinity = message('core.v1.PodAntiAffinity', 'Rules that keep a pod away from other pods.', {
  requiredDuringSchedulingIgnoredDuringExecution: field(1, list(PodAffinityTerm),
    'Separation rules that must all hold at scheduling time; later changes do not evict.',
    { list: 'atomic' }),
  preferredDuringSchedulingIgnoredDuringExecution: field(2, list(WeightedPodAffinityTerm),
    'Weighted separation preferences the scheduler tries to honour but may break.',
    { list: 'atomic' }),
});
export interface PodAntiAffinity extends TypeOf<typeof PodAntiAffinity> {}

export const Affinity = message('core.v1.Affinity', 'Bundles every affinity rule the scheduler considers when placing a pod.', {
  nodeAffinity: field(1, NodeAffinity, 'Rules choosing nodes by their labels and fields.'),
  podAffinity: field(2, PodAffinity, 'Rules drawing the pod towards topology domains that already run matching pods.'),
  podAntiAffinity: field(3, PodAntiAffinity, 'Rules keeping the pod away from topology domains that already run matching pods.'),
});
export interface Affinity extends TypeOf<typeof Affinity> {}

export const Taint = message('core.v1.Taint', 'A mark on a node that repels pods without a matching toleration.', {
  key: field(1, string, 'Label-style name of the taint; must be given.', { required: true, presence: 'always' }),
  value: field(2, string, 'Optional value accompanying the taint\'s key.'),
  effect: field(3, string,
    'What befalls pods that do not tolerate the taint.',
    { required: true, presence: 'always', enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] }),
  timeAdded: field(4, time, 'When the taint was put on the node.'),
});
export interface Taint extends TypeOf<typeof Taint> {}

export const Toleration = message('core.v1.Toleration', 'Lets a pod be placed on, or stay on, nodes with a matching taint.', {
  key: field(1, string, 'Taint key to tolerate; empty together with Exists tolerates every key.'),
  operator: field(2, string,
    'How the taint\'s value is compared; Equal when unset, Lt and Gt compare integers.',
    { enum: ['Exists', 'Equal', 'Lt', 'Gt'] }),
  value: field(3, string, 'Value to compare with the taint\'s; must be empty for Exists.'),
  effect: field(4, string, 'Taint effect to tolerate; empty tolerates all effects.', { enum: ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] }),
  tolerationSeconds: field(5, int64,
    'Seconds to stay after a NoExecute taint appears; forever when unset, zero or less evicts immediately.',
    { presence: 'explicit' }),
});
export interface Toleration extends TypeOf<typeof Toleration> {}

export const TopologySelectorLabelRequirement = message('core.v1.TopologySelectorLabelRequirement', 'A topology label and the values it is allowed to have.', {
  key: field(1, string, 'Topology label that the requirement is about.', { required: true, presence: 'always' }),
  values: field(2, list(string), 'Allowed values of the label; one of them has to match.', { required: true, list: 'atomic' }),
});
export interface TopologySelectorLabelRequirement extends TypeOf<typeof TopologySelectorLabelRequirement> {}

export const TopologySelectorTerm = message('core.v1.TopologySelectorTerm', 'A set of topology label requirements, used to limit where volumes are provisioned.', {
  matchLabelExpressions: field(1, list(TopologySelectorLabelRequirement), 'Label requirements that must all be met.', { list: 'atomic' }),
}, { atomic: true });
export interface TopologySelectorTerm extends TypeOf<typeof TopologySelectorTerm> {}

export const TopologySpreadConstraint = message('core.v1.TopologySpreadConstraint', 'A rule for spreading matching pods evenly over topology domains.', {
  maxSkew: field(1, int32, 'Largest permitted difference in matching pods between domains; at least 1.', { required: true, presence: 'always' }),
  topologyKey: field(2, string, 'Node label whose values define the domains.', { required: true, presence: 'always' }),
  whenUnsatisfiable: field(3, string,
    'Whether a pod breaking the rule waits or is placed with least skew.',
    { required: true, presence: 'always', enum: ['DoNotSchedule', 'ScheduleAnyway'] }),
  labelSelector: field(4, LabelSelector, 'Labels of the pods that are counted in each domain.'),
  minDomains: field(5, int32,
    'Fewest eligible domains expected; with fewer, the global minimum counts as zero; 1 when unset.',
    { presence: 'explicit' }),
  nodeAffinityPolicy: field(6, string,
    'Whether nodes excluded by the pod\'s affinity or nodeSelector are left out; Honor when unset.',
    { presence: 'explicit', enum: ['Ignore', 'Honor'] }),
  nodeTaintsPolicy: field(7, string,
    'Whether nodes with untolerated taints are left out; Ignore when unset.',
    { presence: 'explicit', enum: ['Ignore', 'Honor'] }),
  matchLabelKeys: field(8, list(string), 'Pod label keys whose incoming values also select the pods to count.', { list: 'atomic' }),
});
export interface TopologySpreadConstraint extends TypeOf<typeof TopologySpreadConstraint> {}

export const VolumeNodeAffinity = message('core.v1.VolumeNodeAffinity', 'Limits the nodes from which a volume can be reached.', {
  required: field(1, NodeSelector, 'Selects the nodes that can access the volume; others cannot use it.'),
});
export interface VolumeNodeAffinity extends TypeOf<typeof VolumeNodeAffinity> {}
