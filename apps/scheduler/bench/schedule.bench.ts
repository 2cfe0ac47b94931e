// The algorithm alone, without an API server: 10,000 pods onto 5,000 nodes.
//   node tools/build.mjs && node --import ./libs/storage/src/crash/typescript.mjs apps/scheduler/bench/schedule.bench.ts
import type { Node } from '@kubets/api/core/v1/node';
import type { Pod } from '@kubets/api/core/v1/pod';
import { selectorOf } from '@kubets/apimachinery/selectors/index';
import { bareCluster, type Cluster } from '@kubets/scheduler/framework/cluster';
import { Shapes } from '@kubets/scheduler/framework/shapes';
import { NodeTable } from '@kubets/scheduler/nodes/node-table';

const NODES = 5_000;
const PODS = 10_000;

const node = (n: number): Node => {
  const amounts = { cpu: '8', memory: '32Gi', pods: '110' };
  const labels = { 'kubernetes.io/hostname': `node-${n}`, 'topology.kubernetes.io/zone': `zone-${n % 3}` };
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: `node-${n}`, labels }, spec: {}, status: { capacity: amounts, allocatable: amounts } } as unknown as Node;
};

const antiAffinity = (app: string): object => ({ podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector: { matchLabels: { app } }, topologyKey: 'kubernetes.io/hostname' }] } });

const pod = (n: number, shape: number, affinity: boolean): Pod => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name: `pod-${n}`, namespace: 'default', uid: `uid-${n}`, labels: { app: `app-${shape}` } },
  spec: {
    containers: [{ name: 'c', image: 'registry.example/app:1', resources: { requests: { cpu: `${100 + shape}m`, memory: '128Mi' } } }], tolerations: [{ key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' }],
    ...(affinity ? { affinity: antiAffinity(`app-${shape}`) } : {}),
  }, status: {},
}) as unknown as Pod;

interface Case { readonly name: string; readonly shapes: number; readonly grouped?: boolean; readonly affinity?: boolean; readonly pods?: number }

function run({ name, shapes: count, grouped = false, affinity = false, pods = PODS }: Case): void {
  const table = new NodeTable();
  const cluster: Cluster = { ...bareCluster(table), groupOf: (p) => (grouped ? selectorOf({ matchLabels: p.metadata.labels ?? {} }) : undefined) };
  const shapes = new Shapes(cluster);
  for (let n = 0; n < NODES; n++) table.setNode(node(n));
  const all = Array.from({ length: pods }, (_, n) => pod(n, n % count, affinity));
  const started = performance.now();
  let placed = 0;
  for (const each of all) {
    const row = shapes.of(each).best((ties) => Math.floor(Math.random() * ties));
    if (row < 0) continue;
    table.addPod(each, table.nameOf(row));
    placed++;
  }
  const ms = performance.now() - started;
  if (placed !== pods) throw new Error(`${name}: only ${placed} of ${pods} pods were placed`);
  console.log(`scheduler ${name}, rate: ${Math.round(pods / ms * 1000)} pods/s`);
  console.log(`scheduler ${name}, time: ${(ms / pods * 1000).toFixed(1)} µs/pod`);
}

run({ name: '1 shape', shapes: 1 });
run({ name: '100 shapes', shapes: 100 });
run({ name: '1 group spread by default', shapes: 1, grouped: true });
run({ name: '100 groups spread by default', shapes: 100, grouped: true });
run({ name: 'anti-affinity by host, 10 groups', shapes: 10, affinity: true, pods: 5_000 });
