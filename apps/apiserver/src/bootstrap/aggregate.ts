import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import type { PolicyRule } from '@kubets/api/rbac/v1/subject';
import { selectorOf } from '@kubets/apimachinery/selectors/index';
import { sameValue } from '../registry/same-value.js';

/** What aggregation needs to know of a role. */
export interface Aggregatable extends Pick<ClusterRole, 'rules' | 'aggregationRule'> {
  readonly metadata: { readonly name?: string; readonly labels?: Readonly<Record<string, string>> };
}

/**
 * The rules that aggregated roles ought to have, for those that have others: the rules of all roles that their selectors match, in the
 * order of the roles' names, each once. Aggregated roles may be parts of others (`view` of `edit` of `admin`), so that it is repeated
 * until nothing changes. Source: Using RBAC, "Aggregated ClusterRoles".
 * @returns new rules by the name of the role
 */
export function aggregate(roles: readonly Aggregatable[]): Map<string, PolicyRule[]> {
  const sorted = [...roles].sort((a, b) => ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));
  const aggregated = sorted.filter((r) => r.aggregationRule).map((role) => {
    const selectors = (role.aggregationRule?.clusterRoleSelectors ?? []).map((s) => selectorOf(s));
    return { role, parts: sorted.filter((part) => part !== role && selectors.some((s) => s.matches(part.metadata.labels ?? {}))) };
  });
  const changed = new Map<string, PolicyRule[]>();
  const rulesOf = (role: Aggregatable): readonly PolicyRule[] => changed.get(role.metadata.name ?? '') ?? role.rules ?? [];
  // Each round carries rules one level up; more rounds than levels would mean a cycle, which has settled by then too.
  for (let round = 0; round <= aggregated.length; round++) {
    let settled = true;
    for (const { role, parts } of aggregated) {
      const rules = union(parts.map(rulesOf));
      if (sameValue(rules, rulesOf(role))) continue;
      changed.set(role.metadata.name ?? '', rules);
      settled = false;
    }
    if (settled) break;
  }
  for (const { role } of aggregated) if (sameValue(changed.get(role.metadata.name ?? ''), role.rules ?? [])) changed.delete(role.metadata.name ?? '');
  return changed;
}

function union(lists: readonly (readonly PolicyRule[])[]): PolicyRule[] {
  const seen = new Map<string, PolicyRule>();
  for (const rule of lists.flat()) {
    const key = JSON.stringify([rule.verbs, rule.apiGroups, rule.resources, rule.resourceNames, rule.nonResourceURLs]);
    if (!seen.has(key)) seen.set(key, rule);
  }
  return [...seen.values()];
}
