import { WatchCache } from '../../store/watch-cache.js';
import type { AccessAttributes } from '../authorizer.js';
import { NodeAuthorizer } from './node-authorizer.js';
import { NodeGraph } from './node-graph.js';

const pods = new WatchCache('/registry/core/pods/');
const persistentVolumes = new WatchCache('/registry/core/persistentvolumes/');
pods.fill([], 0);
persistentVolumes.fill([], 0);
const authorizer = new NodeAuthorizer(new NodeGraph({ pods, persistentVolumes }));
let revision = 1;
function change(cache: WatchCache, type: 'put' | 'delete', key: string, object: object): void {
  revision++;
  cache.apply([{ type, key, value: Buffer.from(JSON.stringify(object)), revision }] as never, revision);
}
const pod = (nodeName: string | undefined, spec: object = {}, annotations: object = {}): object => ({
  metadata: { name: 'web', namespace: 'a', annotations }, spec: { containers: [{ name: 'c', envFrom: [{ configMapRef: { name: 'env' } }] }], serviceAccountName: 'bot', volumes: [
    { name: 's', secret: { secretName: 'tls' } }, { name: 'd', persistentVolumeClaim: { claimName: 'data' } },
    { name: 'p', projected: { sources: [{ configMap: { name: 'ca' } }] } }, { name: 'e', ephemeral: {} },
  ], imagePullSecrets: [{ name: 'pull' }], ...(nodeName ? { nodeName } : {}), ...spec }, status: {},
});
const volume = { metadata: { name: 'pv-1' }, spec: { claimRef: { namespace: 'a', name: 'data' }, csi: { nodeStageSecretRef: { namespace: 'b', name: 'stage' } } } };
const allowed = (node: string, text: string, over: Partial<AccessAttributes> = {}): boolean => {
  const [verb = '', target = '', name = ''] = text.split(' ');
  const [resource = '', subresource = ''] = target.split('/');
  return authorizer.authorize({
    user: { name: `system:node:${node}`, groups: ['system:nodes'] }, verb, isResource: true, group: '', version: 'v1', resource, subresource, namespace: 'a', name, path: '', ...over,
  }).decision === 'allow';
};

describe('objects of pods', () => {
  beforeAll(() => {
    change(pods, 'put', '/registry/core/pods/a/web', pod('n1'));
    change(persistentVolumes, 'put', '/registry/core/persistentvolumes/pv-1', volume);
  });

  it.each([
    'get secrets tls', 'list secrets tls', 'watch secrets tls', 'get secrets pull', 'get configmaps env', 'get configmaps ca', 'get persistentvolumeclaims data', 'get persistentvolumeclaims web-e',
    'create serviceaccounts/token bot', 'get serviceaccounts bot', 'update persistentvolumeclaims/status data',
  ])('%s: the node of the pod only', (text) => {
    expect(allowed('n1', text)).toBe(true);
    expect(allowed('n2', text)).toBe(false);
    expect(allowed('n1', text, { namespace: 'b' })).toBe(false);
  });

  it('volumes and their secrets are reached through the claim', () => {
    expect(allowed('n1', 'get persistentvolumes pv-1', { namespace: '' })).toBe(true);
    expect(allowed('n2', 'get persistentvolumes pv-1', { namespace: '' })).toBe(false);
    expect(allowed('n1', 'get secrets stage', { namespace: 'b' })).toBe(true);
    expect(allowed('n2', 'get secrets stage', { namespace: 'b' })).toBe(false);
  });

  it.each(['list secrets', 'update secrets tls', 'delete configmaps env', 'get secrets other', 'create serviceaccounts/token other', 'list persistentvolumes'])('never %s', (text) => {
    expect(allowed('n1', text)).toBe(false);
  });
});

it('follows pods as they are bound and go', () => {
  const key = '/registry/core/pods/b/late';
  const late = (node?: string): object => ({ metadata: { name: 'late', namespace: 'b' }, spec: { containers: [], volumes: [{ name: 's', secret: { secretName: 'late' } }], ...(node ? { nodeName: node } : {}) }, status: {} });
  const sees = (): boolean => allowed('n3', 'get secrets late', { namespace: 'b' });
  change(pods, 'put', key, late());
  expect(sees()).toBe(false);
  change(pods, 'put', key, late('n3'));
  expect(sees()).toBe(true);
  change(pods, 'put', key, late('n3'));
  change(pods, 'delete', key, late('n3'));
  expect(sees()).toBe(false);
});

it('mirror pods give access to nothing', () => {
  change(pods, 'put', '/registry/core/pods/c/mirror', { metadata: { name: 'mirror', namespace: 'c', annotations: { 'kubernetes.io/config.mirror': 'x' } }, spec: { containers: [], nodeName: 'n1', volumes: [{ name: 's', secret: { secretName: 'stolen' } }] }, status: {} });
  expect(allowed('n1', 'get secrets stolen', { namespace: 'c' })).toBe(false);
});

it.each<[string, Partial<AccessAttributes>, boolean]>([
  ['get nodes n1', { namespace: '' }, true], ['get nodes n2', { namespace: '' }, false], ['patch nodes/status n1', { namespace: '' }, true], ['patch nodes/status n2', { namespace: '' }, false],
  ['create nodes', { namespace: '' }, true], ['list pods', {}, true], ['update pods/status web', {}, true], ['update pods web', {}, false],
  ['get leases n1', { group: 'coordination.k8s.io', namespace: 'kube-node-lease' }, true], ['get leases n2', { group: 'coordination.k8s.io', namespace: 'kube-node-lease' }, false],
  ['get leases n1', { group: 'coordination.k8s.io', namespace: 'default' }, false], ['create leases', { group: 'coordination.k8s.io', namespace: 'kube-node-lease' }, true],
  ['list services', {}, true], ['create events', {}, true], ['delete namespaces a', {}, false], ['get secrets', { user: { name: 'jane', groups: ['staff'] } }, false],
  ['list services', { user: { name: 'system:node', groups: ['system:nodes'] } }, false],
])('%s %j: %s', (text, over, expected) => {
  expect(allowed('n1', text, over)).toBe(expected);
});
