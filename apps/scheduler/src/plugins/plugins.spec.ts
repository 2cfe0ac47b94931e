import { FILTERS, SCORES } from './plugins.cfg.js';
import { bareCluster } from '../framework/cluster.js';
import { Shape } from '../framework/shape.js';
import { NodeTable } from '../nodes/node-table.js';
import { unschedulableMessage } from '../scheduler-messages.js';
import { aNode, aPod } from '../testing/objects.js';
import { withTag } from './image-locality.js';

type Options = Parameters<typeof aPod>[1];
const node = aNode('n', { labels: { disk: 'ssd', zone: 'z1', cores: '8' } });
const required = (...expressions: object[]): Options => ({ spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: expressions }] } } } } });
const near = (app: string, kind = 'podAffinity', more: object = {}): Options => ({ spec: { affinity: { [kind]: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app } }, topologyKey: 'zone', ...more }] } } } });
const spread = (maxSkew: number, topologyKey: string): Options => ({ labels: { app: 'a' }, spec: { topologySpreadConstraints: [{ maxSkew, topologyKey, whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'a' } } }] } });
const there = (name: string, options: Options = {}) => aPod(name, { ...options, spec: { ...options.spec, nodeName: 'n' } });
const tainted = (effect: string) => aNode('n', { spec: { taints: [{ key: 'k', value: 'v', effect }] } });
const AFFINITY = "node(s) didn't match Pod's node affinity/selector";

