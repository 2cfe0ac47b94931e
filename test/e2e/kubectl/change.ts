import { configMap } from './objects.js';
import { type Section } from './session.js';

/** Small changes: patch, label, annotate, set. */
export const change: Section = (session) => {
  const at = (path: string, kind = 'deployment', name = 'web') => session().ok('get', kind, name, '-o', `jsonpath=${path}`);
  const patch = (type: string, body: unknown, ...more: string[]) => ['patch', 'deployment', 'web', `--type=${type}`, '-p', JSON.stringify(body), ...more];

  test('patch: strategic merges containers by name, merge replaces lists, json edits by path', async () => {
    const s = session();
    expect(await s.ok(...patch('strategic', { spec: { template: { spec: { containers: [{ name: 'nginx', tty: true }] } } } }))).toBe('deployment.apps/web patched');
    expect(await at('{.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].tty}')).toBe('nginx:1.27 true');
    await s.ok(...patch('merge', { metadata: { labels: { tier: 'front' } } }));
    expect(await s.ok(...patch('json', [{ op: 'remove', path: '/metadata/labels/tier' }, { op: 'replace', path: '/spec/replicas', value: 2 }]))).toBe('deployment.apps/web patched');
    expect(await at('{.metadata.labels} {.spec.replicas}')).toBe('{"app":"web"} 2');
    expect(await s.ok(...patch('merge', {}))).toBe('deployment.apps/web patched (no change)');
    expect(await s.refused(...patch('json', [{ op: 'remove', path: '/metadata/labels/none' }]))).toMatch(/^The request is invalid/);
    expect(await s.refused(...patch('merge', { metadata: { name: 'other' } }))).toBe('Error from server (BadRequest): the name of the object (other) does not match the name on the URL (web)');
    expect(await s.refused(...patch('merge', { metadata: { resourceVersion: '1' } })))
      .toBe('Error from server (Conflict): Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again');
  });

  test('patch of subresources changes them alone', async () => {
    const s = session();
    expect(await s.ok(...patch('merge', { spec: { replicas: 1 } }, '--subresource=scale'))).toBe('scale.autoscaling/web patched');
    expect(await at('{.spec.replicas}')).toBe('1');
    await s.ok(...patch('merge', { spec: { replicas: 7 }, status: { collisionCount: 5 } }, '--subresource=status'));
    expect(await at('{.spec.replicas} {.status.collisionCount}')).toBe('1 5');
    const [header, row] = await s.table('deployment', 'web', '--subresource=scale');
    expect(header).toEqual(['NAME', 'DESIRED', 'AVAILABLE', 'AGE']);
    expect(row?.slice(0, 2)).toEqual(['web', '1']);
  });

  test('label and annotate add, refuse to overwrite, overwrite, remove and list', async () => {
    const s = session();
    await s.given(configMap('labelled', { a: '1' }), 'create');
    expect(await s.ok('label', 'configmap', 'labelled', 'k=v')).toBe('configmap/labelled labeled');
    expect(await s.refused('label', 'configmap', 'labelled', 'k=w')).toBe("error: 'k' already has a value (v), and --overwrite is false");
    expect(await s.ok('label', 'configmap', 'labelled', 'k=w', '--overwrite')).toBe('configmap/labelled labeled');
    expect(await s.ok('label', 'configmap', 'labelled', '--list')).toBe('k=w');
    expect(await s.ok('get', 'configmap', '-l', 'k in (w),k!=v', '-o', 'name')).toBe('configmap/labelled');
    expect(await s.ok('label', 'configmap', 'labelled', 'k-')).toBe('configmap/labelled unlabeled');
    expect(await s.ok('annotate', 'configmap', 'labelled', 'note=first', '--field-manager=notes')).toBe('configmap/labelled annotated');
    expect(await s.ok('get', 'configmap', 'labelled', '--show-managed-fields', '-o', 'json')).toContain('"manager": "notes"');
    expect(await s.ok('annotate', 'configmap', 'labelled', 'note-')).toBe('configmap/labelled annotated');
    expect(await s.refused('label', 'configmap', 'labelled', 'a_/b=c')).toMatch(/^The ConfigMap "labelled" is invalid: metadata\.labels: Invalid value: "a_\/b": prefix part a lowercase RFC 1123 subdomain must consist of/);
  });

  test('set image, env, resources, serviceaccount, selector and subject', async () => {
    const s = session();
    expect(await s.ok('set', 'image', 'deployment/web', 'nginx=nginx:1.28')).toBe('deployment.apps/web image updated');
    expect(await s.ok('set', 'env', 'deployment/web', 'A=1', 'B=2')).toBe('deployment.apps/web env updated');
    expect(await s.ok('set', 'env', 'deployment/web', 'B-')).toBe('deployment.apps/web env updated');
    expect(await s.ok('set', 'env', 'deployment/web', '--list')).toBe('# Deployment web, container nginx\nA=1');
    expect(await s.ok('set', 'resources', 'deployment/web', '--limits=cpu=1,memory=1Gi')).toBe('deployment.apps/web resource requirements updated');
    expect(await at('{.spec.template.spec.containers[0].image} {.spec.template.spec.containers[0].resources.limits}')).toBe('nginx:1.28 {"cpu":"1","memory":"1Gi"}');
    expect(await s.refused('set', 'resources', 'deployment/web', '--requests=cpu=2'))
      .toContain('Deployment.apps "web" is invalid: spec.template.spec.containers[0].resources.requests: Invalid value: "2": must be less than or equal to cpu limit of 1');
    expect(await s.refused('set', 'image', 'deployment/web', 'none=x')).toBe('error: unable to find container named "none"');
    expect(await s.ok('set', 'serviceaccount', 'deployment', 'web', 'created')).toBe('deployment.apps/web serviceaccount updated');
    expect(await s.ok('set', 'selector', 'service', 'exposed', 'app=web')).toBe('service/exposed selector updated');
    expect(await s.ok('set', 'subject', 'rolebinding', 'created', '--group=g')).toBe('rolebinding.rbac.authorization.k8s.io/created subjects updated');
  });
};
