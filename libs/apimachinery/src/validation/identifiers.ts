/** Checks of identifiers, keys, ports and numbers that are not names of objects. Each returns what is wrong in the published wording. */
import { between, byteLength, EMPTY, maxLength, pattern } from './wording.js';

const C_IDENTIFIER = '[A-Za-z_][A-Za-z0-9_]*';
const CONFIG_KEY = '[-._a-zA-Z0-9]+';
const PERCENT = '[0-9]+%';
const HEADER = '[-A-Za-z0-9]+';
const ENV = '[-._a-zA-Z][-._a-zA-Z0-9]*';
const whole = (expression: string): RegExp => new RegExp(`^${expression}$`);
const unless = (holds: boolean, message: string): string[] => (holds ? [] : [message]);

export const cIdentifier = (value: string): string[] => unless(whole(C_IDENTIFIER).test(value), pattern(
  "a valid C identifier must start with alphabetic character or '_', followed by a string of alphanumeric characters or '_'",
  C_IDENTIFIER, 'my_name', 'MY_NAME', 'MyName',
));

/** Names that would leave their directory when used as a file name. */
function climbs(value: string): string[] {
  if (value === '.' || value === '..') return [`must not be '${value}'`];
  return value.startsWith('..') ? ["must not start with '..'"] : [];
}

/** The name of an environment variable: since 1.34 any printable ASCII but `=`. */
export function envVarName(value: string): string[] {
  if (value === '') return [`environment variable name ${EMPTY}`];
  return unless(/^[\x20-\x3c\x3e-\x7e]*$/.test(value), "a valid environment variable name must consist only of printable ASCII characters other than '='");
}

/** The narrower rule of older versions. */
export const strictEnvVarName = (value: string): string[] => [...unless(whole(ENV).test(value), pattern(
  "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and must not start with a digit",
  ENV, 'my.env-name', 'MY_ENV.NAME', 'MyEnvName1',
)), ...climbs(value)];

/** A key of a ConfigMap or Secret. */
export const configMapKey = (value: string): string[] => [
  ...unless(byteLength(value) <= 253, maxLength(253)),
  ...unless(whole(CONFIG_KEY).test(value), pattern("a valid config key must consist of alphanumeric characters, '-', '_' or '.'", CONFIG_KEY, 'key.name', 'KEY_NAME', 'key-name')),
  ...climbs(value),
];

/** An IANA service name (RFC 6335), in lower case: names of ports. */
export const portName = (value: string): string[] => [
  ...unless(byteLength(value) <= 15, maxLength(15)),
  ...unless(/^[-a-z0-9]+$/.test(value), 'must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)'),
  ...unless(/[a-z]/.test(value), 'must contain at least one letter (a-z)'),
  ...unless(!value.includes('--'), 'must not contain consecutive hyphens'),
  ...unless(!/^-|-$/.test(value), 'must not begin or end with a hyphen'),
];

export const inRange = (value: number, low: number, high: number): string[] => unless(value >= low && value <= high, between(low, high));
export const portNumber = (value: number): string[] => inRange(value, 1, 65_535);
/** A user or group ID. */
export const unixId = (value: number): string[] => inRange(value, 0, 2 ** 31 - 1);

export const percent = (value: string): string[] => unless(whole(PERCENT).test(value), pattern(
  "a valid percent string must be a numeric string followed by an ending '%'", PERCENT, '1%', '93%',
));

export const httpHeaderName = (value: string): string[] => unless(whole(HEADER).test(value), pattern(
  "a valid HTTP header must consist of alphanumeric characters or '-'", HEADER, 'X-Header-Name',
));
