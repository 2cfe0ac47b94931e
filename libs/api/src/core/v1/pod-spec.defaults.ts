import type { Draft } from '@kubets/apimachinery/schema/types';
import { defaultContainer } from './container.defaults.js';
import type { PodSpec, PodTemplateSpec } from './pod-spec.js';
import { roundResources } from './resources.defaults.js';
import { defaultVolume } from './volume.defaults.js';

/** What holds for every pod, and already for a template of pods. */
export function defaultPodSpec(spec: Draft<PodSpec>): void {
  spec.dnsPolicy ||= 'ClusterFirst';
  spec.restartPolicy ||= 'Always';
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= 30;
  spec.schedulerName ||= 'default-scheduler';
  mirrorServiceAccount(spec);
  roundResources(spec.overhead, spec.resources?.limits, spec.resources?.requests);
  spec.volumes?.forEach(defaultVolume);
  for (const list of [spec.initContainers, spec.containers, spec.ephemeralContainers]) list?.forEach(defaultContainer);
}

/** `serviceAccount` is the old name of `serviceAccountName`; both always say the same, and the new one wins. */
function mirrorServiceAccount(spec: Draft<PodSpec>): void {
  const name = spec.serviceAccountName || spec.serviceAccount;
  if (name) spec.serviceAccountName = spec.serviceAccount = name;
}

export function defaultPodTemplate(template: Draft<PodTemplateSpec>): void {
  template.metadata ??= {};
  defaultPodSpec(template.spec ??= {});
}
