import type { PolicyRule } from '@kubets/api/rbac/v1/subject';
import type { AccessAttributes } from '../authorizer.js';

const has = (list: readonly string[] | undefined, value: string): boolean => list?.some((item) => item === '*' || item === value) ?? false;

/** Whether one rule allows what is asked. */
export function ruleAllows(rule: PolicyRule, asked: AccessAttributes): boolean {
  if (!has(rule.verbs, asked.verb)) return false;
  if (!asked.isResource) return rule.nonResourceURLs?.some((pattern) => pathMatches(pattern, asked.path)) ?? false;
  if (!has(rule.apiGroups, asked.group) || !resourceMatches(rule.resources, asked.resource, asked.subresource)) return false;
  return !rule.resourceNames?.length || rule.resourceNames.includes(asked.name);
}

function resourceMatches(resources: readonly string[] | undefined, resource: string, subresource: string): boolean {
  const full = subresource ? `${resource}/${subresource}` : resource;
  return resources?.some((r) => r === '*' || r === full || (subresource !== '' && r === `*/${subresource}`)) ?? false;
}

function pathMatches(pattern: string, path: string): boolean {
  return pattern === '*' || pattern === path || (pattern.endsWith('*') && path.startsWith(pattern.slice(0, -1)));
}

const NONE: readonly PolicyRule[] = [];

/** The rules of a role, found by verb: most rules of a large role are about other verbs. */
export class RuleSet {
  readonly #byVerb = new Map<string, PolicyRule[]>();

  constructor(readonly rules: readonly PolicyRule[]) {
    for (const rule of rules) {
      for (const verb of new Set(rule.verbs ?? [])) {
        const list = this.#byVerb.get(verb);
        if (list) list.push(rule); else this.#byVerb.set(verb, [rule]);
      }
    }
  }

  allows(asked: AccessAttributes): boolean {
    for (const rule of this.#byVerb.get(asked.verb) ?? NONE) if (ruleAllows(rule, asked)) return true;
    for (const rule of this.#byVerb.get('*') ?? NONE) if (ruleAllows(rule, asked)) return true;
    return false;
  }
}
