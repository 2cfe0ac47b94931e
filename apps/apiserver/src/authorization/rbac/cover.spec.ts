import type { PolicyRule } from '@kubets/api/rbac/v1/subject';
import { describeRule, uncovered } from './cover.js';

const rule = (verbs: string, groups: string, resources: string, names?: string): PolicyRule => ({
  verbs: verbs.split(' '), apiGroups: groups.split(' ').map((g) => (g === 'core' ? '' : g)), resources: resources.split(' '), ...(names ? { resourceNames: names.split(' ') } : {}),
});
const url = (verbs: string, urls: string): PolicyRule => ({ verbs: verbs.split(' '), nonResourceURLs: urls.split(' ') });

it.each<[string, PolicyRule[], PolicyRule[], PolicyRule[]]>([
  ['nothing asked', [], [], []],
  ['the same', [rule('get', 'core', 'pods')], [rule('get', 'core', 'pods')], []],
  ['everything', [rule('*', '*', '*')], [rule('get', 'apps', 'deployments/scale', 'a')], []],
  ['a wildcard is more than its parts', [rule('get list', 'core', 'pods')], [rule('*', 'core', 'pods')], [rule('*', 'core', 'pods')]],
  ['split over rules', [rule('get', 'core', 'pods'), rule('list', 'core', 'pods')], [rule('get list', 'core', 'pods')], []],
  ['verbs of the same target are joined', [], [rule('get list', 'core', 'pods')], [rule('get list', 'core', 'pods')]],
  ['only what is missing', [rule('get', 'core', 'pods')], [rule('get list', 'core', 'pods services')], [rule('get list', 'core', 'services'), rule('list', 'core', 'pods')]],
  ['one name does not cover all', [rule('get', 'core', 'pods', 'a')], [rule('get', 'core', 'pods')], [rule('get', 'core', 'pods')]],
  ['all names cover one', [rule('get', 'core', 'pods')], [rule('get', 'core', 'pods', 'a')], []],
  ['names one by one', [rule('get', 'core', 'pods', 'a')], [rule('get', 'core', 'pods', 'a b')], [rule('get', 'core', 'pods', 'b')]],
  ['a resource does not cover its subresource', [rule('get', 'core', 'pods')], [rule('get', 'core', 'pods/log')], [rule('get', 'core', 'pods/log')]],
  ['a subresource of everything', [rule('get', '*', '*/scale')], [rule('get', 'apps', 'deployments/scale')], []],
  ['paths under a prefix', [url('get', '/apis/*')], [url('get', '/apis/apps /metrics')], [url('get', '/metrics')]],
  ['rules of resources do not cover paths', [rule('*', '*', '*')], [url('get', '/metrics')], [url('get', '/metrics')]],
])('%s', (_name, held, asked, missing) => {
  const sorted = (rules: PolicyRule[]): string[] => rules.map(describeRule).sort();
  expect(sorted(uncovered(held, asked))).toEqual(sorted(missing));
});

it('prints rules as upstream does', () => {
  expect(describeRule(rule('get list', 'core', 'pods', 'a'))).toBe('{APIGroups:[""], Resources:["pods"], ResourceNames:["a"], Verbs:["get" "list"]}');
  expect(describeRule(url('*', '*'))).toBe('{NonResourceURLs:["*"], Verbs:["*"]}');
});
