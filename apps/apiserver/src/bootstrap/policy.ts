import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import * as rbac from '@kubets/api/rbac/v1/resources.cfg';
import { isAlreadyExists, isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/index';
import type { Client } from '@kubets/client/client';
import type { Logger } from '@kubets/component/log';
import { aggregate, type Aggregatable } from './aggregate.js';
import { type Policy, POLICY } from './policy.cfg.js';
import { reconcileBinding, reconcileRole, type Step } from './reconcile.js';

type Named = { metadata?: { name?: string; namespace?: string } };
const keyOf = (object: Named): string => `${object.metadata?.namespace ?? ''}/${object.metadata?.name ?? ''}`;

/**
 * Brings the built-in roles and bindings to what this version needs: one LIST per resource, and writes, in parallel, only for what differs.
 * @returns the number of objects that were written
 */
export async function reconcilePolicy(client: Client, log: Logger, policy: Policy = POLICY): Promise<number> {
  const [clusterRoles, clusterRoleBindings, roles, roleBindings] = await Promise.all([
    client.resource(rbac.clusterroles).list(), client.resource(rbac.clusterrolebindings).list(), client.resource(rbac.roles).list(), client.resource(rbac.rolebindings).list(),
  ]);
  const counts = await Promise.all([
    ...aggregated(plan(policy.clusterRoles, clusterRoles.items, reconcileRole), clusterRoles.items).map((step) => carryOut(client, rbac.clusterroles, step)),
    ...plan(policy.clusterRoleBindings, clusterRoleBindings.items, reconcileBinding).map((step) => carryOut(client, rbac.clusterrolebindings, step)),
    ...plan(policy.roles, roles.items, reconcileRole).map((step) => carryOut(client, rbac.roles, step)),
    ...plan(policy.roleBindings, roleBindings.items, reconcileBinding).map((step) => carryOut(client, rbac.rolebindings, step)),
  ]);
  const written = counts.reduce((sum, n) => sum + n, 0);
  if (written) log.info('brought the built-in RBAC policy up to date', { objects: written });
  return written;
}

function plan<T extends KubeObject>(wanted: readonly Draft<T>[], existing: readonly T[], decide: (wanted: Draft<T>, existing: T | undefined) => Step<T>): Step<T>[] {
  const byKey = new Map(existing.map((object) => [keyOf(object), object]));
  return wanted.map((object) => decide(object, byKey.get(keyOf(object as Named)))).filter((step) => step.do !== 'nothing');
}

/** Fills aggregated roles in the same go, so that they are right from the first request on. */
function aggregated(steps: readonly Step<ClusterRole>[], existing: readonly ClusterRole[]): Step<ClusterRole>[] {
  const after = new Map<string, Aggregatable>(existing.map((role) => [role.metadata.name ?? '', role]));
  for (const step of steps) if (step.do !== 'nothing') after.set((step.object as Named).metadata?.name ?? '', step.object as Aggregatable);
  const rules = aggregate([...after.values()]);
  const planned = new Map<string, Step<ClusterRole>>();
  for (const step of steps) if (step.do !== 'nothing') planned.set((step.object as Named).metadata?.name ?? '', step);
  for (const [name, list] of rules) {
    const step = planned.get(name);
    if (step && step.do !== 'nothing') planned.set(name, { ...step, object: { ...step.object, rules: list } } as Step<ClusterRole>);
    else planned.set(name, { do: 'update', object: { ...(after.get(name) as ClusterRole), rules: list } });
  }
  return [...planned.values()];
}

/** A server that starts at the same time does the same, so what it has done already is fine. */
async function carryOut<T extends KubeObject>(client: Client, definition: ResourceDefinition<T>, step: Step<T>): Promise<number> {
  if (step.do === 'nothing') return 0;
  const { name = '', namespace } = (step.object as Named).metadata ?? {};
  const resource = namespace ? client.resource(definition, namespace) : client.resource(definition);
  try {
    if (step.do === 'update') await resource.update(step.object);
    if (step.do === 'recreate') await resource.delete(name).catch((error: unknown) => { if (!isNotFound(error)) throw error; });
    if (step.do !== 'update') await resource.create(step.object);
    return 1;
  } catch (error) {
    if (isAlreadyExists(error) || isConflict(error)) return 0;
    throw error;
  }
}
