import type { Draft } from '@kubets/apimachinery/schema/types';
import type { PriorityClass } from './priority-class.js';

export function defaultPriorityClass(priority: Draft<PriorityClass>): void {
  priority.preemptionPolicy ??= 'PreemptLowerPriority';
}
