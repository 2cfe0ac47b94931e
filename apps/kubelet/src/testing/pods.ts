import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Draft } from '@kubets/apimachinery/schema/index';
import type { ContainerStatus, SandboxStatus } from '@kubets/container-runtime/runtime';

export const aContainer = (name: string, more: Draft<Container> = {}): Container =>
  ({ name, image: 'registry.test/app:1', imagePullPolicy: 'IfNotPresent', resources: {}, ...more }) as Container;

/** A pod as the API server would give it to a node. */
export const aPod = (more: { metadata?: Draft<Pod['metadata']>; spec?: Draft<Pod['spec']>; status?: Draft<Pod['status']> } = {}): Pod => ({
  apiVersion: 'v1', kind: 'Pod',
  metadata: { name: 'web', namespace: 'default', uid: 'uid-1', ...more.metadata },
  spec: { containers: [aContainer('app')], restartPolicy: 'Always', terminationGracePeriodSeconds: 30, nodeName: 'node-1', enableServiceLinks: true, ...more.spec },
  status: { phase: 'Pending', ...more.status },
} as Pod);

export const aSandbox = (more: Partial<SandboxStatus> = {}): SandboxStatus => ({
  id: 's1', pod: { namespace: 'default', name: 'web', uid: 'uid-1' }, attempt: 0, ready: true, ip: '10.0.0.5', createdAt: 1000, labels: {}, annotations: {}, ...more,
});

export const aRun = (name: string, more: Partial<ContainerStatus> = {}): ContainerStatus => ({
  id: `${name}-${more.attempt ?? 0}`, sandboxId: 's1', pod: { namespace: 'default', name: 'web', uid: 'uid-1' }, name, attempt: 0, state: 'running',
  image: 'registry.test/app:1', imageId: 'sha256:1', createdAt: 1000, startedAt: 2000, finishedAt: more.state === 'exited' ? 3000 : 0, exitCode: 0, reason: '', message: '',
  labels: {}, annotations: {}, ...more,
});
