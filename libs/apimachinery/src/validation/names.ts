/** Checks of names. Each returns what is wrong in the published wording, or nothing. */
import { byteLength, EMPTY, maxLength, pattern } from './wording.js';

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';
const SUBDOMAIN = `${LABEL}(\\.${LABEL})*`;
const UNDERSCORED_LABEL = '_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?';
const UNDERSCORED_SUBDOMAIN = `${UNDERSCORED_LABEL}(\\.${UNDERSCORED_LABEL})*`;
const RFC1035 = '[a-z]([-a-z0-9]*[a-z0-9])?';
const WILDCARD = `\\*\\.${SUBDOMAIN}`;
const KEY_NAME = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]';
const LABEL_VALUE = `(${KEY_NAME})?`;

const whole = (expression: string): RegExp => new RegExp(`^${expression}$`);
const [isLabel, isSubdomain, isUnderscored, is1035, isWildcard, isKeyName, isValue] = [LABEL, SUBDOMAIN, UNDERSCORED_SUBDOMAIN, RFC1035, WILDCARD, KEY_NAME, LABEL_VALUE].map(whole) as
  [RegExp, RegExp, RegExp, RegExp, RegExp, RegExp, RegExp];

const LABEL_MAX = 63;
const SUBDOMAIN_MAX = 253;
type Unit = 'bytes' | 'characters';
const tooLong = (value: string, max: number, unit?: Unit): string[] => (value.length > max || byteLength(value) > max ? [maxLength(max, unit)] : []);

/** A long text is not worth matching: its length is what is wrong, and a hostile one would cost time. */
const matches = (expression: RegExp, value: string): boolean => value.length <= 4096 && expression.test(value);

/** A DNS label as of RFC 1123: namespaces, containers, ports of pods. */
export function dns1123Label(value: string): string[] {
  const wrong = tooLong(value, LABEL_MAX);
  if (matches(isLabel, value)) return wrong;
  return [...wrong, matches(isSubdomain, value) ? 'must not contain dots' : pattern(
    "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
    LABEL, 'my-name', '123-abc',
  )];
}

/** A DNS subdomain as of RFC 1123: most names. */
export function dns1123Subdomain(value: string, unit?: Unit): string[] {
  const wrong = tooLong(value, SUBDOMAIN_MAX, unit);
  return matches(isSubdomain, value) ? wrong : [...wrong, pattern(
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
    SUBDOMAIN, 'example.com',
  )];
}

/** A subdomain whose labels may hold underscores: a search domain of a pod's DNS configuration. */
export function dns1123SubdomainWithUnderscore(value: string): string[] {
  const wrong = tooLong(value, SUBDOMAIN_MAX);
  return matches(isUnderscored, value) ? wrong : [...wrong, pattern(
    "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must start and end with an alphanumeric character",
    UNDERSCORED_SUBDOMAIN, 'example.com',
  )];
}

/** A DNS label as of RFC 1035, which begins with a letter: Services. */
export function dns1035Label(value: string): string[] {
  const wrong = tooLong(value, LABEL_MAX);
  return matches(is1035, value) ? wrong : [...wrong, pattern(
    "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
    RFC1035, 'my-name', 'abc-123',
  )];
}

/** `*.example.com` (RFC 1034 section 4.3.3): hosts of an Ingress. */
export function wildcardDns1123Subdomain(value: string): string[] {
  const wrong = tooLong(value, SUBDOMAIN_MAX);
  return matches(isWildcard, value) ? wrong : [...wrong, pattern(
    "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character",
    WILDCARD, '*.example.com',
  )];
}

const KEY_RULE = pattern(
  "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", KEY_NAME, 'MyName', 'my.name', '123-abc',
);

/** A name with an optional DNS prefix, such as `app` or `example.com/app`: keys of labels and annotations, finalizers. */
export function qualifiedName(value: string): string[] {
  const parts = value.split('/', 3);
  if (parts.length > 2) return [`a valid label key ${KEY_RULE} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const name = parts[parts.length - 1]!;
  const wrong: string[] = [];
  if (parts.length === 2) {
    const prefix = parts[0]!;
    wrong.push(...(prefix === '' ? [EMPTY] : dns1123Subdomain(prefix, 'bytes')).map((message) => `prefix part ${message}`));
  }
  if (name === '') wrong.push(`name part ${EMPTY}`);
  else wrong.push(...tooLong(name, LABEL_MAX, 'bytes').map((message) => `name part ${message}`));
  if (!matches(isKeyName, name)) wrong.push(`name part ${KEY_RULE}`);
  return wrong;
}

export function labelValue(value: string): string[] {
  const wrong = tooLong(value, LABEL_MAX, 'bytes');
  return matches(isValue, value) ? wrong : [...wrong, pattern(
    "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
    LABEL_VALUE, 'MyValue', 'my_value', '12345',
  )];
}

/** A name that can be one segment of a URL path: RBAC objects. @param prefix whether more characters will follow */
export function pathSegment(value: string, prefix = false): string[] {
  if (!prefix && (value === '.' || value === '..')) return [`may not be '${value}'`];
  return ['/', '%'].filter((illegal) => value.includes(illegal)).map((illegal) => `may not contain '${illegal}'`);
}
