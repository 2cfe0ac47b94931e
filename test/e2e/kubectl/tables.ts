import { eventually, must } from '../harness/eventually.js';
import { list, service } from './objects.js';
import { type Section } from './session.js';

const AGE = /^(\d+[smhd])+$/;
const NODE_WIDE = ['INTERNAL-IP', 'EXTERNAL-IP', 'OS-IMAGE', 'KERNEL-VERSION', 'CONTAINER-RUNTIME'];

/** `[resource, columns, more columns with -o wide]`, as Kubernetes 1.36 names them. */
const COLUMNS: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['pods', ['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE'], ['IP', 'NODE', 'NOMINATED NODE', 'READINESS GATES']],
  ['deployments', ['NAME', 'READY', 'UP-TO-DATE', 'AVAILABLE', 'AGE'], ['CONTAINERS', 'IMAGES', 'SELECTOR']],
  ['replicasets', ['NAME', 'DESIRED', 'CURRENT', 'READY', 'AGE'], ['CONTAINERS', 'IMAGES', 'SELECTOR']],
  ['services', ['NAME', 'TYPE', 'CLUSTER-IP', 'EXTERNAL-IP', 'PORT(S)', 'AGE'], ['SELECTOR']],
  ['endpoints', ['NAME', 'ENDPOINTS', 'AGE'], []],
  ['endpointslices', ['NAME', 'ADDRESSTYPE', 'PORTS', 'ENDPOINTS', 'AGE'], []],
  ['configmaps', ['NAME', 'DATA', 'AGE'], []],
  ['secrets', ['NAME', 'TYPE', 'DATA', 'AGE'], []],
  ['namespaces', ['NAME', 'STATUS', 'AGE'], []],
  ['nodes', ['NAME', 'STATUS', 'ROLES', 'AGE', 'VERSION'], NODE_WIDE],
  ['serviceaccounts', ['NAME', 'AGE'], []],
  ['leases -n kube-node-lease', ['NAME', 'HOLDER', 'AGE'], []],
  ['roles', ['NAME', 'CREATED AT'], []],
  ['clusterroles', ['NAME', 'CREATED AT'], []],
  ['rolebindings', ['NAME', 'ROLE', 'AGE'], ['USERS', 'GROUPS', 'SERVICEACCOUNTS']],
  ['clusterrolebindings', ['NAME', 'ROLE', 'AGE'], ['USERS', 'GROUPS', 'SERVICEACCOUNTS']],
];

