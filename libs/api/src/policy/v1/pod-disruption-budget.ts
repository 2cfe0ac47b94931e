import { field, int32, int64, intOrString, kind, kindList, list, map, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { Condition } from '@kubets/apimachinery/meta/v1/condition';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';

export const PodDisruptionBudgetSpec = message('policy.v1.PodDisruptionBudgetSpec', 'Pods protected by a budget and how many must stay up.', {
  minAvailable: field(1, intOrString, 'Number or percentage of pods that must stay available; excludes maxUnavailable.'),
  selector: field(2, LabelSelector, 'Pods under protection; an empty selector covers the namespace, an unset one nothing.', { patch: 'replace' }),
  maxUnavailable: field(3, intOrString, 'Number or percentage of pods that may be unavailable; excludes minAvailable.'),
  unhealthyPodEvictionPolicy: field(4, string,
    'Evict unready pods only if IfHealthyBudget permits, or with AlwaysAllow regardless; the former when unset.',
    { presence: 'explicit', enum: ['IfHealthyBudget', 'AlwaysAllow'] }),
});
export interface PodDisruptionBudgetSpec extends TypeOf<typeof PodDisruptionBudgetSpec> {}

export const PodDisruptionBudgetStatus = message('policy.v1.PodDisruptionBudgetStatus', 'Room a budget currently leaves for disruptions.', {
  observedGeneration: field(1, int64, 'Latest spec generation on which these numbers are based.'),
  disruptedPods: field(2, map(time), 'Pods whose eviction was granted but not yet seen, with the time of granting.'),
  disruptionsAllowed: field(3, int32, 'Number of pods that may be disrupted right now.', { presence: 'always' }),
  currentHealthy: field(4, int32, 'Number of healthy pods at present.', { presence: 'always' }),
  desiredHealthy: field(5, int32, 'Lowest number of healthy pods the budget requires.', { presence: 'always' }),
  expectedPods: field(6, int32, 'Total number of pods the budget counts.', { presence: 'always' }),
  conditions: field(7, list(Condition),
    'Latest observations, such as DisruptionAllowed.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface PodDisruptionBudgetStatus extends TypeOf<typeof PodDisruptionBudgetStatus> {}

export const PodDisruptionBudget = kind('policy.v1.PodDisruptionBudget', { group: 'policy', version: 'v1', kind: 'PodDisruptionBudget' }, 'Limits how many pods of a group voluntary disruptions may take down.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the budget.', { presence: 'always' }),
  spec: field(2, PodDisruptionBudgetSpec, 'The wanted limits of the budget.', { presence: 'always' }),
  status: field(3, PodDisruptionBudgetStatus, 'The observed state of the budget.', { presence: 'always' }),
});
export interface PodDisruptionBudget extends TypeOf<typeof PodDisruptionBudget> {}

export const PodDisruptionBudgetList = kindList('policy.v1.PodDisruptionBudgetList', PodDisruptionBudget, ListMeta, 'A list of PodDisruptionBudget objects.');
export interface PodDisruptionBudgetList extends TypeOf<typeof PodDisruptionBudgetList> {}
