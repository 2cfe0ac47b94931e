import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import type { RoleRef, Subject } from '@kubets/api/rbac/v1/subject';
import type { Draft } from '@kubets/apimachinery/schema/index';
import { uncovered } from '../authorization/rbac/cover.js';
import { sameValue } from '../registry/same-value.js';
import { AUTOUPDATE } from './policy/grants.js';

/** What has to happen for an object of the policy to be as wanted. */
export type Step<T> =
  | { readonly do: 'nothing' }
  | { readonly do: 'create'; readonly object: Draft<T> }
  | { readonly do: 'update'; readonly object: T }
  /** A roleRef cannot be changed. */
  | { readonly do: 'recreate'; readonly object: Draft<T> };

type RoleLike = Pick<ClusterRole, 'metadata' | 'rules' | 'aggregationRule'>;
interface BindingLike { metadata: ClusterRole['metadata']; roleRef: RoleRef; subjects?: Subject[] }

const NOTHING = { do: 'nothing' } as const;

/** Adds what an administrator's version of a built-in role lacks; what it has beyond that stays. */
export function reconcileRole<T extends RoleLike>(wanted: Draft<T>, existing: T | undefined): Step<T> {
  if (!existing) return { do: 'create', object: wanted };
  if (isProtected(existing)) return NOTHING;
  const want = wanted as RoleLike;
  const object: T = { ...existing, metadata: withMarks(existing, want) };
  if (want.aggregationRule) {
    const has = existing.aggregationRule?.clusterRoleSelectors ?? [];
    const lacking = (want.aggregationRule.clusterRoleSelectors ?? []).filter((s) => !has.some((h) => sameValue(h, s)));
    if (lacking.length) object.aggregationRule = { clusterRoleSelectors: [...has, ...lacking] };
  } else {
    const lacking = uncovered(existing.rules ?? [], want.rules ?? []);
    if (lacking.length) object.rules = [...existing.rules ?? [], ...lacking];
  }
  return sameValue(object, existing) ? NOTHING : { do: 'update', object };
}

/** Adds subjects that are missing, and makes a binding anew that binds another role. */
export function reconcileBinding<T extends BindingLike>(wanted: Draft<T>, existing: T | undefined): Step<T> {
  if (!existing) return { do: 'create', object: wanted };
  if (isProtected(existing)) return NOTHING;
  const want = wanted as unknown as BindingLike;
  const has = existing.subjects ?? [];
  const lacking = (want.subjects ?? []).filter((s) => !has.some((h) => sameSubject(h, s)));
  if (!sameValue(existing.roleRef, want.roleRef)) return { do: 'recreate', object: { ...wanted, subjects: [...has, ...lacking] } as Draft<T> };
  const object: T = { ...existing, metadata: withMarks(existing, want), ...(lacking.length ? { subjects: [...has, ...lacking] } : {}) };
  return sameValue(object, existing) ? NOTHING : { do: 'update', object };
}

const isProtected = (object: Pick<RoleLike, 'metadata'>): boolean => object.metadata.annotations?.[AUTOUPDATE] === 'false';

function withMarks(existing: Pick<RoleLike, 'metadata'>, wanted: Pick<RoleLike, 'metadata'>): ClusterRole['metadata'] {
  return {
    ...existing.metadata,
    labels: { ...existing.metadata.labels, ...wanted.metadata.labels }, annotations: { ...existing.metadata.annotations, ...wanted.metadata.annotations },
  };
}

const sameSubject = (a: Subject, b: Subject): boolean =>
  a.kind === b.kind && a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '') && (a.apiGroup ?? '') === (b.apiGroup ?? '');
