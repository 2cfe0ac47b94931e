import fc from 'fast-check';
import { aNode, aPod } from '../testing/objects.js';
import { NodeTable } from './node-table.js';
import { RowTally } from './row-tally.js';

const NAMES = ['a', 'b', 'c', 'd'];
const podFor = (n: number, size: number, node?: string) => aPod(`p${n}`, {
  requests: { cpu: `${size * 100}m`, ...(size > 2 ? { 'example.com/gpu': String(size) } : {}) }, ports: size === 1 ? [{ hostPort: 8000 + n, containerPort: 80 }] : [], labels: { size: String(size % 2) },
  spec: node ? { nodeName: node } : {},
});
const step = fc.record({
  do: fc.constantFrom('node', 'unnode', 'assume', 'bound', 'remove'), node: fc.constantFrom(...NAMES), pod: fc.integer({ min: 0, max: 9 }), size: fc.integer({ min: 0, max: 4 }),
});

/** Everything that the table says about its nodes, by name. */
const content = (table: NodeTable) => Object.fromEntries(NAMES.flatMap((name) => {
  const row = table.numberOf(name);
  if (row === undefined) return [];
  const amount = (resource: string, from: readonly Float64Array[]): number => { const column = table.resourceNumber(resource); return column === undefined ? 0 : from[column]![row]!; };
  return [[name, {
    requested: ['cpu', 'memory', 'pods', 'example.com/gpu'].map((r) => amount(r, table.requested)), allocatable: ['cpu', 'memory', 'pods', 'example.com/gpu'].map((r) => amount(r, table.allocatable)),
    assumed: [table.assumedCpu.column[row], table.assumedMemory.column[row]], ports: [...table.portsOf(row)].sort(), pods: table.podsOn(row).map((p) => p.metadata.name).sort(), zone: table.topology('zone').of[row]! >= 0,
  }] as const];
}));

describe('the node table', () => {
  it('says after any sequence of changes what counting afresh says; so does a tally, however often it looks', () => {
    fc.assert(fc.property(fc.array(step, { maxLength: 80 }), fc.integer({ min: 1, max: 9 }), (steps, every) => {
      const table = new NodeTable(16);
      const nodes = new Map<string, ReturnType<typeof aNode>>();
      const pods = new Map<number, { pod: ReturnType<typeof aPod>; node: string }>();
      const weigh = (pod: ReturnType<typeof aPod>, add: (name: string, weight: number) => void): void => { if (pod.metadata.labels?.['size'] === '1') add('odd', 1); };
      const tally = new RowTally(table, weigh);
      steps.forEach(({ do: what, node, pod: n, size }, i) => {
        const state = aNode(node, { labels: size ? { zone: `z${size}` } : {}, allocatable: { cpu: String(size + 1) } });
        if (what === 'node') { nodes.set(node, state); table.setNode(state); }
        if (what === 'unnode') { nodes.delete(node); table.removeNode(node); }
        if (what === 'assume') { const pod = podFor(n, size); pods.set(n, { pod, node }); table.addPod(pod, node); }
        if (what === 'bound') { const pod = podFor(n, size, node); pods.set(n, { pod, node }); table.addPod(pod); }
        if (what === 'remove') { pods.delete(n); table.removePod(`uid-of-p${n}`); }
        if (i % every === 0) tally.refresh();
      });
      const fresh = new NodeTable();
      for (const node of nodes.values()) fresh.setNode(node);
      for (const { pod, node } of pods.values()) fresh.addPod(pod, node);
      expect(content(table)).toEqual(content(fresh));
      tally.refresh();
      for (const name of nodes.keys()) {
        const row = table.numberOf(name)!;
        expect(tally.column('odd')[row] ?? 0).toBe(table.podsOn(row).filter((p) => p.metadata.labels?.['size'] === '1').length);
      }
    }));
  });

  it('gives a returned node its pods back, and a reused row nothing of its former node', () => {
    const table = new NodeTable();
    table.setNode(aNode('a'));
    table.addPod(podFor(0, 1, 'a'));
    table.removeNode('a');
    table.setNode(aNode('b'));
    expect(table.numberOf('b')).toBe(0);
    expect(content(table)['b']).toMatchObject({ requested: [0, 0, 0, 0], ports: [], pods: [] });
    table.setNode(aNode('a'));
    expect(content(table)['a']).toMatchObject({ requested: [100, 0, 1, 0], ports: [['TCP/0.0.0.0/8000', 1]], pods: ['p0'] });
  });

  it('tells nobody when an assumed pod is seen bound as it was assumed', () => {
    const table = new NodeTable();
    table.setNode(aNode('a'));
    table.addPod(podFor(0, 3), 'a');
    const { position } = table.rowChanges;
    const bound = podFor(0, 3, 'a');
    table.addPod(bound);
    expect(table.rowChanges.position).toBe(position);
    expect(table.podsOn(0)).toEqual([bound]);
  });

  it('counts init containers, sidecars, overhead and pod-level requests as the pod takes them', () => {
    const container = (cpu: string, more: object = {}): object => ({ name: 'x', image: 'i', resources: { requests: { cpu } }, ...more });
    const demand = (spec: object): number => { const t = new NodeTable(); const d = t.demandOf(aPod('p', { spec: spec as Record<string, unknown> })); return d.amounts[d.resources.indexOf('cpu')]!; };
    const containers = [container('100m'), container('200m')];
    expect(demand({ containers })).toBe(300);
    expect(demand({ containers, initContainers: [container('500m')] })).toBe(500);
    expect(demand({ containers, initContainers: [container('50m', { restartPolicy: 'Always' }), container('200m')] })).toBe(350);
    expect(demand({ containers, initContainers: [container('50m', { restartPolicy: 'Always' }), container('400m')] })).toBe(450);
    expect(demand({ containers, overhead: { cpu: '10m' } })).toBe(310);
    expect(demand({ containers, resources: { requests: { cpu: '1' } }, overhead: { cpu: '10m' } })).toBe(1010);
  });
});
