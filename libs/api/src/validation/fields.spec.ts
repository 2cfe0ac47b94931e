import * as fc from 'fast-check';
import { Deployment } from '../apps/v1/deployment.js';
import { scheduleError } from '../batch/v1/cron-job.validation.js';
import { generateSelector } from '../batch/v1/job.helpers.js';
import { notForEndpoints, strictlyInside } from './addresses.js';
import { equal } from './equal.js';
import { missingRequired } from './required.js';

describe('equality of API values', () => {
  test.each<[unknown, unknown, boolean]>([
    [undefined, null, true], [[], undefined, true], [{ a: [] }, {}, true], [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{}, undefined, false], [{ a: {} }, {}, false], [[1, 2], [2, 1], false], ['', undefined, false], [0, false, false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(equal(a, b)).toBe(same);
    expect(equal(b, a)).toBe(same);
  });
  it('holds for copies', () => fc.assert(fc.property(fc.jsonValue(), (value) => equal(value, structuredClone(value)))));
});

test('missing fields are found by the schema at any depth, except where told', () => {
  const object = { spec: { selector: {}, template: { spec: { containers: [{ volumeMounts: [{ name: 'v' }] }] } } } };
  expect(missingRequired(Deployment, object).map(({ field }) => field)).toEqual(['spec.template.spec.containers[0].name', 'spec.template.spec.containers[0].volumeMounts[0].mountPath']);
  expect(missingRequired(Deployment, object, '', ['spec.template'])).toEqual([]);
  expect(missingRequired(Deployment, {}).map(({ field }) => field)).toEqual([]);
  expect(missingRequired(Deployment, { spec: {} }).map(({ field }) => field)).toEqual(['spec.selector', 'spec.template']);
});

describe('addresses', () => {
  test.each([['10.0.0.1', 0], ['fd00::1', 0], ['127.0.0.1', 1], ['::1', 1], ['169.254.1.1', 1], ['fe80::1', 1], ['224.0.0.1', 1], ['0.0.0.0', 1], ['x', 1]])('%s of an endpoint', (address, errors) =>
    expect(notForEndpoints(address)).toHaveLength(errors));
  test.each([['10.1.0.0/16', '10.0.0.0/8', true], ['10.0.0.0/8', '10.0.0.0/8', false], ['11.0.0.0/16', '10.0.0.0/8', false], ['fd00:1::/32', 'fd00::/16', true], ['10.0.0.0/16', 'fd00::/8', false]])('%s inside %s: %s', (inner, outer, inside) =>
    expect(strictlyInside(inner, outer)).toBe(inside));
});

test.each([
  ['* * * * *', true], ['*/15 0 1,15 * 1-5', true], ['0 0 * jan sun', true], ['@daily', true], ['@every 1h30m', true], ['* * * *', false], ['61 * * * *', false],
  ['5-1 * * * *', false], ['*/0 * * * *', false], ['@sometimes', false], ['', false], ['* * * * mon-7', false],
])('schedule %j', (schedule, sound) => expect(scheduleError(schedule) === undefined).toBe(sound));

test('a job gets a selector of its own, unless it brings one', () => {
  const job = { metadata: { name: 'j' }, spec: { template: { metadata: { labels: { a: 'b' } } } } };
  generateSelector(job, 'u');
  expect(job).toEqual({ metadata: { name: 'j' }, spec: {
    selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': 'u' } },
    template: { metadata: { labels: { a: 'b', 'batch.kubernetes.io/job-name': 'j', 'job-name': 'j', 'batch.kubernetes.io/controller-uid': 'u', 'controller-uid': 'u' } } },
  } });
  const manual = { spec: { manualSelector: true } };
  generateSelector(manual, 'u');
  expect(manual).toEqual({ spec: { manualSelector: true } });
});
