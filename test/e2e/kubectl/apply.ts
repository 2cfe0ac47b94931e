import { configMap, deployment, list, service } from './objects.js';
import { type Section } from './session.js';

interface Managed { metadata: { managedFields?: { manager: string; operation: string }[] } }

/** Declaring what should be: apply on either side, diff, edit, replace. */
export const apply: Section = (session) => {
  const managers = async (kind: string, name: string): Promise<string[]> => {
    const { metadata } = await session().json<Managed>('get', kind, name, '--show-managed-fields');
    return (metadata.managedFields ?? []).map(({ manager, operation }) => `${manager} ${operation}`);
  };

  test('apply creates, changes, and says when nothing changed', async () => {
    const s = session();
    const given = list(deployment('web'), service('web', 'web'), configMap('applied', { a: '1', b: '2' }));
    expect(await s.given(given, 'apply')).toBe('deployment.apps/web created\nservice/web created\nconfigmap/applied created');
    expect(await s.given(given, 'apply')).toBe('deployment.apps/web unchanged\nservice/web unchanged\nconfigmap/applied unchanged');
    expect(await s.given(configMap('applied', { a: '9' }), 'apply')).toBe('configmap/applied configured');
    expect(await s.ok('get', 'configmap', 'applied', '-o', 'jsonpath={.data}')).toBe('{"a":"9"}');
    expect(await s.given(configMap('applied', { a: '10' }), 'apply', '--dry-run=server')).toBe('configmap/applied configured (server dry run)');
    expect(await managers('configmap', 'applied')).toEqual(['kubectl-client-side-apply Update']);
    expect(await s.ok('apply', 'view-last-applied', 'configmap', 'applied', '-o', 'json')).toContain('"a": "9"');
  });

  test('server-side apply: a conflict names manager and field, force takes the field', async () => {
    const s = session();
    expect(await s.given(configMap('ssa', { a: '1' }), 'apply', '--server-side', '--field-manager=one')).toBe('configmap/ssa serverside-applied');
    const conflict = await s.refusedGiven(configMap('ssa', { a: '2' }), 'apply', '--server-side', '--field-manager=two');
    expect(conflict).toContain('error: Apply failed with 1 conflict: conflict with "one": .data.a\n');
    await s.given(configMap('ssa', { a: '2' }), 'apply', '--server-side', '--field-manager=two', '--force-conflicts');
    expect(await s.ok('get', 'configmap', 'ssa', '-o', 'jsonpath={.data.a}')).toBe('2');
    expect(await managers('configmap', 'ssa')).toEqual(['two Apply']);
    // A manager that stops naming its field gives it up.
    await s.given(configMap('ssa', { b: '3' }), 'apply', '--server-side', '--field-manager=two');
    expect(await s.ok('get', 'configmap', 'ssa', '-o', 'jsonpath={.data}')).toBe('{"b":"3"}');
  });

  test('what was applied on the client moves to the server without a conflict', async () => {
    const s = session();
    await s.given(configMap('moved', { a: '1', b: '2' }), 'apply');
    expect(await s.given(configMap('moved', { a: '3' }), 'apply', '--server-side')).toBe('configmap/moved serverside-applied');
    expect(await managers('configmap', 'moved')).toEqual(expect.arrayContaining(['kubectl Apply']));
    expect(await managers('configmap', 'moved')).not.toContain('kubectl-client-side-apply Update');
    expect(await s.ok('get', 'configmap', 'moved', '-o', 'jsonpath={.data}')).toBe('{"a":"3"}');
  });

  test('diff ends with 1 and shows the lines, with 0 and nothing when there is no difference', async () => {
    const s = session();
    const differs = await s.take(deployment('web', { image: 'nginx:1.28' }), 'diff');
    expect([differs.code, differs.stderr]).toEqual([1, '']);
    expect(differs.stdout).toMatch(/^-\s+- image: nginx:1\.27\n\+\s+- image: nginx:1\.28$/m);
    expect(await s.take(deployment('web'), 'diff')).toEqual({ code: 0, stdout: '', stderr: '' });
    expect((await s.take(deployment('web', { image: 'nginx:1.28' }), 'diff', '--server-side')).code).toBe(1);
  });

  test('edit sends what the editor leaves; an invalid object is refused and kept', async () => {
    const s = session();
    const edit = (script: string, ...what: string[]) => s.with({ KUBE_EDITOR: `sed -i ${script}` }).try(['-n', s.name, 'edit', ...what]);
    expect((await edit('s/replicas:.2/replicas:\\ 3/', 'deployment', 'web')).stdout).toBe('deployment.apps/web edited\n');
    expect(await s.ok('get', 'deployment', 'web', '-o', 'jsonpath={.spec.replicas}')).toBe('3');
    expect((await edit('s/nothing/matches/', 'deployment', 'web')).stderr).toBe('Edit cancelled, no changes made.\n');
    const invalid = await edit('s/replicas:.3/replicas:\\ -3/', 'deployment', 'web');
    expect(invalid.code).toBe(1);
    expect(invalid.stderr).toContain('error: deployments.apps "web" is invalid');
  });

  test('replace needs the object, --force makes another one', async () => {
    const s = session();
    expect(await s.refusedGiven(configMap('replaced', { a: '1' }), 'replace')).toBe('Error from server (NotFound): error when replacing "STDIN": configmaps "replaced" not found');
    await s.given(configMap('replaced', { a: '1' }), 'create');
    expect(await s.given(configMap('replaced', { b: '1' }), 'replace')).toBe('configmap/replaced replaced');
    expect(await s.ok('get', 'configmap', 'replaced', '-o', 'jsonpath={.data}')).toBe('{"b":"1"}');
    const uid = await s.ok('get', 'configmap', 'replaced', '-o', 'jsonpath={.metadata.uid}');
    expect(await s.given(configMap('replaced', { c: '1' }), 'replace', '--force')).toContain('configmap/replaced replaced');
    expect(await s.ok('get', 'configmap', 'replaced', '-o', 'jsonpath={.metadata.uid}')).not.toBe(uid);
  });
};
