import { field, int32, kind, kindList, list, message, string, time, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const ExemptPriorityLevelConfiguration = message('flowcontrol.v1.ExemptPriorityLevelConfiguration', 'Seats of a level whose requests are never held back.', {
  nominalConcurrencyShares: field(1, int32,
    'Weight in dividing the server\'s seats, reserving lendable seats here; 0 when unset.',
    { presence: 'explicit' }),
  lendablePercent: field(2, int32, 'Percent of this level\'s seats that others may borrow, 0 to 100; 0 when unset.', { presence: 'explicit' }),
});
export interface ExemptPriorityLevelConfiguration extends TypeOf<typeof ExemptPriorityLevelConfiguration> {}

export const QueuingConfiguration = message('flowcontrol.v1.QueuingConfiguration', 'Number, size and assignment of a level\'s request queues.', {
  queues: field(1, int32, 'Number of queues for the level; 64 when unset, and 1 disables shuffle sharding.', { presence: 'always' }),
  handSize: field(2, int32, 'Queues considered for each flow, not above queues; 8 when unset.', { presence: 'always' }),
  queueLengthLimit: field(3, int32, 'Requests that may wait in one queue before more are refused; 50 when unset.', { presence: 'always' }),
});
export interface QueuingConfiguration extends TypeOf<typeof QueuingConfiguration> {}

export const LimitResponse = message('flowcontrol.v1.LimitResponse', 'What happens to requests that find no free seat.', {
  type: field(1, string, 'Queue holds surplus requests back, Reject refuses them at once.', { required: true, presence: 'always' }),
  queuing: field(2, QueuingConfiguration, 'Settings of the queues; only allowed with type Queue.'),
}, { unions: [{ discriminator: 'type', fields: { queuing: 'Queuing' } }] });
export interface LimitResponse extends TypeOf<typeof LimitResponse> {}

export const LimitedPriorityLevelConfiguration = message('flowcontrol.v1.LimitedPriorityLevelConfiguration', 'Seats and overflow handling of a level that is subject to limits.', {
  nominalConcurrencyShares: field(1, int32, 'Weight in dividing the server\'s seats among levels; 30 when unset.', { presence: 'explicit' }),
  limitResponse: field(2, LimitResponse, 'What to do with requests that cannot run right away.', { presence: 'always' }),
  lendablePercent: field(3, int32, 'Percent of this level\'s seats that others may borrow, 0 to 100; 0 when unset.', { presence: 'explicit' }),
  borrowingLimitPercent: field(4, int32, 'Most seats to borrow, in percent of the level\'s own; unlimited when unset.', { presence: 'explicit' }),
});
export interface LimitedPriorityLevelConfiguration extends TypeOf<typeof LimitedPriorityLevelConfiguration> {}

export const PriorityLevelConfigurationCondition = message('flowcontrol.v1.PriorityLevelConfigurationCondition', 'One aspect of a priority level\'s state.', {
  type: field(1, string, 'Name of the aspect this condition reports on.'),
  status: field(2, string, 'Whether the condition holds: True, False or Unknown.'),
  lastTransitionTime: field(3, time, 'When the status value last flipped.'),
  reason: field(4, string, 'Short CamelCase cause of the latest transition.'),
  message: field(5, string, 'Details of the latest transition in readable form.'),
});
export interface PriorityLevelConfigurationCondition extends TypeOf<typeof PriorityLevelConfigurationCondition> {}

export const PriorityLevelConfigurationSpec = message('flowcontrol.v1.PriorityLevelConfigurationSpec', 'Limits of a priority level; only the member matching type may be set.', {
  type: field(1, string,
    'Exempt lets requests through unhindered, Limited subjects them to concurrency limits.',
    { required: true, presence: 'always' }),
  limited: field(2, LimitedPriorityLevelConfiguration, 'Limits of the level; required when type is Limited.'),
  exempt: field(3, ExemptPriorityLevelConfiguration, 'Seat settings of the level, allowed only when type is Exempt.'),
}, { unions: [{ discriminator: 'type', fields: { exempt: 'Exempt', limited: 'Limited' } }] });
export interface PriorityLevelConfigurationSpec extends TypeOf<typeof PriorityLevelConfigurationSpec> {}

export const PriorityLevelConfigurationStatus = message('flowcontrol.v1.PriorityLevelConfigurationStatus', 'Current state of a priority level.', {
  conditions: field(1, list(PriorityLevelConfigurationCondition),
    'Latest observations about the priority level, keyed by type.',
    { list: 'map', keys: ['type'], patch: 'merge', mergeKey: 'type' }),
});
export interface PriorityLevelConfigurationStatus extends TypeOf<typeof PriorityLevelConfigurationStatus> {}

export const PriorityLevelConfiguration = kind('flowcontrol.v1.PriorityLevelConfiguration', { group: 'flowcontrol.apiserver.k8s.io', version: 'v1', kind: 'PriorityLevelConfiguration' }, 'Defines how much server concurrency one priority level receives.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the priority level.', { presence: 'always' }),
  spec: field(2, PriorityLevelConfigurationSpec, 'The wanted limits of the priority level.', { presence: 'always' }),
  status: field(3, PriorityLevelConfigurationStatus, 'The observed state of the priority level.', { presence: 'always' }),
});
export interface PriorityLevelConfiguration extends TypeOf<typeof PriorityLevelConfiguration> {}

export const PriorityLevelConfigurationList = kindList('flowcontrol.v1.PriorityLevelConfigurationList', PriorityLevelConfiguration, ListMeta, 'A list of PriorityLevelConfiguration objects.');
export interface PriorityLevelConfigurationList extends TypeOf<typeof PriorityLevelConfigurationList> {}
