import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultPersistentVolumeClaim } from '../../core/v1/persistent-volume.defaults.js';
import { defaultPodTemplate } from '../../core/v1/pod-spec.defaults.js';
import type { StatefulSet } from './stateful-set.js';

export function defaultStatefulSet(set: Draft<StatefulSet>): void {
  const spec = (set.spec ??= {});
  spec.replicas ??= 1;
  spec.revisionHistoryLimit ??= 10;
  spec.podManagementPolicy ||= 'OrderedReady';
  const strategy = (spec.updateStrategy ??= {});
  if (!strategy.type) {
    strategy.type = 'RollingUpdate';
    strategy.rollingUpdate ??= {};
  }
  // A strategy that names its type but gives no pace is left without one.
  if (strategy.type === 'RollingUpdate' && strategy.rollingUpdate) {
    strategy.rollingUpdate.partition ??= 0;
    strategy.rollingUpdate.maxUnavailable ??= 1;
  }
  const retention = (spec.persistentVolumeClaimRetentionPolicy ??= {});
  retention.whenDeleted ||= 'Retain';
  retention.whenScaled ||= 'Retain';
  spec.volumeClaimTemplates?.forEach(defaultClaimTemplate);
  defaultPodTemplate(spec.template ??= {});
}

/** Claim templates are stored as whole claims, with type and phase. */
function defaultClaimTemplate(claim: NonNullable<NonNullable<Draft<StatefulSet>['spec']>['volumeClaimTemplates']>[number]): void {
  claim.apiVersion ??= 'v1';
  claim.kind ??= 'PersistentVolumeClaim';
  claim.status = { phase: 'Pending', ...claim.status };
  defaultPersistentVolumeClaim(claim);
}