/** The tables of `get`, and `describe` of the same kinds. */
export const tables: Section = (session) => {
  test.each(COLUMNS)('get %s has the columns of Kubernetes, and describe works', async (resource, columns, more) => {
    const s = session();
    const kind = resource.split(' ');
    const [plain, wide, described] = await Promise.all([s.table(...kind), s.table(...kind, '-o', 'wide'), s.ok('describe', ...kind)]);
    expect(plain[0]).toEqual(columns);
    expect(wide[0]).toEqual([...columns, ...more]);
    expect(described).toMatch(/^Name:\s+\S/);
  });

  test('cells of pods, deployments and replica sets', async () => {
    const s = session();
    await s.ok('rollout', 'status', 'deployment/rolled', '--timeout=30s');
    await eventually('three rows', async () => { must((await s.table('pods', '-l', 'app=rolled', '--no-headers')).length === 3, 'old pods are still going'); });
    for (const [name, ready, status, restarts, age, ip, node, nominated, gates] of await s.table('pods', '-l', 'app=rolled', '-o', 'wide', '--no-headers')) {
      expect(name).toMatch(/^rolled-[a-z0-9]+-[a-z0-9]{5}$/);
      expect([ready, status, restarts, nominated, gates]).toEqual(['1/1', 'Running', '0', '<none>', '<none>']);
      expect(age).toMatch(AGE);
      expect(ip).toMatch(/^10\.\d+\.[01]\.\d+$/);
      expect(node).toMatch(/^node-[01]$/);
    }
    const [deployment] = await s.table('deployment', 'rolled', '-o', 'wide', '--no-headers');
    expect(deployment?.toSpliced(4, 1)).toEqual(['rolled', '3/3', '3', '3', 'nginx', 'nginx:1.27', 'app=rolled']);
    const sets = await s.table('replicasets', '-l', 'app=rolled', '--no-headers');
    expect(sets.map((cells) => cells.slice(1, 4).join('/')).sort()).toEqual(['0/0/0', '0/0/0', '3/3/3']);
  });

  test('cells of services and their endpoints', async () => {
    const s = session();
    await s.given(list(
      service('t-cluster', 'rolled'), service('t-node', 'rolled', { type: 'NodePort', ports: [{ name: 'http', port: 80, nodePort: undefined }] }),
      service('t-headless', 'rolled', { clusterIP: 'None' }),
    ), 'create');
    const rows = await eventually('three addresses each', async () => {
      const found = await s.table('endpoints', 't-cluster', 't-node', 't-headless', '--no-headers');
      must(found.every(([, endpoints]) => endpoints?.split(',').length === 3), JSON.stringify(found));
      return found;
    });
    expect(rows[0]?.[1]).toMatch(/^(10\.\d+\.\d+\.\d+:80,?){3}$/);
    const services = await s.table('services', 't-cluster', 't-headless', 't-node', '-o', 'wide', '--no-headers');
    expect(services.map((cells) => cells.toSpliced(5, 1))).toEqual([
      ['t-cluster', 'ClusterIP', expect.stringMatching(/^10\./), '<none>', '80/TCP', 'app=rolled'],
      ['t-headless', 'ClusterIP', 'None', '<none>', '80/TCP', 'app=rolled'],
      ['t-node', 'NodePort', expect.stringMatching(/^10\./), '<none>', expect.stringMatching(/^80:3\d{4}\/TCP$/), 'app=rolled'],
    ]);
    const [slice] = await s.table('endpointslices', '-l', 'kubernetes.io/service-name=t-node', '--no-headers');
    expect(slice?.slice(0, 3)).toEqual([expect.stringMatching(/^t-node-/), 'IPv4', '80']);
    expect((await s.try('get', 'endpoints')).stderr).toContain('Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice');
    expect(await s.ok('describe', 'service', 't-node')).toMatch(/NodePort:\s+http {2}3\d{4}\/TCP\nEndpoints:\s+10\./);
  });

  test('cells of the rest', async () => {
    const s = session();
    expect((await s.table('secret', 'created', '--no-headers'))[0]?.slice(0, 3)).toEqual(['created', 'Opaque', '1']);
    expect((await s.table('namespace', s.name, '--no-headers'))[0]?.slice(0, 2)).toEqual([s.name, 'Active']);
    expect((await s.table('node', 'node-0', '--no-headers'))[0]).toEqual(['node-0', 'Ready', '<none>', expect.stringMatching(AGE), expect.stringMatching(/^v1\.36\./)]);
    expect((await s.table('clusterrolebinding', s.name, '--no-headers'))[0]?.slice(0, 2)).toEqual([s.name, `ClusterRole/${s.name}`]);
    expect((await s.table('lease', 'node-0', '-n', 'kube-node-lease', '--no-headers'))[0]?.slice(0, 2)).toEqual(['node-0', 'node-0']);
    expect((await s.table('role', 'created', '--no-headers'))[0]).toEqual(['created', expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]+Z$/)]);
    expect(await s.ok('describe', 'role', 'created')).toMatch(/pods\s+\[\]\s+\[\]\s+\[get list\]/);
    expect(await s.ok('describe', 'namespace', s.name)).toMatch(/Resource Quotas\s+Name:\s+created/);
    expect(await s.ok('describe', 'deployment', 'rolled')).toMatch(/ScalingReplicaSet\s+\S+( \(.*\))?\s+deployment-controller\s/);
    expect(await s.ok('describe', 'node', 'node-0')).toContain('Non-terminated Pods:');
  });
};
