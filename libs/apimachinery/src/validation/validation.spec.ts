import * as fc from 'fast-check';
import type { ObjectMeta } from '../meta/v1/object-meta.js';
import { canonicalIp, cidr, ip, legacyCidr, legacyIp } from './addresses.js';
import { cIdentifier, configMapKey, envVarName, percent, portName, portNumber, strictEnvVarName } from './identifiers.js';
import { validateLabelSelector } from './labels.js';
import { dns1035Label, dns1123Label, dns1123Subdomain, labelValue, pathSegment, qualifiedName, wildcardDns1123Subdomain } from './names.js';
import { validateObjectMeta, validateObjectMetaUpdate } from './object-meta.js';

const wrong = (messages: readonly string[], part: string): void => { expect(messages.join(' | ')).toContain(part); };

describe('names', () => {
  it('accepts good ones', () => {
    for (const name of ['a', '1', 'a-b', 'a'.repeat(63)]) expect(dns1123Label(name)).toEqual([]);
    for (const name of ['a.b', 'a', `${'a'.repeat(63)}.${'b'.repeat(189)}`]) expect(dns1123Subdomain(name)).toEqual([]);
    expect(dns1035Label('a1')).toEqual([]);
    for (const name of ['a', 'a.b/c', 'Simple', '1_2.3-4', 'K8s.io'.toLowerCase()]) expect(qualifiedName(name)).toEqual([]);
    expect(labelValue('')).toEqual([]);
    expect(wildcardDns1123Subdomain('*.a.b')).toEqual([]);
    expect(pathSegment('system:node')).toEqual([]);
  });
  it('words bad ones as clients expect', () => {
    expect(dns1123Label('a.b')).toEqual(['must not contain dots']);
    expect(dns1123Label('A')).toEqual(["a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"]);
    expect(dns1123Label('a'.repeat(64))).toEqual(['must be no more than 63 characters']);
    wrong(dns1123Subdomain('a_b'), "(e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')");
    wrong(dns1035Label('1a'), "a DNS-1035 label must consist");
    expect(qualifiedName('/a')).toEqual(['prefix part must be non-empty']);
    wrong(qualifiedName(''), 'name part must be non-empty');
    wrong(qualifiedName('a/b/c'), "with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')");
    wrong(qualifiedName(`${'a'.repeat(64)}`), 'name part must be no more than 63 bytes');
    wrong(labelValue('-'), 'a valid label must be an empty string or consist of');
    expect(pathSegment('a/b%c')).toEqual(["may not contain '/'", "may not contain '%'"]);
    expect(pathSegment('..')).toEqual(["may not be '..'"]);
    expect(dns1123Subdomain('-'.repeat(1_000_000))).toHaveLength(2);
  });
});

describe('identifiers', () => {
  it('checks each', () => {
    expect(portName('http-8080')).toEqual([]);
    expect(portName('-A--1234567890123')).toHaveLength(5);
    expect(portNumber(0)).toEqual(['must be between 1 and 65535, inclusive']);
    expect(cIdentifier('_a1')).toEqual([]);
    wrong(cIdentifier('1a'), 'a valid C identifier');
    expect(envVarName('a b:c')).toEqual([]);
    expect(envVarName('a=b')).toEqual(["a valid environment variable name must consist only of printable ASCII characters other than '='"]);
    expect(envVarName('')).toEqual(['environment variable name must be non-empty']);
    expect(strictEnvVarName('..')).toEqual(["must not be '..'"]);
    expect(configMapKey('a.b_C')).toEqual([]);
    expect(configMapKey('..a')).toEqual(["must not start with '..'"]);
    expect(percent('5%')).toEqual([]);
    wrong(percent('5'), "(e.g. '1%',  or '93%', regex used for validation is '[0-9]+%')");
  });
});

describe('addresses', () => {
  it.each([['10.9.8.7', '10.9.8.7'], ['2001:DB8:0:0::1', '2001:db8::1'], ['::', '::'], ['1:0:0:2:0:0:0:3', '1:0:0:2::3'], ['1:0:2:3:4:5:6:7', '1:0:2:3:4:5:6:7'],
    ['::ffff:1.2.3.4', '1.2.3.4'], ['64:ff9b::1.2.3.4', '64:ff9b::102:304'], ['010.1.1.1', '10.1.1.1'], ['fe80::1%eth0', undefined], ['1.2.3', undefined]])(
    'writes %s as %s', (text, canonical) => { expect(canonicalIp(text)).toBe(canonical); },
  );
  it('words bad ones', () => {
    expect(ip('x')).toEqual(['must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)']);
    expect(ip('01.2.3.4')).toEqual(['must not have leading 0s']);
    expect(ip('::ffff:1.2.3.4')).toEqual(['must not be an IPv4-mapped IPv6 address']);
    expect(ip('2001:DB8::1')).toEqual(['must be in canonical form ("2001:db8::1")']);
    expect(legacyIp('2001:DB8::1')).toEqual([]);
    expect(legacyIp('01.2.3.4', false)).toEqual([]);
    expect(cidr('10.0.0.0/8')).toEqual([]);
    expect(cidr('2001:db8::/64')).toEqual([]);
    expect(cidr('10.1.0.0/8')).toEqual(['must not have bits set beyond the prefix length']);
    expect(cidr('2001:db8:0::/64')).toEqual(['must be in canonical form ("2001:db8::/64")']);
    expect(cidr('10.0.0.0/33')).toEqual(['must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)']);
    expect(legacyCidr('10.0.0.0/08')).toEqual(['must not have leading 0s in IP or prefix length']);
    expect(legacyCidr('::ffff:10.0.0.0/104')).toEqual(['must not have an IPv4-mapped IPv6 address']);
  });
  it('has one canonical text per address', () => fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
    const canonical = canonicalIp(text)!;
    expect(canonicalIp(canonical)).toBe(canonical);
    expect(ip(canonical)).toEqual([]);
    expect(new URL(`http://[${canonical.includes(':') ? canonical : `::ffff:${canonical}`}]/`).hostname).toBe(new URL(`http://[${text.includes(':') ? text : `::ffff:${text}`}]/`).hostname);
  })));
});

