import type { Draft } from '@kubets/apimachinery/schema/types';
import type { PriorityLevelConfiguration } from './priority-level-configuration.js';

export function defaultPriorityLevel(level: Draft<PriorityLevelConfiguration>): void {
  const spec = (level.spec ??= {});
  if (spec.type === 'Exempt') {
    const exempt = (spec.exempt ??= {});
    exempt.nominalConcurrencyShares ??= 0;
    exempt.lendablePercent ??= 0;
  }
  if (!spec.limited) return;
  spec.limited.nominalConcurrencyShares ??= 30;
  spec.limited.lendablePercent ??= 0;
  const queuing = spec.limited.limitResponse?.queuing;
  if (!queuing) return;
  queuing.queues ||= 64;
  queuing.handSize ||= 8;
  queuing.queueLengthLimit ||= 50;
}
