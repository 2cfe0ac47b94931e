import { leases } from '@kubets/api/coordination/v1/resources.cfg';
import type { Lease } from '@kubets/api/coordination/v1/lease';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import type { Client } from '@kubets/client/client';
import { rfc3339Micro, type Clock } from '../clock.js';

export const LEASE_NAMESPACE = 'kube-node-lease';
export const LEASE_SECONDS = 40;

/** The node's sign of life (KEP-589): a small object renewed often, so that the node's status need not be. */
export class NodeLease {
  private held: Lease | undefined;
  constructor(private readonly client: Client, private readonly clock: Clock, private readonly nodeName: string) {}

  /** Creates the lease or renews it. @param nodeUid of the owner; empty when the node is not known */
  async renew(nodeUid: string): Promise<void> {
    const resource = this.client.resource(leases, LEASE_NAMESPACE);
    const spec = { holderIdentity: this.nodeName, leaseDurationSeconds: LEASE_SECONDS, renewTime: rfc3339Micro(this.clock.now()) };
    try {
      const base = (this.held ??= await resource.get(this.nodeName));
      const owners = base.metadata.ownerReferences?.length || !nodeUid ? base.metadata.ownerReferences : this.owners(nodeUid);
      this.held = await resource.update({ ...base, metadata: { ...base.metadata, ...(owners ? { ownerReferences: owners } : {}) }, spec: { ...base.spec, ...spec } });
    } catch (error) {
      this.held = undefined;
      if (isConflict(error)) return this.renew(nodeUid);
      if (!isNotFound(error)) throw error;
      this.held = await resource.create({
        apiVersion: 'coordination.k8s.io/v1', kind: 'Lease',
        metadata: { name: this.nodeName, namespace: LEASE_NAMESPACE, ...(nodeUid ? { ownerReferences: this.owners(nodeUid) } : {}) }, spec,
      });
    }
  }

  private owners(uid: string): { apiVersion: string; kind: string; name: string; uid: string }[] {
    return [{ apiVersion: 'v1', kind: 'Node', name: this.nodeName, uid }];
  }
}
