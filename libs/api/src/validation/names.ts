const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const RFC1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const NAME_PART = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;
const CONFIG_KEY = /^[-._a-zA-Z0-9]+$/;
const PORT_NAME = /^[-a-z0-9]+$/;

const tooLong = (text: string, most: number): string[] => (text.length > most ? [`must be no more than ${most} characters`] : []);
const regex = (message: string, pattern: RegExp, example: string): string =>
  `${message} (e.g. ${example}, regex used for validation is '${pattern.source.replace(/^\^|\$$/g, '')}')`;

/** RFC 1123 label: lower-case letters, digits and '-', at most 63 characters. */
export const isDNS1123Label = (text: string): string[] => [...tooLong(text, 63), ...(LABEL.test(text) ? [] : [
  regex("a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character", LABEL, "'my-name',  or '123-abc'"),
])];

/** RFC 1123 subdomain: labels joined by dots, at most 253 characters. */
export const isDNS1123Subdomain = (text: string): string[] => [...tooLong(text, 253), ...(SUBDOMAIN.test(text) ? [] : [
  regex("a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character", SUBDOMAIN, "'example.com'"),
])];

/** A subdomain whose first label may be `*`. */
export const isWildcardDNS1123Subdomain = (text: string): string[] =>
  (text.startsWith('*.') ? isDNS1123Subdomain(text.slice(2)) : ['a wildcard DNS-1123 subdomain must start with \'*.\', followed by a valid DNS subdomain']);

/** RFC 1035 label: like an RFC 1123 label, but it begins with a letter. */
export const isDNS1035Label = (text: string): string[] => [...tooLong(text, 63), ...(RFC1035.test(text) ? [] : [
  regex("a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character", RFC1035, "'my-name',  or 'abc-123'"),
])];

/** The key of a label or annotation, or a resource name: `[prefix/]name`. */
export function isQualifiedName(text: string): string[] {
  const parts = text.split('/');
  const name = parts.at(-1) ?? '';
  if (parts.length > 2) return [`a qualified name must consist of alphanumeric characters, '-', '_' or '.', with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`];
  const prefix = parts.length === 2 ? parts[0] ?? '' : undefined;
  const messages: string[] = [];
  if (prefix === '') messages.push('prefix part must be non-empty');
  else if (prefix) messages.push(...isDNS1123Subdomain(prefix).map((message) => `prefix part ${message}`));
  if (name === '') messages.push('name part must be non-empty');
  else if (name.length > 63) messages.push('name part must be no more than 63 characters');
  if (!NAME_PART.test(name)) {
    messages.push(`name part ${regex("must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", NAME_PART, "'MyName',  or 'my.name',  or '123-abc'")}`);
  }
  return messages;
}

export const isLabelValue = (text: string): string[] => [...tooLong(text, 63), ...(LABEL_VALUE.test(text) ? [] : [
  regex("a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character", LABEL_VALUE, "'MyValue',  or 'my_value',  or '12345'"),
])];

/** Keys of ConfigMaps and Secrets, which become file names. */
export function isConfigMapKey(text: string): string[] {
  if (text === '.' || text === '..') return [`must not be '${text}'`];
  if (text.startsWith('..')) return ["must not start with '..'"];
  return [...tooLong(text, 253), ...(CONFIG_KEY.test(text) ? [] : [
    regex("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", CONFIG_KEY, "'key.name',  or 'KEY_NAME',  or 'key-name'"),
  ])];
}

/** Names of environment variables: any printable ASCII but '='. */
export const isEnvVarName = (text: string): string[] =>
  (/^[\x20-\x3c\x3e-\x7e]+$/.test(text) ? [] : ["a valid environment variable name must consist only of printable ASCII characters other than '='"]);

/** Names of ports (RFC 6335): at most 15 of `[-a-z0-9]`, one letter at least, no doubled or outer hyphens. */
export function isPortName(text: string): string[] {
  const messages: string[] = [];
  if (text.length > 15) messages.push('must be no more than 15 characters');
  if (!PORT_NAME.test(text)) messages.push("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)");
  if (!/[a-z]/.test(text)) messages.push('must contain at least one letter (a-z)');
  if (text.includes('--')) messages.push('must not contain consecutive hyphens');
  if (/^-|-$/.test(text)) messages.push('must not begin or end with a hyphen');
  return messages;
}

/** A name that can be one segment of a URL path; RBAC objects are named so. */
export const isPathSegment = (text: string): string[] => {
  if (text === '.' || text === '..') return [`may not be '${text}'`];
  return ['/', '%'].filter((bad) => text.includes(bad)).map((bad) => `may not contain '${bad}'`);
};

/** A path below a directory: relative, and without steps upwards. */
export function isLocalPath(text: string): string[] {
  if (text.startsWith('/')) return ['must be a relative path'];
  return text.split('/').includes('..') ? ["must not contain '..'"] : [];
}