describe('object metadata', () => {
  const rules = { namespaced: true, nameRule: 'subdomain' } as const;
  const meta = (more: Partial<ObjectMeta> = {}): ObjectMeta => ({ name: 'a', namespace: 'default', ...more });
  const fields = (errors: readonly { field: string; message: string }[]): string[] => errors.map((e) => `${e.field}: ${e.message}`);

  it('accepts ordinary metadata', () => {
    expect(validateObjectMeta(meta({ labels: { a: 'b' }, annotations: { 'Example.com/X': '☃' }, finalizers: ['kubernetes'], generateName: 'a-' }), rules, 'metadata')).toEqual([]);
    expect(validateObjectMeta({ name: 'system:admin' }, { namespaced: false, nameRule: 'path' }, 'metadata')).toEqual([]);
  });
  it('reports what is wrong', () => {
    expect(fields(validateObjectMeta({ namespace: 'x' }, { ...rules, namespaced: false }, 'metadata'))).toEqual([
      'metadata.name: Required value: name or generateName is required', 'metadata.namespace: Forbidden: not allowed on this type',
    ]);
    expect(fields(validateObjectMeta({ name: 'a' }, rules, 'metadata'))).toEqual(['metadata.namespace: Required value']);
    expect(fields(validateObjectMeta(meta({ annotations: { a: 'x'.repeat(262_144) } }), rules, 'metadata'))).toEqual(['metadata.annotations: Too long: may not be more than 262144 bytes']);
    expect(fields(validateObjectMeta(meta({ finalizers: ['orphan', 'foregroundDeletion'] }), rules, 'metadata')))
      .toEqual(['metadata.finalizers: Invalid value: ["orphan","foregroundDeletion"]: finalizer orphan and foregroundDeletion cannot be both set']);
    const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'r', uid: 'u', controller: true };
    expect(fields(validateObjectMeta(meta({ ownerReferences: [owner, { ...owner, name: 's' }] }), rules, 'metadata')).join()).toContain(
      'Only one reference can have Controller set to true. Found "true" in references for ReplicaSet/r and ReplicaSet/s');
    expect(fields(validateObjectMeta(meta({ ownerReferences: [{ apiVersion: '', kind: '', name: '', uid: '' }] }), rules, 'metadata'))).toHaveLength(4);
    expect(fields(validateObjectMeta(meta({ managedFields: [{ operation: 'Get', fieldsType: 'X', manager: 'a\n' }] }), rules, 'metadata'))).toEqual([
      'metadata.managedFields[0].operation: Invalid value: "Get": must be `Apply` or `Update`', 'metadata.managedFields[0].fieldsType: Invalid value: "X": must be `FieldsV1`',
      'metadata.managedFields[0].manager: Invalid value: "a\\n": invalid character U+000A (at position 1)',
    ]);
  });
  it('keeps what is immutable', () => {
    const old = meta({ uid: 'u', resourceVersion: '1', creationTimestamp: '2026-01-01T00:00:00Z', generation: 2, deletionTimestamp: '2026-01-01T00:00:00Z' });
    expect(validateObjectMetaUpdate({ ...old }, old, 'metadata')).toEqual([]);
    expect(fields(validateObjectMetaUpdate({ ...old, resourceVersion: '', generation: 1, uid: 'v', deletionTimestamp: undefined, finalizers: ['a/b'] } as ObjectMeta, old, 'metadata'))).toEqual([
      'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"a/b"}',
      'metadata.resourceVersion: Invalid value: "": must be specified for an update', 'metadata.generation: Invalid value: 1: must not be decremented',
      'metadata.uid: Invalid value: "v": field is immutable', 'metadata.deletionTimestamp: Invalid value: null: field is immutable',
    ]);
  });
  it('checks label selectors', () => {
    expect(fields(validateLabelSelector({ matchLabels: { 'a b': 'c' }, matchExpressions: [{ key: 'k', operator: 'In' }, { key: 'k', operator: 'Exists', values: ['x'] }, { key: 'k', operator: 'No' }] }, 'spec.selector')).map((t) => t.slice(0, 48))).toEqual([
      ...['spec.selector.matchLabels: Invalid value: "a b": name', 'spec.selector.matchExpressions[0].values: Required value', 'spec.selector.matchExpressions[1].values: Forbidden: may not',
        'spec.selector.matchExpressions[2].operator: Invalid value'].map((t) => t.slice(0, 48)),
    ]);
  });
});
