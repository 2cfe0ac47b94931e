import type { Pod } from '@kubets/api/core/v1/pod';
import { quantityValue } from '../resources/quantity.js';

export type QosClass = 'Guaranteed' | 'Burstable' | 'BestEffort';
const COMPUTE = ['cpu', 'memory'] as const;

/** Quality of service from requests and limits of cpu and memory; pod-level resources win over the containers'. */
export function qosClassOf(pod: Pod): QosClass {
  if (pod.status.qosClass) return pod.status.qosClass as QosClass;
  const podLevel = pod.spec.resources;
  const all = podLevel && (podLevel.requests ?? podLevel.limits) ? [podLevel] : [...(pod.spec.initContainers ?? []), ...pod.spec.containers].map((c) => c.resources);
  let any = false;
  let guaranteed = true;
  for (const resources of all) {
    for (const name of COMPUTE) {
      const limit = quantityValue(resources?.limits?.[name]);
      const request = quantityValue(resources?.requests?.[name] ?? resources?.limits?.[name]);
      any ||= limit > 0 || request > 0;
      guaranteed &&= limit > 0 && limit === request;
    }
  }
  if (!any) return 'BestEffort';
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
