import { type FieldError, child, forbidden, invalid, notSupported } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { validateAlwaysRestarting, validatePodTemplate } from '../../core/v1/pod-spec.validation.js';
import { validateClaimSpec } from '../../core/v1/persistent-volume-claim.validation.js';
import { equal } from '../../validation/equal.js';
import { atMostHundredPercent, countOrPercent, each, isZeroCount, nonNegative, oneOf, optionalText } from '../../validation/fields.js';
import { checkTemplateSelector } from '../../validation/labels.js';
import type { StatefulSet, StatefulSetUpdateStrategy } from './stateful-set.js';

const MUTABLE = ['replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy', 'minReadySeconds'] as const;
const FIXED = "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', "
  + "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden";

export function validateStatefulSet({ spec = {} }: Draft<StatefulSet>): FieldError[] {
  const { template = {} } = spec;
  // Volumes of the template may come from claim templates, which pods get as volumes of the same name.
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? '');
  const volumes = [
    ...(template.spec?.volumes ?? []).filter(({ name }) => !claims.includes(name ?? '')),
    ...claims.filter(Boolean).map((name) => ({ name, persistentVolumeClaim: { claimName: name } })),
  ];
  return [
    ...oneOf('spec.podManagementPolicy', spec.podManagementPolicy, ['OrderedReady', 'Parallel']),
    ...validateUpdateStrategy(spec.updateStrategy ?? {}),
    ...validateRetention(spec.persistentVolumeClaimRetentionPolicy),
    ...nonNegative('spec.replicas', spec.replicas),
    ...nonNegative('spec.minReadySeconds', spec.minReadySeconds),
    ...nonNegative('spec.revisionHistoryLimit', spec.revisionHistoryLimit),
    ...nonNegative('spec.ordinals.start', spec.ordinals?.start),
    ...optionalText('spec.serviceName', spec.serviceName, dns1123Subdomain),
    ...checkTemplateSelector(spec.selector, template.metadata?.labels, 'statefulset'),
    ...validatePodTemplate({ ...template, spec: { ...template.spec, volumes } }, 'spec.template'),
    ...validateAlwaysRestarting(template, 'spec.template'),
    ...each(spec.volumeClaimTemplates, 'spec.volumeClaimTemplates', ({ spec: claim }, at) => validateClaimSpec(claim ?? {}, child(at, 'spec'))),
  ];
}

function validateUpdateStrategy({ type, rollingUpdate }: Draft<StatefulSetUpdateStrategy>): FieldError[] {
  const path = 'spec.updateStrategy.rollingUpdate';
  if (type === 'OnDelete') return rollingUpdate ? [invalid(path, rollingUpdate, "only allowed for updateStrategy 'RollingUpdate'")] : [];
  const errors = oneOf('spec.updateStrategy.type', type, ['OnDelete', 'RollingUpdate']);
  if (!rollingUpdate) return errors;
  const { partition, maxUnavailable } = rollingUpdate;
  errors.push(...nonNegative(`${path}.partition`, partition), ...countOrPercent(`${path}.maxUnavailable`, maxUnavailable), ...atMostHundredPercent(`${path}.maxUnavailable`, maxUnavailable));
  if (isZeroCount(maxUnavailable)) errors.push(invalid(`${path}.maxUnavailable`, maxUnavailable, 'cannot be 0'));
  return errors;
}

function validateRetention(policy: { whenDeleted?: string; whenScaled?: string } | undefined): FieldError[] {
  return (['whenDeleted', 'whenScaled'] as const).flatMap((name) => {
    const value = policy?.[name];
    return value === undefined || value === 'Retain' || value === 'Delete' ? [] : [notSupported(`spec.persistentVolumeClaimRetentionPolicy.${name}`, value, ['Delete', 'Retain'])];
  });
}

export function validateStatefulSetUpdate(set: Draft<StatefulSet>, old: Draft<StatefulSet>): FieldError[] {
  const kept = Object.fromEntries(MUTABLE.map((name) => [name, old.spec?.[name]]));
  const errors = validateStatefulSet(set);
  if (!equal({ ...set.spec, ...kept }, old.spec ?? {})) errors.push(forbidden('spec', FIXED));
  return errors;
}
