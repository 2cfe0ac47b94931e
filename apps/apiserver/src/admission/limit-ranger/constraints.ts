import type { LimitRangeItem } from '@kubets/api/core/v1/limit-range';
import { approximate, canonicalize, compare, isZero } from '@kubets/apimachinery/quantity/index';

type Amounts = Readonly<Record<string, string>>;

/** What breaks the bounds of one entry of a LimitRange, a sentence each. */
export function violations(item: LimitRangeItem, requests: Amounts, limits: Amounts): string[] {
  return [
    ...each(item.min, (name, bound) => below(item.type, name, bound, requests[name], limits[name])),
    ...each(item.max, (name, bound) => above(item.type, name, bound, requests[name], limits[name])),
    ...each(item.maxLimitRequestRatio, (name, bound) => ratio(item.type, name, bound, requests[name], limits[name])),
  ];
}

/** Claims have requests only. */
export function claimViolations(item: LimitRangeItem, requests: Amounts): string[] {
  return [
    ...each(item.min, (name, bound) => below(item.type, name, bound, requests[name], undefined)),
    ...each(item.max, (name, bound) => {
      const asked = requests[name];
      const rule = `maximum ${name} usage per ${item.type} is ${canonicalize(bound)}`;
      if (asked === undefined) return `${rule}.  No request is specified`;
      return compare(asked, bound) > 0 ? `${rule}, but request is ${canonicalize(asked)}` : undefined;
    }),
  ];
}

function each(bounds: Amounts | undefined, check: (name: string, bound: string) => string | undefined): string[] {
  return Object.entries(bounds ?? {}).flatMap(([name, bound]) => check(name, bound) ?? []);
}

function below(type: string, name: string, bound: string, request: string | undefined, limit: string | undefined): string | undefined {
  const rule = `minimum ${name} usage per ${type} is ${canonicalize(bound)}`;
  if (request === undefined) return `${rule}.  No request is specified`;
  if (compare(request, bound) < 0) return `${rule}, but request is ${canonicalize(request)}`;
  return limit !== undefined && compare(limit, bound) < 0 ? `${rule}, but limit is ${canonicalize(limit)}` : undefined;
}

function above(type: string, name: string, bound: string, request: string | undefined, limit: string | undefined): string | undefined {
  const rule = `maximum ${name} usage per ${type} is ${canonicalize(bound)}`;
  if (limit === undefined) return `${rule}.  No limit is specified`;
  if (compare(limit, bound) > 0) return `${rule}, but limit is ${canonicalize(limit)}`;
  return request !== undefined && compare(request, bound) > 0 ? `${rule}, but request is ${canonicalize(request)}` : undefined;
}

function ratio(type: string, name: string, bound: string, request: string | undefined, limit: string | undefined): string | undefined {
  const rule = `${name} max limit to request ratio per ${type} is ${canonicalize(bound)}`;
  if (request === undefined || isZero(request)) return `${rule}, but no request is specified or request is 0`;
  if (limit === undefined || isZero(limit)) return `${rule}, but no limit is specified or limit is 0`;
  const observed = approximate(limit) / approximate(request);
  return observed > approximate(bound) ? `${rule}, but provided ratio is ${observed.toFixed(6)}` : undefined;
}
