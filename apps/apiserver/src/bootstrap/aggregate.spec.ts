import type { PolicyRule } from '@kubets/api/rbac/v1/subject';
import { aggregate, type Aggregatable } from './aggregate.js';

const rule = (resource: string): PolicyRule => ({ verbs: ['get'], apiGroups: [''], resources: [resource] });
const part = (name: string, into: string, ...rules: PolicyRule[]): Aggregatable => ({ metadata: { name, labels: { [into]: 'true' } }, rules });
const whole = (name: string, of: string, into?: string, rules: PolicyRule[] = []): Aggregatable => ({
  metadata: { name, ...(into ? { labels: { [into]: 'true' } } : {}) }, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [of]: 'true' } }] }, rules,
});

it('carries rules up through several levels, each once, in the order of names', () => {
  const roles = [whole('admin', 'to-admin'), whole('edit', 'to-edit', 'to-admin'), part('z', 'to-edit', rule('a')), part('b', 'to-edit', rule('b'), rule('a')), part('x', 'to-admin', rule('x'))];
  const result = aggregate(roles);
  expect(result.get('edit')).toEqual([rule('b'), rule('a')]);
  expect(result.get('admin')).toEqual([rule('b'), rule('a'), rule('x')]);
});

it('says nothing of roles that are right', () => {
  expect(aggregate([whole('view', 'to-view', undefined, [rule('a')]), part('p', 'to-view', rule('a'))]).size).toBe(0);
});

it('takes rules away with the role that brought them', () => {
  expect(aggregate([whole('view', 'to-view', undefined, [rule('a')])])).toEqual(new Map([['view', []]]));
});

it('comes to an end when roles contain each other', () => {
  const result = aggregate([whole('a', 'to-a', 'to-b'), whole('b', 'to-b', 'to-a'), part('p', 'to-a', rule('x'))]);
  expect(result).toEqual(new Map([['a', [rule('x')]], ['b', [rule('x')]]]));
});

it('matches a role against itself without doubling', () => {
  expect(aggregate([whole('a', 'to-a', 'to-a', [rule('stale')])])).toEqual(new Map([['a', []]]));
});
