import fc from 'fast-check';
import { FILTERS, SCORES } from '../plugins/plugins.cfg.js';
import { NodeTable } from '../nodes/node-table.js';
import { selectorOf } from '@kubets/apimachinery/selectors/index';
import { aNode, aPod } from '../testing/objects.js';
import { bareCluster } from './cluster.js';
import { Shape } from './shape.js';
import { Shapes } from './shapes.js';

const first = (): number => 0;
const term = (app: string, topologyKey: string): object => ({ labelSelector: { matchLabels: { app } }, topologyKey });
/** Pods of several kinds, each of which brings other plugins into play. */
const kinds = [
  { requests: { cpu: '700m', memory: '1Gi' }, labels: { app: 'plain' } },
  { labels: { app: 'port' }, ports: [{ hostPort: 80, containerPort: 80 }] },
  { labels: { app: 'spread' }, spec: { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'spread' } } }, { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { app: 'spread' } } }] } },
  { labels: { app: 'apart' }, spec: { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term('apart', 'kubernetes.io/hostname')], preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 5, podAffinityTerm: term('plain', 'zone') }] } } } },
  { labels: { app: 'near' }, spec: { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term('near', 'zone')], preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 3, podAffinityTerm: term('port', 'zone') }] } }, tolerations: [{ key: 'soft', operator: 'Exists' }] } },
];
const step = fc.record({ do: fc.constantFrom('node', 'unnode', 'place', 'place', 'place', 'remove', 'look'), n: fc.integer({ min: 0, max: 7 }), kind: fc.integer({ min: 0, max: kinds.length - 1 }) });

describe('a shape', () => {
  it('answers after any changes as one that is made afresh', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const table = new NodeTable(32);
      const cluster = { ...bareCluster(table), groupOf: (pod: { metadata: { labels?: Record<string, string> } }) => selectorOf({ matchLabels: pod.metadata.labels ?? {} }) };
      const shapes = new Shapes(cluster, 3);
      let count = 0;
      for (const { do: what, n, kind } of steps) {
        const pod = aPod(`p${count}`, kinds[kind]);
        if (what === 'node') table.setNode(aNode(`n${n}`, { labels: n % 4 ? { zone: `z${n % 3}` } : {}, spec: kind === 0 ? { unschedulable: true } : kind === 1 ? { taints: ['soft', 'softer', 'softest'].slice(0, 1 + (n % 3)).map((key) => ({ key, effect: 'PreferNoSchedule' })) } : {} }));
        if (what === 'unnode') table.removeNode(`n${n}`);
        if (what === 'remove') table.removePod(`uid-of-p${n}`);
        if (what !== 'place' && what !== 'look') continue;
        const kept = shapes.of(pod);
        const fresh = new Shape(pod, cluster, FILTERS, SCORES);
        const row = kept.best(first);
        expect(row).toBe(fresh.best(first));
        expect(kept.refusal()).toEqual(fresh.refusal());
        for (let r = 0; r < table.rows; r++) {
          expect(kept.fits(r)).toBe(fresh.fits(r));
          if (kept.fits(r)) expect(kept.explain(r)).toEqual(fresh.explain(r));
        }
        if (what === 'place' && row >= 0) { table.addPod(pod, table.nameOf(row)); count++; }
      }
      expect(shapes.size).toBeLessThanOrEqual(3);
    }), { numRuns: 60 });
  });

  it('weighs all nodes anew when the worst of them goes', () => {
    const table = new NodeTable();
    const soft = (count: number) => ({ spec: { taints: Array.from({ length: count }, (_, i) => ({ key: `k${i}`, effect: 'PreferNoSchedule' })) } });
    table.setNode(aNode('a', soft(1)));
    table.setNode(aNode('b', soft(4)));
    table.setNode(aNode('c', { allocatable: { cpu: '1' } }));
    // c is clean but fuller; next to b, the one taint of a weighs little.
    const shape = new Shape(aPod('p', { requests: { cpu: '1' } }), bareCluster(table), FILTERS, SCORES);
    expect(shape.explain(0)['TaintToleration']).toBe(225);
    table.removeNode('b');
    expect(shape.explain(0)['TaintToleration']).toBe(0);
    expect(table.nameOf(shape.best(first))).toBe('c');
  });

  it('lets the chooser decide between equals, and between these only', () => {
    const table = new NodeTable();
    for (const name of ['a', 'b', 'c']) table.setNode(aNode(name));
    table.setNode(aNode('small', { allocatable: { cpu: '1' } }));
    const shape = new Shape(aPod('p', { requests: { cpu: '100m' } }), bareCluster(table), FILTERS, SCORES);
    const counts: number[] = [];
    expect(table.nameOf(shape.best((count) => { counts.push(count); return 2; }))).toBe('c');
    expect(counts).toEqual([3]);
    expect(table.nameOf(shape.best(() => 0, new Map([[0, 'taken']])))).toBe('b');
  });
});
