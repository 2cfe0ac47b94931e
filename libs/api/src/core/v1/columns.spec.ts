import type { Column } from '@kubets/apimachinery/resource/definition';
import { deploymentColumns } from '../../apps/v1/workload.columns.js';
import { horizontalPodAutoscalerColumns } from '../../autoscaling/v2/horizontal-pod-autoscaler.columns.js';
import { jobColumns } from '../../batch/v1/job.columns.js';
import { bindingColumns } from '../../rbac/v1/binding.columns.js';
import { endpointsColumns } from './endpoints.columns.js';
import { eventColumns } from './event.columns.js';
import { nodeColumns } from './node.columns.js';
import { persistentVolumeClaimColumns } from './persistent-volume.columns.js';
import { podColumns } from './pod.columns.js';
import { serviceColumns } from './service.columns.js';

const NOW = Date.parse('2026-06-01T12:00:00Z');
const MINUTE_AGO = '2026-06-01T11:59:00Z';
const row = <T>(columns: readonly Column<T>[], object: object): unknown[] => columns.map(({ value }) => value(object as T, NOW));
const metadata = { name: 'x', creationTimestamp: '2026-06-01T11:00:00Z' };

describe('status, readiness and restarts of a pod', () => {
  const show = (pod: object): unknown[] => row(podColumns, pod).slice(1, 4);
  const spec = { containers: [{ name: 'a' }, { name: 'b' }], initContainers: [{ name: 'i' }, { name: 'j' }] };
  const running = (name: string, more: object = {}) => ({ name, ready: true, restartCount: 0, state: { running: {} }, ...more });
  const ended = (name: string, of: object, more: object = {}) => ({ name, ready: false, restartCount: 0, state: { terminated: of }, ...more });
  const done = [ended('i', { exitCode: 0 }), ended('j', { exitCode: 0 })];

  test.each<[string, object, unknown[]]>([
    ['waiting for a node', { spec, status: { phase: 'Pending' } }, ['0/2', 'Pending', '0']],
    ['gated', { spec, status: { phase: 'Pending', conditions: [{ type: 'PodScheduled', status: 'False', reason: 'SchedulingGated' }] } }, ['0/2', 'SchedulingGated', '0']],
    ['initializing', { spec, status: { phase: 'Pending', initContainerStatuses: [done[0], { name: 'j', state: { waiting: { reason: 'PodInitializing' } } }] } }, ['0/2', 'Init:1/2', '0']],
    ['failing to initialize', { spec, status: { phase: 'Pending', initContainerStatuses: [{ name: 'i', restartCount: 3, state: { waiting: { reason: 'CrashLoopBackOff' } } }] } }, ['0/2', 'Init:CrashLoopBackOff', '3']],
    ['an init container killed', { spec, status: { phase: 'Pending', initContainerStatuses: [ended('i', { exitCode: 137, signal: 9 })] } }, ['0/2', 'Init:Signal:9', '0']],
    ['running', { spec, status: { phase: 'Running', initContainerStatuses: done, containerStatuses: [running('a'), running('b')] } }, ['2/2', 'Running', '0']],
    ['crashing', { spec, status: { phase: 'Running', initContainerStatuses: done, containerStatuses: [
      running('b', { ready: false, restartCount: 2, state: { waiting: { reason: 'CrashLoopBackOff' } }, lastState: { terminated: { finishedAt: MINUTE_AGO } } }), running('a')] } },
    ['1/2', 'CrashLoopBackOff', '2 (60s ago)']],
    ['one container done', { spec, status: { phase: 'Running', initContainerStatuses: done, conditions: [{ type: 'Ready', status: 'False' }], containerStatuses: [ended('a', { exitCode: 0, reason: 'Completed' }), running('b')] } }, ['1/2', 'NotReady', '0']],
    ['done', { spec, status: { phase: 'Succeeded', initContainerStatuses: done, containerStatuses: [ended('a', { exitCode: 0, reason: 'Completed' }), ended('b', { exitCode: 0, reason: 'Completed' })] } }, ['0/2', 'Completed', '0']],
    ['failed without a reason', { spec, status: { phase: 'Failed', initContainerStatuses: done, containerStatuses: [ended('a', { exitCode: 3 })] } }, ['0/2', 'ExitCode:3', '0']],
    ['evicted', { spec, status: { phase: 'Failed', reason: 'Evicted' } }, ['0/2', 'Evicted', '0']],
    ['being deleted', { metadata: { deletionTimestamp: MINUTE_AGO }, spec, status: { phase: 'Running' } }, ['0/2', 'Terminating', '0']],
    ['done and being deleted', { metadata: { deletionTimestamp: MINUTE_AGO }, spec, status: { phase: 'Succeeded' } }, ['0/2', 'Succeeded', '0']],
    ['lost', { metadata: { deletionTimestamp: MINUTE_AGO }, spec, status: { phase: 'Running', reason: 'NodeLost' } }, ['0/2', 'Unknown', '0']],
    ['with a sidecar', { spec: { containers: [{ name: 'a' }], initContainers: [{ name: 's', restartPolicy: 'Always' }] },
      status: { phase: 'Running', initContainerStatuses: [running('s', { started: true, restartCount: 1 })], containerStatuses: [running('a')] } }, ['2/2', 'Running', '1']],
  ])('%s', (_, pod, expected) => expect(show(pod)).toEqual(expected));

  it('wide', () => expect(row(podColumns, {
    metadata, spec: { nodeName: 'n', readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }] }, status: { phase: 'Running', podIPs: [{ ip: '10.0.0.1' }], conditions: [{ type: 'a', status: 'True' }] },
  })).toEqual(['x', '0/0', 'Running', '0', '60m', '10.0.0.1', 'n', '<none>', '1/2']));
});

