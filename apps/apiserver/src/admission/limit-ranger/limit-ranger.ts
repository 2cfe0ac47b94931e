import type { LimitRange } from '@kubets/api/core/v1/limit-range';
import type { PersistentVolumeClaim } from '@kubets/api/core/v1/persistent-volume-claim';
import type { Pod } from '@kubets/api/core/v1/pod';
import { containerLimits, containerRequests } from '@kubets/api/core/v1/pod.helpers';
import { forbidden } from '@kubets/apimachinery/errors/status';
import type { AdmissionPlugin } from '../plugin.js';
import { isMain, isPod, subjectOf } from '../targets.js';
import { claimViolations, violations } from './constraints.js';
import { applyDefaults } from './defaults.js';

/**
 * Fills in requests and limits from the namespace's LimitRanges, and refuses pods and claims that are out of their bounds.
 * Pods that exist are left alone. Source: Limit Ranges.
 * @param ranges the LimitRanges of a namespace, in the order of their names
 */
export function limitRanger(ranges: (namespace: string) => readonly LimitRange[]): AdmissionPlugin {
  return {
    name: 'LimitRanger',
    handles: (a) => (isPod(a) && a.operation === 'CREATE') || (isMain(a, '', 'persistentvolumeclaims') && (a.operation === 'CREATE' || a.operation === 'UPDATE')),
    mutate(a) { if (isPod(a)) applyDefaults(a.object as unknown as Pod, ranges(a.namespace)); },
    validate(a) {
      // A claim that is going away only loses its finalizers.
      if (a.object?.metadata.deletionTimestamp !== undefined) return;
      const found = ranges(a.namespace);
      const wrong = isPod(a) ? podViolations(a.object as unknown as Pod, found) : claimsViolations(a.object as unknown as PersistentVolumeClaim, found);
      if (wrong.length) throw forbidden(subjectOf(a), a.name, wrong.length === 1 ? wrong[0]! : `[${[...new Set(wrong)].join(', ')}]`);
    },
  };
}

function podViolations(pod: Pod, ranges: readonly LimitRange[]): string[] {
  return ranges.flatMap((range) => range.spec.limits ?? []).flatMap((item) => {
    if (item.type === 'Pod') return violations(item, containerRequests(pod.spec), containerLimits(pod.spec));
    if (item.type !== 'Container') return [];
    return [...pod.spec.containers, ...(pod.spec.initContainers ?? [])].flatMap((c) => violations(item, c.resources?.requests ?? {}, c.resources?.limits ?? {}));
  });
}

function claimsViolations(claim: PersistentVolumeClaim, ranges: readonly LimitRange[]): string[] {
  return ranges.flatMap((range) => range.spec.limits ?? []).filter((item) => item.type === 'PersistentVolumeClaim')
    .flatMap((item) => claimViolations(item, claim.spec.resources?.requests ?? {}));
}
