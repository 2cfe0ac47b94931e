import type { Deployment } from '@kubets/api/apps/v1/deployment';
import { wanted } from './replica-sets.js';

/** `25%` of `total`, or the number itself. */
export function portion(value: number | string | undefined, total: number, round: (n: number) => number): number {
  if (typeof value === 'string' && value.endsWith('%')) return round((Number(value.slice(0, -1)) * total) / 100);
  return Number(value ?? 0);
}

export interface Limits { readonly maxSurge: number; readonly maxUnavailable: number }

/** How many pods a rolling update may have too many or too few of. Both zero would never end, so one may then be missing. */
export function limitsOf(deployment: Deployment): Limits {
  const { strategy } = deployment.spec;
  if (strategy?.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 };
  const replicas = wanted(deployment);
  const maxSurge = portion(strategy?.rollingUpdate?.maxSurge ?? '25%', replicas, Math.ceil);
  const maxUnavailable = portion(strategy?.rollingUpdate?.maxUnavailable ?? '25%', replicas, Math.floor);
  if (replicas === 0) return { maxSurge, maxUnavailable: 0 };
  return { maxSurge, maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : Math.min(maxUnavailable, replicas) };
}

/** No limit, in the API's terms. */
const NEVER = 2 ** 31 - 1;

/** Seconds without progress after which a rollout counts as failed; `undefined` when it never does. */
export const progressDeadline = ({ spec }: Deployment): number | undefined =>
  (spec.progressDeadlineSeconds === undefined || spec.progressDeadlineSeconds === NEVER ? undefined : spec.progressDeadlineSeconds);