/** What is asked for, of which node, with which pods on it, and the reasons why not; then whether preemption is of no use. */
const filters: readonly [string, Options, ReturnType<typeof aNode>, ReturnType<typeof aPod>[], string[], boolean?][] = [
  ['a plain pod fits', {}, node, [], []],
  ['a cordoned node', {}, aNode('n', { spec: { unschedulable: true } }), [], ['node(s) were unschedulable'], true],
  ['a cordoned node that is tolerated', { spec: { tolerations: [{ key: 'node.kubernetes.io/unschedulable', operator: 'Exists' }] } }, aNode('n', { spec: { unschedulable: true } }), [], []],
  ['an untolerated taint', {}, tainted('NoSchedule'), [], ['node(s) had untolerated taint(s)'], true],
  ['NoExecute counts too', {}, tainted('NoExecute'), [], ['node(s) had untolerated taint(s)'], true],
  ['PreferNoSchedule does not', {}, tainted('PreferNoSchedule'), [], []],
  ['a tolerated taint', { spec: { tolerations: [{ key: 'k', operator: 'Equal', value: 'v', effect: 'NoSchedule' }] } }, tainted('NoSchedule'), [], []],
  ['tolerated with another value', { spec: { tolerations: [{ key: 'k', value: 'w' }] } }, tainted('NoSchedule'), [], ['node(s) had untolerated taint(s)'], true],
  ['everything tolerated', { spec: { tolerations: [{ operator: 'Exists' }] } }, tainted('NoExecute'), [], []],
  ['a node selector', { spec: { nodeSelector: { disk: 'ssd' } } }, node, [], []],
  ['another node selector', { spec: { nodeSelector: { disk: 'hdd' } } }, node, [], [AFFINITY], true],
  ['NotIn of a missing label', required({ key: 'none', operator: 'NotIn', values: ['x'] }), node, [], []],
  ['Gt', required({ key: 'cores', operator: 'Gt', values: ['7'] }), node, [], []],
  ['not Gt', required({ key: 'cores', operator: 'Gt', values: ['8'] }), node, [], [AFFINITY], true],
  ['Gt of no number', required({ key: 'disk', operator: 'Gt', values: ['7'] }), node, [], [AFFINITY], true],
  ['no term matches nothing', { spec: { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [] } } } } }, node, [], [AFFINITY], true],
  ['a host port taken', { ports: [{ hostPort: 80 }] }, node, [there('q', { ports: [{ hostPort: 80 }] })], ["node(s) didn't have free ports for the requested pod ports"]],
  ['the same port, another protocol', { ports: [{ hostPort: 80, protocol: 'UDP' }] }, node, [there('q', { ports: [{ hostPort: 80 }] })], []],
  ['the same port, another address', { ports: [{ hostPort: 80, hostIP: '10.0.0.1' }] }, node, [there('q', { ports: [{ hostPort: 80, hostIP: '10.0.0.2' }] })], []],
  ['one address against all', { ports: [{ hostPort: 80 }] }, node, [there('q', { ports: [{ hostPort: 80, hostIP: '10.0.0.2' }] })], ["node(s) didn't have free ports for the requested pod ports"]],
  ['two resources short', { requests: { cpu: '3', memory: '6Gi' } }, node, [there('q', { requests: { cpu: '2', memory: '3Gi' } })], ['Insufficient cpu', 'Insufficient memory']],
  ['more than the node has', { requests: { cpu: '5' } }, node, [], ['Insufficient cpu'], true],
  ['exactly what is left', { requests: { cpu: '2' } }, node, [there('q', { requests: { cpu: '2' } })], []],
  ['an extended resource', { requests: { 'example.com/gpu': '1' } }, node, [], ['Insufficient example.com/gpu'], true],
  ['too many pods', {}, aNode('n', { allocatable: { pods: '1' } }), [there('q')], ['Too many pods']],
  ['nobody to be near', near('web'), node, [], ["node(s) didn't match pod affinity rules"], true],
  ['somebody to be near', near('web'), node, [there('q', { labels: { app: 'web' } })], []],
  ['somebody of another namespace', near('web'), node, [there('q', { labels: { app: 'web' }, metadata: { namespace: 'other' } })], ["node(s) didn't match pod affinity rules"], true],
  ['that namespace named', near('web', 'podAffinity', { namespaces: ['other'] }), node, [there('q', { labels: { app: 'web' }, metadata: { namespace: 'other' } })], []],
  ['all namespaces', near('web', 'podAffinity', { namespaceSelector: {} }), node, [there('q', { labels: { app: 'web' }, metadata: { namespace: 'other' } })], []],
  ['the first of those that want to be together', { ...near('web'), labels: { app: 'web' } }, node, [], []],
  ['the first, on a node without the domain', { ...near('web'), labels: { app: 'web' } }, aNode('n'), [], ["node(s) didn't match pod affinity rules"], true],
  ['somebody to be apart from', near('web', 'podAntiAffinity'), node, [there('q', { labels: { app: 'web' } })], ["node(s) didn't match pod anti-affinity rules"]],
  ['somebody who keeps apart', { labels: { app: 'web' } }, node, [there('q', near('web', 'podAntiAffinity'))], ["node(s) didn't satisfy existing pods anti-affinity rules"]],
  ['a domain too full', spread(1, 'zone'), node, [there('q', { labels: { app: 'a' } }), there('r', { labels: { app: 'a' } }), aPod('s', { labels: { app: 'a' }, spec: { nodeName: 'o' } })], ["node(s) didn't match pod topology spread constraints"]],
  ['a terminating pod does not fill it', spread(1, 'zone'), node, [there('q', { labels: { app: 'a' }, metadata: { deletionTimestamp: '2026-01-01T00:00:00Z' } })], []],
  ['a node without the domain', spread(1, 'rack'), node, [], ["node(s) didn't match pod topology spread constraints (missing required label)"], true],
];

describe('filters', () => {
  it.each(filters)('%s', (_, options, on, pods, reasons, unresolvable = false) => {
    const table = new NodeTable();
    table.setNode(on);
    table.setNode(aNode('o', { labels: { zone: 'z2' }, spec: { unschedulable: false } }));
    for (const pod of pods) table.addPod(pod);
    const shape = new Shape(aPod('p', options), bareCluster(table), FILTERS, SCORES);
    const objection = shape.objection(0);
    expect(objection?.reasons ?? []).toEqual(reasons);
    expect(shape.fits(0)).toBe(reasons.length === 0);
    if (objection) expect(objection.resolvable).toBe(!unresolvable);
  });
});

