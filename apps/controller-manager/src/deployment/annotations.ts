import type { Deployment } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import { limitsOf } from './limits.js';
import { wanted } from './replica-sets.js';

export const REVISION = 'deployment.kubernetes.io/revision';
export const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
export const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
export const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';

/** What a ReplicaSet does not take over from its deployment. */
const OWN = new Set([
  'kubectl.kubernetes.io/last-applied-configuration', REVISION, REVISION_HISTORY, DESIRED_REPLICAS, MAX_REPLICAS, 'deprecated.deployment.rollback.to',
]);
const LONGEST_HISTORY = 2000;

type Annotated = { readonly metadata: { readonly annotations?: Readonly<Record<string, string>> } };
const number = (of: Annotated, name: string): number | undefined => {
  const text = of.metadata.annotations?.[name];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
};

export const revisionOf = (of: Annotated): number => number(of, REVISION) ?? 0;
export const desiredReplicas = (set: ReplicaSet): number | undefined => number(set, DESIRED_REPLICAS);
export const maxReplicas = (set: ReplicaSet): number | undefined => number(set, MAX_REPLICAS);

/** What the proportions of a later scaling are taken from. */
export const sizeAnnotations = (deployment: Deployment): Record<string, string> =>
  ({ [DESIRED_REPLICAS]: String(wanted(deployment)), [MAX_REPLICAS]: String(wanted(deployment) + limitsOf(deployment).maxSurge) });

/** What the ReplicaSet of the current template carries: the deployment's annotations, its revision, and the revisions that it had before. */
export function annotationsOf(deployment: Deployment, set: Annotated | undefined, revision: number): Record<string, string> {
  const next: Record<string, string> = { ...set?.metadata.annotations };
  for (const [name, value] of Object.entries(deployment.metadata.annotations ?? {})) if (!OWN.has(name)) next[name] = value;
  if (!set) Object.assign(next, sizeAnnotations(deployment));
  const known = set?.metadata.annotations?.[REVISION];
  if (known === undefined || (number(set!, REVISION) ?? -1) < revision) {
    next[REVISION] = String(revision);
    if (known) next[REVISION_HISTORY] = history(next[REVISION_HISTORY], known);
  }
  return next;
}

/** Oldest revisions are forgotten when the list would become too long. */
function history(list: string | undefined, revision: string): string {
  const revisions = list ? list.split(',') : [];
  revisions.push(revision);
  while (revisions.length > 1 && revisions.join(',').length > LONGEST_HISTORY) revisions.shift();
  return revisions.join(',');
}

export const sameAnnotations = (a: Readonly<Record<string, string>> = {}, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(b).every(([name, value]) => a[name] === value);