test.each<[string, readonly Column<never>[], object, unknown[]]>([
  ['deployment', deploymentColumns, { metadata, spec: { replicas: 3, selector: { matchLabels: { b: '1' }, matchExpressions: [{ key: 'a', operator: 'In', values: ['y', 'x'] }] }, template: { spec: { containers: [{ name: 'c', image: 'i' }, { name: 'd', image: 'j' }] } } }, status: { readyReplicas: 2, updatedReplicas: 3, availableReplicas: 1 } },
    ['x', '2/3', 3, 1, '60m', 'c,d', 'i,j', 'a in (x,y),b=1']],
  ['service', serviceColumns, { metadata, spec: { type: 'NodePort', clusterIP: '10.0.0.1', ports: [{ port: 80, nodePort: 30080, protocol: 'TCP' }, { port: 53, protocol: 'UDP' }], selector: { a: 'b' } } },
    ['x', 'NodePort', '10.0.0.1', '<none>', '80:30080/TCP,53/UDP', '60m', 'a=b']],
  ['service without an address yet', serviceColumns, { metadata, spec: { type: 'LoadBalancer', clusterIP: '10.0.0.1' } }, ['x', 'LoadBalancer', '10.0.0.1', '<pending>', '<none>', '60m', '<none>']],
  ['external name', serviceColumns, { metadata, spec: { type: 'ExternalName', externalName: 'example.com' } }, ['x', 'ExternalName', '<none>', 'example.com', '<none>', '60m', '<none>']],
  ['node', nodeColumns, { metadata: { ...metadata, labels: { 'node-role.kubernetes.io/worker': '', 'node-role.kubernetes.io/control-plane': '' } }, spec: { unschedulable: true }, status: { conditions: [{ type: 'Ready', status: 'Unknown' }], addresses: [{ type: 'InternalIP', address: '10.0.0.9' }], nodeInfo: { kubeletVersion: 'v1.36.0', osImage: 'Debian', kernelVersion: '6.1' } } },
    ['x', 'NotReady,SchedulingDisabled', 'control-plane,worker', '60m', 'v1.36.0', '10.0.0.9', '<none>', 'Debian', '6.1', '<unknown>']],
  ['event', eventColumns, { metadata, type: 'Warning', reason: 'Failed', message: ' oops\n', involvedObject: { kind: 'Pod', name: 'p', fieldPath: 'spec' }, source: { component: 'kubelet', host: 'n' }, firstTimestamp: '2026-06-01T11:00:00Z', lastTimestamp: MINUTE_AGO, count: 4 },
    ['60s', 'Warning', 'Failed', 'pod/p', 'spec', 'kubelet, n', 'oops', '60m', 4, 'x']],
  ['event of the new kind', eventColumns, { metadata, eventTime: MINUTE_AGO, involvedObject: { kind: 'Node' }, reportingComponent: 'me' }, ['60s', '', '', 'node', '', 'me', '', '60s', 1, 'x']],
  ['endpoints', endpointsColumns, { metadata, subsets: [{ addresses: [{ ip: '10.0.0.1' }, { ip: 'fd00::1' }], ports: [{ port: 80 }, { port: 443 }] }] }, ['x', '10.0.0.1:80,[fd00::1]:80,10.0.0.1:443 + 1 more...', '60m']],
  ['claim', persistentVolumeClaimColumns, { metadata, spec: { volumeName: 'v', storageClassName: 's', volumeMode: 'Filesystem' }, status: { phase: 'Bound', capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'] } }, ['x', 'Bound', 'v', '1Gi', 'RWO', 's', '<unset>', '60m', 'Filesystem']],
  ['job', jobColumns, { metadata, spec: { completions: 3 }, status: { succeeded: 3, startTime: '2026-06-01T11:00:00Z', completionTime: '2026-06-01T11:00:30Z', conditions: [{ type: 'Complete', status: 'True' }] } }, ['x', 'Complete', '3/3', '30s', '60m', '', '', '<none>']],
  ['autoscaler', horizontalPodAutoscalerColumns, { metadata, spec: { scaleTargetRef: { kind: 'Deployment', name: 'd' }, minReplicas: 1, maxReplicas: 9, metrics: [{ type: 'Resource', resource: { name: 'cpu', target: { averageUtilization: 80 } } }] }, status: { currentReplicas: 2 } },
    ['x', 'Deployment/d', 'cpu: <unknown>/80%', '1', 9, 2, '60m']],
  ['binding', bindingColumns, { metadata, roleRef: { kind: 'ClusterRole', name: 'view' }, subjects: [{ kind: 'User', name: 'u' }, { kind: 'ServiceAccount', namespace: 'n', name: 's' }] }, ['x', 'ClusterRole/view', '60m', 'u', '', 'n/s']],
] as never)('row of a %s', (_, columns, object, expected) => expect(row(columns, object)).toEqual(expected));
