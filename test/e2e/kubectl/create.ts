import { type Section } from './session.js';

/** Commands that make objects without a manifest. */
export const create: Section = (session) => {
  test.each([
    ['deployment created --image=nginx:1.27 --replicas=1', 'deployment.apps/created created'],
    ['configmap created --from-literal=a=1', 'configmap/created created'],
    ['secret generic created --from-literal=a=1', 'secret/created created'],
    ['secret docker-registry registry --docker-server=r --docker-username=u --docker-password=p', 'secret/registry created'],
    ['serviceaccount created', 'serviceaccount/created created'],
    ['role created --verb=get,list --resource=pods,deployments.apps', 'role.rbac.authorization.k8s.io/created created'],
    ['rolebinding created --role=created --serviceaccount={ns}:created --user=ann', 'rolebinding.rbac.authorization.k8s.io/created created'],
    ['clusterrole {ns} --verb=get --resource=nodes', 'clusterrole.rbac.authorization.k8s.io/{ns} created'],
    ['clusterrolebinding {ns} --clusterrole={ns} --group=ops', 'clusterrolebinding.rbac.authorization.k8s.io/{ns} created'],
    ['namespace {ns}-more', 'namespace/{ns}-more created'],
    ['service clusterip created --tcp=80:8080', 'service/created created'],
    ['service nodeport created-node --tcp=80', 'service/created-node created'],
    ['service externalname created-name --external-name=example.com', 'service/created-name created'],
    ['quota created --hard=pods=100', 'resourcequota/created created'],
    ['poddisruptionbudget created --selector=app=none --min-available=1', 'poddisruptionbudget.policy/created created'],
    ['priorityclass {ns} --value=7', 'priorityclass.scheduling.k8s.io/{ns} created'],
    ['ingress created --rule=example.com/=created:80', 'ingress.networking.k8s.io/created created'],
  ])('create %s', async (command, said) => {
    const fill = (text: string): string => text.replaceAll('{ns}', session().name);
    expect(await session().ok('create', ...fill(command).split(' '))).toBe(fill(said));
  });

  test('what exists is not made twice, and nothing is made where no namespace is', async () => {
    expect(await session().refused('create', 'configmap', 'created')).toBe('error: failed to create configmap: configmaps "created" already exists');
    expect((await session().kubectl.try(['create', 'configmap', 'x', '-n', 'missing'])).stderr).toBe('error: failed to create configmap: namespaces "missing" not found\n');
  });

  test('create token is a signed token of the account', async () => {
    const [, claims = ''] = (await session().ok('create', 'token', 'created', '--duration=10m')).split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ sub: `system:serviceaccount:${session().name}:created` });
  });

  test('run, expose and autoscale', async () => {
    const s = session();
    expect(await s.ok('run', 'single', '--image=busybox:1.36', '--labels=run=single', '--', 'sleep', '600')).toBe('pod/single created');
    expect(await s.ok('expose', 'pod', 'single', '--port=80', '--name=single')).toBe('service/single exposed');
    expect(await s.ok('expose', 'deployment', 'created', '--port=80', '--target-port=8080', '--name=exposed')).toBe('service/exposed exposed');
    expect(await s.ok('get', 'service', 'exposed', '-o', 'jsonpath={.spec.selector.app} {.spec.ports[0].targetPort}')).toBe('created 8080');
    expect(await s.ok('autoscale', 'deployment', 'created', '--min=1', '--max=3', '--cpu-percent=50')).toBe('horizontalpodautoscaler.autoscaling/created autoscaled');
    const [header, row] = await s.table('hpa');
    expect(header).toEqual(['NAME', 'REFERENCE', 'TARGETS', 'MINPODS', 'MAXPODS', 'REPLICAS', 'AGE']);
    expect(row?.slice(0, 5)).toEqual(['created', 'Deployment/created', 'cpu: <unknown>/50%', '1', '3']);
  });

  test('a dry run makes nothing', async () => {
    const s = session();
    expect(await s.ok('create', 'configmap', 'dry', '--dry-run=client', '-o', 'jsonpath={.metadata.name}')).toBe('dry');
    expect(await s.ok('create', 'configmap', 'dry', '--dry-run=server')).toBe('configmap/dry created (server dry run)');
    expect(await s.ok('run', 'dry', '--image=x', '--dry-run=server', '-o', 'jsonpath={.spec.schedulerName}')).toBe('default-scheduler');
    expect(await s.refused('get', 'configmap', 'dry')).toBe('Error from server (NotFound): configmaps "dry" not found');
  });
};