describe('scores', () => {
  const explain = (options: Options, nodes: ReturnType<typeof aNode>[], pods: ReturnType<typeof aPod>[] = []): Record<string, number>[] => {
    const table = new NodeTable();
    nodes.forEach((each) => table.setNode(each));
    pods.forEach((pod) => table.addPod(pod));
    const shape = new Shape(aPod('p', options), bareCluster(table), FILTERS, SCORES);
    return nodes.map((_, row) => shape.explain(row));
  };

  it('prefers free and evenly used nodes', () => {
    const [empty, used] = explain({ requests: { cpu: '1', memory: '2Gi' } }, [aNode('a'), aNode('b')], [aPod('q', { requests: { cpu: '2' }, spec: { nodeName: 'b' } })]);
    // (75 + 75) / 2 and (25 + 72) / 2: a pod without a memory request is taken to use 200 MiB.
    expect([empty!['NodeResourcesFit'], used!['NodeResourcesFit']]).toEqual([75, 48]);
    // Shares of 1/4 and 1/4; of 3/4 and 1/4.
    expect([empty!['NodeResourcesBalancedAllocation'], used!['NodeResourcesBalancedAllocation']]).toEqual([100, 75]);
  });

  it('does not balance pods that request nothing', () => {
    expect(explain({}, [aNode('a')])[0]).not.toHaveProperty('NodeResourcesBalancedAllocation');
  });

  it('weighs preferred node affinity against the greatest', () => {
    const preferred = [1, 3].map((weight) => ({ weight, preference: { matchExpressions: [{ key: 'w', operator: 'In', values: [String(weight)] }] } }));
    const options = { spec: { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred } } } };
    const found = explain(options, [aNode('a', { labels: { w: '1' } }), aNode('b', { labels: { w: '3' } }), aNode('c')]);
    expect(found.map((each) => each['NodeAffinity'])).toEqual([66, 200, 0]);
  });

  it('counts soft taints against a node', () => {
    const soft = { key: 'k', effect: 'PreferNoSchedule' };
    expect(explain({}, [aNode('a'), aNode('b', { spec: { taints: [soft] } })]).map((each) => each['TaintToleration'])).toEqual([300, 0]);
  });

  it('spreads softly, by the fewest pods of the group', () => {
    const options = { labels: { app: 'a' }, spec: { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', labelSelector: { matchLabels: { app: 'a' } } }] } };
    const pods = [1, 2].map((n) => aPod(`q${n}`, { labels: { app: 'a' }, spec: { nodeName: 'a' } }));
    // 2 pods at ln(2 + 2) each are 3; the most gets the least's distance from nothing, the least 100.
    expect(explain(options, [aNode('a'), aNode('b')], pods).map((each) => each['PodTopologySpread'])).toEqual([0, 200]);
  });

  it('draws pods to those that they prefer, and those that prefer them', () => {
    const prefers = (app: string, kind = 'podAffinity'): Options => ({ spec: { affinity: { [kind]: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 10, podAffinityTerm: { labelSelector: { matchLabels: { app } }, topologyKey: 'kubernetes.io/hostname' } }] } } } });
    const nodes = [aNode('n'), aNode('m')];
    expect(explain(prefers('web'), nodes, [there('q', { labels: { app: 'web' } })]).map((s) => s['InterPodAffinity'])).toEqual([200, 0]);
    expect(explain(prefers('web', 'podAntiAffinity'), nodes, [there('q', { labels: { app: 'web' } })]).map((s) => s['InterPodAffinity'])).toEqual([0, 200]);
    expect(explain({ labels: { app: 'p' } }, nodes, [there('q', prefers('p'))]).map((s) => s['InterPodAffinity'])).toEqual([200, 0]);
  });

  it('prefers nodes that have the images', () => {
    const having = aNode('a', { status: { images: [{ names: ['app:1'], sizeBytes: '500000000' }] } });
    const [has, not] = explain({}, [having, aNode('b')]);
    expect(has!['ImageLocality']).toBeGreaterThan(0);
    expect(not!['ImageLocality']).toBe(0);
    expect([withTag('nginx'), withTag('reg:5000/nginx'), withTag('nginx:1'), withTag('a@sha256:b')]).toEqual(['nginx:latest', 'reg:5000/nginx:latest', 'nginx:1', 'a@sha256:b']);
  });
});

describe('the message', () => {
  it('is worded as upstream words it', () => {
    const reasons = new Map([['node(s) were unschedulable', 2], ['Insufficient cpu', 1]]);
    expect(unschedulableMessage({ reasons }, 3, '0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.'))
      .toBe('0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable. preemption: 0/3 nodes are available: 1 No preemption victims found for incoming pod, 2 Preemption is not helpful for scheduling.');
    expect(unschedulableMessage({ reasons }, 3)).toBe('0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable.');
    expect(unschedulableMessage({ reasons: new Map() }, 0)).toBe('no nodes available to schedule pods');
  });
});
