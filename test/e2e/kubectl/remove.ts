import { eventually, must } from '../harness/eventually.js';
import { configMap, deployment, list } from './objects.js';
import { type Section } from './session.js';

/** Deleting, with and without what belongs to it. */
export const remove: Section = (session) => {
  const left = (kind: string, label: string) => session().ok('get', kind, '-l', label, '-o', 'name');
  const labelled = (name: string): object => ({ ...configMap(name, {}), metadata: { name, labels: { group: 'gone' } } });

  test('delete by name, by label, by kind and name, and what is not there', async () => {
    const s = session();
    await s.given(list(labelled('gone-1'), labelled('gone-2'), labelled('gone-3')), 'create');
    expect(await s.ok('delete', 'configmap', 'gone-1')).toMatch(/^configmap "gone-1" deleted/);
    expect(await s.ok('delete', 'configmaps', '-l', 'group=gone')).toMatch(/^configmap "gone-2" deleted.*\nconfigmap "gone-3" deleted/);
    expect(await left('configmaps', 'group=gone')).toBe('');
    expect(await s.refused('delete', 'configmap', 'gone-1')).toBe('Error from server (NotFound): configmaps "gone-1" not found');
    expect(await s.ok('delete', 'configmap', 'gone-1', '--ignore-not-found')).toBe('');
    expect(await s.refused('delete', 'namespace', 'default')).toContain('Error from server (Forbidden): namespaces "default" is forbidden: this namespace may not be deleted');
  });

  test('--cascade=orphan leaves what belongs to it, foreground takes it first', async () => {
    const s = session();
    await s.given(deployment('cascade', { replicas: 1 }), 'create');
    await s.ok('rollout', 'status', 'deployment/cascade', '--timeout=20s');
    await s.ok('delete', 'deployment', 'cascade', '--cascade=orphan');
    const set = await left('replicasets', 'app=cascade');
    expect(set).toMatch(/^replicaset\.apps\/cascade-/);
    await eventually('an orphan', async () => { must((await s.ok('get', set, '-o', 'jsonpath={.metadata.ownerReferences}')) === '', 'still owned'); });
    expect(await left('pods', 'app=cascade')).toMatch(/^pod\/cascade-/);
    await s.ok('delete', set, '--cascade=foreground', '--timeout=40s');
    expect(await left('pods', 'app=cascade')).toBe('');
  });

  test('without --wait=false it returns when the object is gone; with --force at once', async () => {
    const s = session();
    await s.ok('run', 'brief', '--image=busybox:1.36', '--', 'sleep', '600');
    await s.ok('wait', 'pod/brief', '--for=condition=Ready', '--timeout=20s');
    await s.ok('delete', 'pod', 'brief', '--wait=false', '--grace-period=1');
    await s.ok('wait', 'pod/brief', '--for=delete', '--timeout=20s');
    const { stderr } = await s.try('delete', 'pod', 'single', '--force', '--grace-period=0');
    expect(stderr).toContain('Warning: Immediate deletion does not wait for confirmation that the running resource has been terminated.');
    expect(await s.refused('get', 'pod', 'single')).toContain('not found');
  });

  test('delete --all, and a namespace with everything in it', async () => {
    const s = session();
    await s.ok('delete', 'deployments', '--all', '--cascade=foreground', '--timeout=40s');
    expect(await s.ok('get', 'deployments,replicasets,pods', '-o', 'name')).toBe('');
    await s.ok('delete', 'namespace', s.name, `${s.name}-more`, '--timeout=40s');
    expect(await s.ok('get', 'configmaps,secrets,services,endpointslices', '-o', 'name')).toBe('');
    await s.ok('delete', `clusterrole/${s.name}`, `clusterrolebinding/${s.name}`, `priorityclass/${s.name}`);
  });
};
