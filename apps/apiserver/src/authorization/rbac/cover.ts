import type { PolicyRule } from '@kubets/api/rbac/v1/subject';

/** One verb on one resource (of one name), or on one path: what rules are compared by. */
interface Grant { readonly verb: string; readonly group?: string; readonly resource?: string; readonly name?: string; readonly url?: string }

/**
 * What `asked` grants and `held` does not; empty when everything asked is held.
 * A wildcard in `asked` is held only by a wildcard, since it also means what does not exist yet.
 */
export function uncovered(held: readonly PolicyRule[], asked: readonly PolicyRule[]): PolicyRule[] {
  const missing: PolicyRule[] = [];
  for (const rule of asked) {
    // Whole rules are held as they are more often than not; only the others are taken apart.
    if (held.some((h) => coversRule(h, rule))) continue;
    const lacking = grantsOf(rule).filter((grant) => !held.some((h) => covers(h, grant)));
    missing.push(...lacking.map(ruleOf));
  }
  return compact(missing);
}

const includes = (list: readonly string[] | undefined, value: string): boolean => list?.some((item) => item === '*' || item === value) ?? false;
const every = (asked: readonly string[] | undefined, held: (value: string) => boolean): boolean => (asked ?? []).every(held);

function coversRule(held: PolicyRule, asked: PolicyRule): boolean {
  if (!every(asked.verbs, (v) => includes(held.verbs, v))) return false;
  if (asked.nonResourceURLs?.length && !every(asked.nonResourceURLs, (u) => urlCovered(held, u))) return false;
  if (!asked.resources?.length) return true;
  if (!every(asked.apiGroups, (g) => includes(held.apiGroups, g)) || !every(asked.resources, (r) => resourceCovered(held, r))) return false;
  return !held.resourceNames?.length || (!!asked.resourceNames?.length && asked.resourceNames.every((n) => held.resourceNames!.includes(n)));
}

function covers(held: PolicyRule, grant: Grant): boolean {
  if (!includes(held.verbs, grant.verb)) return false;
  if (grant.url !== undefined) return urlCovered(held, grant.url);
  if (!includes(held.apiGroups, grant.group!) || !resourceCovered(held, grant.resource!)) return false;
  return !held.resourceNames?.length || (grant.name !== undefined && held.resourceNames.includes(grant.name));
}

function resourceCovered(held: PolicyRule, resource: string): boolean {
  const slash = resource.indexOf('/');
  return held.resources?.some((r) => r === '*' || r === resource || (slash > 0 && r === `*${resource.slice(slash)}`)) ?? false;
}

function urlCovered(held: PolicyRule, url: string): boolean {
  return held.nonResourceURLs?.some((u) => u === '*' || u === url || (u.endsWith('*') && url.startsWith(u.slice(0, -1)))) ?? false;
}

function grantsOf(rule: PolicyRule): Grant[] {
  const out: Grant[] = [];
  for (const verb of rule.verbs ?? []) {
    for (const url of rule.nonResourceURLs ?? []) out.push({ verb, url });
    for (const group of rule.apiGroups ?? []) {
      for (const resource of rule.resources ?? []) {
        if (!rule.resourceNames?.length) out.push({ verb, group, resource });
        for (const name of rule.resourceNames ?? []) out.push({ verb, group, resource, name });
      }
    }
  }
  return out;
}

const ruleOf = ({ verb, group, resource, name, url }: Grant): PolicyRule => (url !== undefined
  ? { nonResourceURLs: [url], verbs: [verb] }
  : { apiGroups: [group!], resources: [resource!], ...(name === undefined ? {} : { resourceNames: [name] }), verbs: [verb] });

/** Joins the verbs of rules that are otherwise the same. */
function compact(rules: readonly PolicyRule[]): PolicyRule[] {
  const byTarget = new Map<string, PolicyRule>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.apiGroups, rule.resources, rule.resourceNames, rule.nonResourceURLs]);
    const known = byTarget.get(key);
    if (!known) byTarget.set(key, { ...rule, verbs: [...rule.verbs ?? []] });
    else for (const verb of rule.verbs ?? []) if (!known.verbs!.includes(verb)) known.verbs!.push(verb);
  }
  return [...byTarget.values()];
}

/** `{APIGroups:[""], Resources:["pods"], Verbs:["get" "list"]}`, as upstream prints rules. */
export function describeRule(rule: PolicyRule): string {
  const part = (name: string, values: readonly string[] | undefined): string[] => (values?.length ? [`${name}:${quoteAll(values)}`] : []);
  return `{${[
    ...part('APIGroups', rule.apiGroups), ...part('Resources', rule.resources), ...part('NonResourceURLs', rule.nonResourceURLs),
    ...part('ResourceNames', rule.resourceNames), ...part('Verbs', rule.verbs),
  ].join(', ')}}`;
}

/** `["a" "b"]`. */
export const quoteAll = (values: readonly string[]): string => `[${values.map((v) => JSON.stringify(v)).join(' ')}]`;
