import fc from 'fast-check';
import type { Deployment } from '@kubets/api/apps/v1/deployment';
import type { ReplicaSet } from '@kubets/api/apps/v1/replica-set';
import type { PodTemplateSpec } from '@kubets/api/core/v1/pod-spec';
import { annotationsOf } from './annotations.js';
import { limitsOf } from './limits.js';
import { podTemplateHash, sameTemplate } from './pod-template-hash.js';
import { scale } from './proportional-scaling.js';
import { newSize, shrinkOld } from './rolling-update.js';

const deployment = (replicas: number, maxSurge: number | string, maxUnavailable: number | string): Deployment =>
  ({ metadata: { name: 'd' }, spec: { replicas, selector: {}, template: {}, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge, maxUnavailable } } }, status: {} }) as unknown as Deployment;
const set = (name: string, replicas: number, availableReplicas: number, annotations: Record<string, string> = {}): ReplicaSet =>
  ({ metadata: { name, uid: name, annotations }, spec: { replicas, selector: {}, template: {} }, status: { replicas, availableReplicas } }) as unknown as ReplicaSet;

describe('the limits of a rolling update', () => {
  it.each([
    [10, '25%', '25%', 3, 2], [4, '25%', '25%', 1, 1], [1, '25%', '25%', 1, 0], [1, 0, 0, 0, 1], [3, '0%', '1%', 0, 1], [2, 5, 9, 5, 2], [0, '25%', '25%', 0, 0],
  ])('%d replicas, surge %s, unavailable %s', (replicas, surge, unavailable, maxSurge, maxUnavailable) => {
    expect(limitsOf(deployment(replicas, surge, unavailable))).toEqual({ maxSurge, maxUnavailable });
  });
});

describe('steps of a rolling update', () => {
  const shapes = fc.record({ replicas: fc.integer({ min: 1, max: 50 }), surge: fc.integer({ min: 0, max: 20 }), unavailable: fc.integer({ min: 0, max: 20 }), old: fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 4 }), fresh: fc.integer({ min: 0, max: 50 }), working: fc.double({ min: 0, max: 1, noNaN: true }) });
  it('never take more available pods away than allowed, nor make more than allowed', () => {
    fc.assert(fc.property(shapes, ({ replicas, surge, unavailable, old, fresh, working }) => {
      const d = deployment(replicas, surge, unavailable);
      const { maxSurge, maxUnavailable } = limitsOf(d);
      const olds = old.map(([size, part], n) => set(`o${n}`, size, Math.floor(size * part)));
      const size = Math.min(fresh, replicas);
      const news = set('n', size, Math.floor(size * working));
      const total = size + olds.reduce((t, o) => t + o.spec.replicas!, 0);
      const grown = newSize(d, size, total);
      expect(grown).toBeGreaterThanOrEqual(size);
      if (grown > size) expect(total + grown - size).toBeLessThanOrEqual(replicas + maxSurge);
      const sizes = new Map(shrinkOld(d, news, olds).map((s) => [s.set, s.replicas]));
      const availableBefore = news.status.availableReplicas! + olds.reduce((t, o) => t + o.status.availableReplicas!, 0);
      // Pods that do not work are deleted first, so what stays available is bounded from below by size.
      const availableAfter = news.status.availableReplicas! + olds.reduce((t, o) => t + Math.min(o.status.availableReplicas!, sizes.get(o) ?? o.spec.replicas!), 0);
      if (availableAfter < availableBefore) expect(availableAfter).toBeGreaterThanOrEqual(replicas - maxUnavailable);
    }));
  });
});

describe('proportional scaling', () => {
  it('hands out exactly what there is to hand out', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 2, maxLength: 6 }), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 0, max: 10 }), (sizes, replicas, surge) => {
      const total = sizes.reduce((a, b) => a + b, 0);
      const sets = sizes.map((size, n) => set(`s${n}`, size, size, { 'deployment.kubernetes.io/desired-replicas': '1', 'deployment.kubernetes.io/max-replicas': String(total) }));
      const result = new Map(scale(deployment(replicas, surge, 0), sets[0], sets.slice(1)).map((s) => [s.set, s.replicas]));
      const after = sets.reduce((t, s) => t + (result.get(s) ?? s.spec.replicas!), 0);
      const { maxSurge } = limitsOf(deployment(replicas, surge, 0));
      if (after !== replicas + maxSurge) expect([...result.values()].some((n) => n === 0)).toBe(true);
    }));
  });
});

describe('the template hash', () => {
  const template = (extra: object): PodTemplateSpec => ({ metadata: { labels: { a: '1', ...extra } }, spec: { containers: [{ name: 'c', image: 'i' }] } }) as unknown as PodTemplateSpec;
  it('depends neither on the order of keys nor on its own label nor on empty lists', () => {
    const a = { metadata: { labels: { b: '2', a: '1' } }, spec: { containers: [{ image: 'i', name: 'c' }], volumes: [] } } as unknown as PodTemplateSpec;
    expect(sameTemplate(a, template({ b: '2', 'pod-template-hash': 'x' }))).toBe(true);
    expect(podTemplateHash(a)).toBe(podTemplateHash(template({ b: '2' })));
  });
  it('differs by template and by collisions', () => {
    expect(new Set([podTemplateHash(template({})), podTemplateHash(template({ b: '2' })), podTemplateHash(template({}), 1), podTemplateHash(template({}), 2)]).size).toBe(4);
  });
});

describe('revision annotations', () => {
  it('keep a history that does not grow for ever', () => {
    let annotated = { metadata: { annotations: annotationsOf(deployment(1, 1, 1), undefined, 1) } };
    for (let revision = 2; revision < 900; revision++) annotated = { metadata: { annotations: annotationsOf(deployment(1, 1, 1), annotated, revision) } };
    const history = annotated.metadata.annotations['deployment.kubernetes.io/revision-history']!;
    expect(annotated.metadata.annotations['deployment.kubernetes.io/revision']).toBe('899');
    expect(history.length).toBeLessThanOrEqual(2000);
    expect(history.endsWith(',897,898')).toBe(true);
  });
});
