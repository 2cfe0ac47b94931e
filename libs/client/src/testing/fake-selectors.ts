import type { KubeObject } from '@kubets/apimachinery/resource/definition';

export type Matcher = (object: KubeObject) => boolean;

/** One requirement of a label selector in its text form: `a=b`, `a!=b`, `a`, `!a`, `a in (b,c)`, `a notin (b)`. */
function labelRequirement(text: string): Matcher {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set) {
    const [, key = '', operator, list = ''] = set;
    const values = new Set(list.split(',').map((value) => value.trim()));
    return (object) => {
      const value = object.metadata.labels?.[key];
      return operator === 'in' ? value !== undefined && values.has(value) : value === undefined || !values.has(value);
    };
  }
  const equality = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(text);
  if (equality) {
    const [, key = '', operator, value] = equality;
    return (object) => (object.metadata.labels?.[key] === value) === (operator !== '!=');
  }
  if (text.startsWith('!')) return (object) => object.metadata.labels?.[text.slice(1).trim()] === undefined;
  return (object) => object.metadata.labels?.[text] !== undefined;
}

const fieldAt = (object: KubeObject, path: string): string => {
  let at: unknown = object;
  for (const step of path.split('.')) at = at !== null && typeof at === 'object' ? (at as Record<string, unknown>)[step] : undefined;
  return at === undefined || at === null ? '' : String(at);
};

function fieldRequirement(text: string): Matcher {
  const [, path = '', operator, value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(text) ?? [];
  if (!path) throw new Error(`"${text}" is not a field selector; write path=value or path!=value`);
  return (object) => (fieldAt(object, path) === value) === (operator !== '!=');
}

/** Cuts at commas outside parentheses. */
const requirements = (selector: string | null): string[] =>
  (selector ?? '').split(/,(?![^(]*\))/).map((part) => part.trim()).filter((part) => part !== '');

/** What both selectors of a query let through. Fields are read by their path, whatever it is. */
export function selecting(labelSelector: string | null, fieldSelector: string | null): Matcher {
  const all = [...requirements(labelSelector).map(labelRequirement), ...requirements(fieldSelector).map(fieldRequirement)];
  return (object) => all.every((matches) => matches(object));
}
