import type { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { humanDuration } from '@kubets/apimachinery/time/index';

export const NONE = '<none>';
export const UNSET = '<unset>';
export const UNKNOWN = '<unknown>';

export const orNone = (text: string | undefined): string => text || NONE;

/** Time since `timestamp` (RFC 3339), `<unknown>` when there is none. */
export const age = (timestamp: string | undefined, now: number): string =>
  (timestamp ? humanDuration((now - Date.parse(timestamp)) / 1000) : UNKNOWN);

/** A list cut after `most` entries: `a,b,c + 2 more...`. */
export function cut(items: readonly string[], most: number, empty: string, separator = ','): string {
  if (items.length === 0) return empty;
  const shown = items.slice(0, most).join(separator);
  return items.length > most ? `${shown} + ${items.length - most} more...` : shown;
}

/** `a=1,b=2`, sorted by key. */
export const formatLabels = (labels: Readonly<Record<string, string | undefined>> | undefined): string =>
  orNone(Object.entries(labels ?? {}).sort(byKey).map(([key, value]) => `${key}=${value ?? ''}`).join(','));

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : a > b ? 1 : 0);

/** A selector in the syntax of `kubectl -l`: `a=1,b in (x,y),!c`; a missing or empty one is `<none>`. */
export function formatSelector(selector: Draft<LabelSelector> | undefined): string {
  const terms: [string, string][] = Object.entries(selector?.matchLabels ?? {}).map(([key, value]) => [key, `${key}=${value ?? ''}`]);
  for (const { key = '', operator, values } of selector?.matchExpressions ?? []) {
    const list = [...(values ?? [])].sort().join(',');
    if (operator === 'In') terms.push([key, `${key} in (${list})`]);
    else if (operator === 'NotIn') terms.push([key, `${key} notin (${list})`]);
    else if (operator === 'Exists') terms.push([key, key]);
    else if (operator === 'DoesNotExist') terms.push([key, `!${key}`]);
    else return '<error>';
  }
  return orNone(terms.sort(byKey).map(([, term]) => term).join(','));
}

interface Imaged { name?: string; image?: string }
export const containerNames = (containers: readonly Imaged[] | undefined): string => (containers ?? []).map(({ name }) => name ?? '').join(',');
export const containerImages = (containers: readonly Imaged[] | undefined): string => (containers ?? []).map(({ image }) => image ?? '').join(',');

interface Ingress { ip?: string; hostname?: string }
/** The addresses of a load balancer, sorted and without duplicates. */
export const ingressAddresses = (ingress: readonly Ingress[] | undefined): string[] =>
  [...new Set((ingress ?? []).map(({ ip, hostname }) => ip || hostname || '').filter(Boolean))].sort();

const MODES: readonly (readonly [mode: string, short: string])[] = [
  ['ReadWriteOnce', 'RWO'], ['ReadOnlyMany', 'ROX'], ['ReadWriteMany', 'RWX'], ['ReadWriteOncePod', 'RWOP'],
];
/** Access modes of a volume in short, such as `RWO,ROX`. */
export const accessModes = (modes: readonly string[] | undefined): string =>
  MODES.filter(([mode]) => modes?.includes(mode)).map(([, short]) => short).join(',');
