import { STANDARD_VERBS, resource } from '@kubets/apimachinery/resource/definition';
import { Lease, LeaseList } from './lease.js';
import { leaseColumns } from './lease.columns.js';
import { validateLease } from './lease.validation.js';

export const leases = resource<Lease>({
  group: 'coordination.k8s.io', version: 'v1', resource: 'leases', singular: 'lease', kind: Lease, list: LeaseList, namespaced: true,
  verbs: STANDARD_VERBS,
  rules: { validate: validateLease, columns: leaseColumns },
});
