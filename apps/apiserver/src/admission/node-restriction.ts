import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { TokenRequest } from '@kubets/api/authentication/v1/token-request';
import { forbidden } from '@kubets/apimachinery/errors/status';
import { nodeOf } from '../authorization/node/identity.js';
import { referencesOf } from '../authorization/node/references.js';
import { sameValue } from '../registry/same-value.js';
import type { AdmissionPlugin, Attributes } from './plugin.js';
import { changedRestrictedLabels } from './node-restriction-labels.js';
import { subjectOf } from './targets.js';

const MIRROR = 'kubernetes.io/config.mirror';

export interface NodeRestrictionNeeds {
  readonly pod: (namespace: string, name: string) => Pod | undefined;
  readonly node: (name: string) => Node | undefined;
}

/** Kubelets change only what is theirs: their own Node, the pods bound to it, and tokens for those pods. Source: Using Admission Controllers, "NodeRestriction". */
export function nodeRestriction(needs: NodeRestrictionNeeds): AdmissionPlugin {
  const checks: Readonly<Record<string, (a: Attributes, node: string) => void>> = {
    '/pods': (a, node) => checkPod(a, node, needs),
    '/nodes': checkNode,
    '/serviceaccounts': (a, node) => checkToken(a, node, needs),
    'coordination.k8s.io/leases': (a, node) => sameName(a, node, 'can only access node lease with the same name as the requesting node'),
    'storage.k8s.io/csinodes': (a, node) => sameName(a, node, 'can only access CSINode with the same name as the requesting node'),
    'resource.k8s.io/resourceslices': (a, node) => {
      const spec = ((a.object ?? a.old) as unknown as { spec?: { nodeName?: string } }).spec;
      if (spec?.nodeName !== node) refuse(a, 'can only create, update or delete ResourceSlices with spec.nodeName set to itself', node);
    },
  };
  return {
    name: 'NodeRestriction',
    handles: (a) => a.operation !== 'CONNECT' && nodeOf(a.user) !== undefined && `${a.definition.group}/${a.definition.resource}` in checks,
    validate(a) {
      const node = nodeOf(a.user)!;
      if (!node) throw forbidden(subjectOf(a), a.name, `could not determine node from user ${JSON.stringify(a.user.name)}`);
      checks[`${a.definition.group}/${a.definition.resource}`]!(a, node);
    },
  };
}

function refuse(a: Attributes, why: string, node: string): never {
  throw forbidden(subjectOf(a), a.name, `node ${JSON.stringify(node)} ${why}`);
}

function sameName(a: Attributes, node: string, why: string): void {
  if (a.name !== node) throw forbidden(subjectOf(a), a.name, why);
}

function checkPod(a: Attributes, node: string, needs: NodeRestrictionNeeds): void {
  const pod = a.object as unknown as Pod | undefined;
  const old = a.old as unknown as Pod | undefined;
  switch (a.subresource) {
    case '':
      if (a.operation === 'CREATE') checkMirrorPod(a, pod!, node, needs);
      else if (a.operation === 'DELETE') { if (old?.spec.nodeName !== node) refuse(a, 'can only delete pods with spec.nodeName set to itself', node); } else refuse(a, 'can only update pod status, not pods', node);
      return;
    case 'status':
      if (old?.spec.nodeName !== node) refuse(a, 'can only update pod status for pods with spec.nodeName set to itself', node);
      if (!sameValue(pod?.metadata.labels ?? {}, old.metadata.labels ?? {})) refuse(a, 'cannot update labels through pod status', node);
      if (!sameValue(pod?.status.resourceClaimStatuses ?? [], old.status.resourceClaimStatuses ?? [])) refuse(a, 'cannot update resource claim statuses', node);
      return;
    case 'eviction':
      if (needs.pod(a.namespace, a.name)?.spec.nodeName !== node) refuse(a, 'can only evict pods with spec.nodeName set to itself', node);
      return;
    default: refuse(a, `is not allowed to change the subresource ${JSON.stringify(a.subresource)} of pods`, node);
  }
}

/** A kubelet shows its static pods by mirrors: they may refer to nothing in the API. */
function checkMirrorPod(a: Attributes, pod: Pod, node: string, needs: NodeRestrictionNeeds): void {
  if (pod.metadata.annotations?.[MIRROR] === undefined) refuse(a, `can only create mirror pods: annotation ${MIRROR} is missing`, node);
  if (pod.spec.nodeName !== node) refuse(a, 'can only create pods with spec.nodeName set to itself', node);
  const owners = pod.metadata.ownerReferences ?? [];
  if (owners.length !== 1) refuse(a, `can only create pods with a single owner reference set to itself, this one has ${owners.length}`, node);
  const [owner] = owners;
  if (owner!.kind !== 'Node' || owner!.apiVersion !== 'v1' || owner!.name !== node) refuse(a, 'can only create pods with an owner reference set to itself', node);
  if (owner!.controller !== true) refuse(a, 'can only create pods with a controller owner reference set to itself', node);
  if (owner!.blockOwnerDeletion) refuse(a, 'must not set blockOwnerDeletion on an owner reference', node);
  const self = needs.node(node);
  if (self && owner!.uid !== self.metadata.uid) refuse(a, 'can only create pods with an owner reference that has its own UID', node);
  const { [MIRROR]: _, ...annotations } = pod.metadata.annotations;
  const [reference] = referencesOf({ ...pod, metadata: { ...pod.metadata, annotations } });
  if (reference) refuse(a, `can not create pods that reference ${reference.resource}: ${JSON.stringify(reference.name)}`, node);
}

function checkNode(a: Attributes, node: string): void {
  if (a.operation === 'DELETE') { if (a.name !== node) refuse(a, `is not allowed to modify node ${JSON.stringify(a.name)}`, node); return; }
  const object = a.object as unknown as Node;
  const old = a.old as unknown as Node | undefined;
  if (object.metadata.name !== node) refuse(a, `is not allowed to modify node ${JSON.stringify(object.metadata.name ?? '')}`, node);
  const labels = changedRestrictedLabels(object.metadata.labels ?? {}, old?.metadata.labels ?? {});
  if (labels.length) refuse(a, `is not allowed to ${old ? 'modify' : 'set the following'} labels: ${labels.join(', ')}`, node);
  if (!old) return;
  if (!sameValue(object.spec.taints ?? [], old.spec.taints ?? [])) refuse(a, 'is not allowed to modify taints', node);
  if (!sameValue(object.metadata.ownerReferences ?? [], old.metadata.ownerReferences ?? [])) refuse(a, 'is not allowed to modify ownerReferences', node);
}

function checkToken(a: Attributes, node: string, needs: NodeRestrictionNeeds): void {
  if (a.subresource !== 'token' || a.operation !== 'CREATE') return;
  const ref = (a.object as unknown as TokenRequest).spec.boundObjectRef;
  if (!ref || ref.kind !== 'Pod' || ref.apiVersion !== 'v1' || !ref.name) refuse(a, 'token not bound to a pod', node);
  if (!ref!.uid) refuse(a, 'pod binding without a uid', node);
  const pod = needs.pod(a.namespace, ref!.name!);
  if (pod?.metadata.uid !== ref!.uid) refuse(a, `the UID in the bound object reference (${ref!.uid}) does not match the UID in record (${pod?.metadata.uid ?? ''}). The object might have been deleted and then recreated`, node);
  if (pod!.spec.nodeName !== node) refuse(a, 'requested token bound to a pod scheduled on a different node', node);
}
