import type { Draft } from '@kubets/apimachinery/schema/types';
import type { NetworkPolicy } from './network-policy.js';

/** A policy always governs ingress; it governs egress only if it has rules for it, or says so itself. */
export function defaultNetworkPolicy(policy: Draft<NetworkPolicy>): void {
  const spec = (policy.spec ??= {});
  for (const { ports } of [...spec.ingress ?? [], ...spec.egress ?? []]) for (const port of ports ?? []) port.protocol ??= 'TCP';
  if (!spec.policyTypes?.length) spec.policyTypes = spec.egress?.length ? ['Ingress', 'Egress'] : ['Ingress'];
}
