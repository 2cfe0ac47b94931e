import type { Pod } from '@kubets/api/core/v1/pod';
import type { PriorityClass } from '@kubets/api/scheduling/v1/priority-class';
import { forbidden } from '@kubets/apimachinery/errors/status';
import type { AdmissionPlugin, Attributes } from './plugin.js';
import { isMain, isPod, subjectOf } from './targets.js';

const PREEMPT = 'PreemptLowerPriority';

export interface PriorityNeeds {
  readonly find: (name: string) => PriorityClass | undefined;
  readonly all: () => Iterable<PriorityClass>;
}

/** Turns the name of a PriorityClass into the number that the scheduler compares. Source: Pod Priority and Preemption. */
export function priorityAdmission({ find, all }: PriorityNeeds): AdmissionPlugin {
  /** If several classes claim to be the default, the least important one is. */
  const defaultClass = (): PriorityClass | undefined => {
    let least: PriorityClass | undefined;
    for (const each of all()) if (each.globalDefault && (!least || each.value < least.value)) least = each;
    return least;
  };

  const create = (a: Attributes): void => {
    const { spec } = a.object as unknown as Pod;
    const named = spec.priorityClassName ? find(spec.priorityClassName) : undefined;
    if (spec.priorityClassName && !named) throw forbidden(subjectOf(a), a.name, `no PriorityClass with name ${spec.priorityClassName} was found`);
    const chosen = named ?? defaultClass();
    if (chosen) spec.priorityClassName = chosen.metadata.name!;
    const priority = chosen?.value ?? 0;
    const policy = chosen?.preemptionPolicy ?? PREEMPT;
    if (spec.priority !== undefined && spec.priority !== priority) {
      throw forbidden(subjectOf(a), a.name, `the integer value of priority (${spec.priority}) must not be provided in pod spec; priority admission controller computed ${priority} from the given PriorityClass name`);
    }
    if (spec.preemptionPolicy !== undefined && spec.preemptionPolicy !== policy) {
      throw forbidden(subjectOf(a), a.name, `the string value of PreemptionPolicy (${spec.preemptionPolicy}) must not be provided in pod spec; priority admission controller computed ${policy} from the given PriorityClass name`);
    }
    spec.priority = priority;
    spec.preemptionPolicy = policy;
  };

  return {
    name: 'Priority',
    handles: (a) => (a.operation === 'CREATE' || a.operation === 'UPDATE') && (isPod(a) || isMain(a, 'scheduling.k8s.io', 'priorityclasses')),
    mutate(a) {
      if (!isPod(a)) return;
      if (a.operation === 'CREATE') { create(a); return; }
      // Clients that do not know the fields leave them out.
      const { spec } = a.object as unknown as Pod;
      const before = (a.old as unknown as Pod).spec;
      if (spec.priority === undefined && before.priority !== undefined) spec.priority = before.priority;
      if (spec.preemptionPolicy === undefined && before.preemptionPolicy !== undefined) spec.preemptionPolicy = before.preemptionPolicy;
    },
    validate(a) {
      if (isPod(a)) return;
      const asked = a.object as unknown as PriorityClass;
      const known = defaultClass();
      if (asked.globalDefault && known && known.metadata.name !== asked.metadata.name) {
        throw forbidden(subjectOf(a), a.name, `PriorityClass ${known.metadata.name ?? ''} is already marked as default. Only one default can exist`);
      }
    },
  };
}
