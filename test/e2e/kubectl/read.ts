import { type Section } from './session.js';

/** Reading objects in every form, and reading about the API itself. */
export const read: Section = (session) => {
  test('get -o yaml, json, jsonpath, name, custom-columns, go-template', async () => {
    const s = session();
    const get = (form: string) => s.ok('get', 'configmap', 'created', '-o', form);
    expect(await get('yaml')).toMatch(/^apiVersion: v1\ndata:\n {2}a: "1"\nkind: ConfigMap\nmetadata:\n/);
    expect(JSON.parse(await get('json'))).toMatchObject({ kind: 'ConfigMap', data: { a: '1' } });
    expect(await get('jsonpath={.data.a}')).toBe('1');
    expect(await get('go-template={{.data.a}}')).toBe('1');
    expect(await get('name')).toBe('configmap/created');
    expect(await get('custom-columns=N:.metadata.name,A:.data.a,X:.data.x')).toBe('N         A     X\ncreated   1     <none>');
    expect(await s.ok('get', 'configmap/created', 'serviceaccount/created', '-o', 'name')).toBe('configmap/created\nserviceaccount/created');
    expect(await s.ok('get', 'all', '-l', 'app=created', '-o', 'name')).toMatch(/^pod\/created-\S+\nservice\/created\nservice\/exposed\ndeployment\.apps\/created\nreplicaset\.apps\/created-\S+$/);
  });

  test('get selects, sorts, pages and spans namespaces', async () => {
    const s = session();
    expect(await s.ok('get', 'pods', '--field-selector=metadata.name=single,status.phase!=Failed', '-o', 'name')).toBe('pod/single');
    expect(await s.ok('get', 'configmaps', '-A', '--chunk-size=1', '-o', 'name')).toBe(await s.ok('get', 'configmaps', '-A', '-o', 'name'));
    const names = (await s.ok('get', 'services', '--sort-by=.metadata.name', '-o', 'name')).split('\n');
    expect(names).toEqual([...names].sort());
    expect((await s.table('pods', 'single', '-L', 'run', '--show-labels'))[0]).toEqual(['NAME', 'READY', 'STATUS', 'RESTARTS', 'AGE', 'RUN', 'LABELS']);
  });

  test('get complains as Kubernetes does', async () => {
    const s = session();
    expect(await s.refused('get', 'none')).toBe('error: the server doesn\'t have a resource type "none"');
    expect(await s.refused('get', 'pod', 'none')).toBe('Error from server (NotFound): pods "none" not found');
    expect(await s.refused('get', 'deployment', 'none')).toBe('Error from server (NotFound): deployments.apps "none" not found');
    expect(await s.refused('get', 'pods', '--field-selector=a=b'))
      .toBe('Error from server (BadRequest): Unable to find "/v1, Resource=pods" that match label selector "", field selector "a=b": field label not supported: a');
    expect(await s.refused('get', '--raw', '/none')).toBe('Error from server (NotFound): the server could not find the requested resource');
    expect((await s.try('get', 'pods', '-l', 'no=such')).stderr).toBe(`No resources found in ${s.name} namespace.\n`);
  });

  test('explain knows kinds, nested fields and their types', async () => {
    const s = session();
    expect(await s.ok('explain', 'pods')).toMatch(/^KIND: +Pod\nVERSION: +v1\n/);
    expect(await s.ok('explain', 'deployment.spec.strategy.rollingUpdate')).toMatch(/FIELD: rollingUpdate <RollingUpdateDeployment>[\s\S]*maxSurge\t<IntOrString>/);
    expect(await s.ok('explain', 'pod.spec', '--recursive')).toMatch(/containers\t<\[\]Container> -required-\n {4}args\t<\[\]string>/);
    expect(await s.ok('explain', 'hpa', '--api-version=autoscaling/v1')).toMatch(/GROUP: +autoscaling\nKIND: +HorizontalPodAutoscaler\nVERSION: +v1\n/);
    expect(await s.refused('explain', 'pod.spec.none')).toContain('field "none" does not exist');
  });

  test('api-resources, api-versions, version, cluster-info, config view, get --raw', async () => {
    const s = session();
    expect(await s.ok('api-resources')).toMatch(/^pods +po +v1 +true +Pod$/m);
    expect(await s.ok('api-resources', '--api-group=apps', '-o', 'name')).toBe('controllerrevisions.apps\ndaemonsets.apps\ndeployments.apps\nreplicasets.apps\nstatefulsets.apps');
    expect(await s.ok('api-resources', '-o', 'wide', '--verbs=create', '--namespaced')).toMatch(/^deployments +deploy +apps\/v1 +true +Deployment +create,delete,deletecollection,get,list,patch,update,watch +all$/m);
    expect(await s.ok('api-resources', '--verbs=patch', '-o', 'name')).not.toContain('subjectaccessreviews');
    expect((await s.ok('api-versions')).split('\n')).toEqual(expect.arrayContaining(['apps/v1', 'autoscaling/v2', 'rbac.authorization.k8s.io/v1', 'v1']));
    expect(JSON.parse(await s.ok('version', '-o', 'json'))).toMatchObject({ serverVersion: { major: '1', minor: '36' } });
    expect(await s.ok('cluster-info')).toContain('Kubernetes control plane');
    expect(await s.ok('config', 'view', '--minify')).toContain('current-context: kubets');
    expect(await s.ok('get', '--raw', '/readyz')).toBe('ok');
    expect(await s.ok('get', '--raw', '/livez?verbose')).toMatch(/\[\+\]ping ok[\s\S]*livez check passed/);
    expect(JSON.parse(await s.ok('get', '--raw', `/api/v1/namespaces/${s.name}/configmaps?limit=1`))).toMatchObject({ kind: 'ConfigMapList', metadata: { continue: expect.any(String) } });
    expect(await s.ok('get', 'componentstatuses')).toMatch(/^scheduler +Healthy +ok/m);
  });
};
