import { field, int32, kind, kindList, message, microTime, string, type TypeOf } from '@kubets/apimachinery/schema/index';
import { ListMeta } from '@kubets/apimachinery/meta/v1/list-meta';
import { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';

export const LeaseSpec = message('coordination.v1.LeaseSpec', 'Who holds a lease and how long it stays valid.', {
  holderIdentity: field(1, string, 'Identity of the current holder; empty when nobody holds the lease.', { presence: 'explicit' }),
  leaseDurationSeconds: field(2, int32, 'Seconds after renewTime until others may take the lease over.', { presence: 'explicit' }),
  acquireTime: field(3, microTime, 'When the current holder took the lease.'),
  renewTime: field(4, microTime, 'When the current holder last renewed the lease.'),
  leaseTransitions: field(5, int32, 'How many times the lease has passed between holders.', { presence: 'explicit' }),
  strategy: field(6, string, 'How coordinated leader election picks a holder, such as OldestEmulationVersion.', { presence: 'explicit' }),
  preferredHolder: field(7, string, 'Identity the current holder should yield to; requires strategy to be set.', { presence: 'explicit' }),
});
export interface LeaseSpec extends TypeOf<typeof LeaseSpec> {}

export const Lease = kind('coordination.v1.Lease', { group: 'coordination.k8s.io', version: 'v1', kind: 'Lease' }, 'Lightweight lock for leader election and heartbeats.', {
  metadata: field(1, ObjectMeta, 'Standard object metadata of the lease.', { presence: 'always' }),
  spec: field(2, LeaseSpec, 'The wanted state and current holder of the lease.', { presence: 'always' }),
});
export interface Lease extends TypeOf<typeof Lease> {}

export const LeaseList = kindList('coordination.v1.LeaseList', Lease, ListMeta, 'A list of Lease objects.');
export interface LeaseList extends TypeOf<typeof LeaseList> {}
