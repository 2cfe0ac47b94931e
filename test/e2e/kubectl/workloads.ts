import { eventually, must } from '../harness/eventually.js';
import { deployment } from './objects.js';
import { type Section } from './session.js';

/** Pods and what makes them: scale, rollout, wait, logs, events. */
export const workloads: Section = (session) => {
  const settled = () => session().ok('rollout', 'status', 'deployment/rolled', '--timeout=30s');

  test('rollout: status, restart, history, pause, resume, undo', async () => {
    const s = session();
    await s.given(deployment('rolled'), 'apply');
    expect(await settled()).toContain('deployment "rolled" successfully rolled out');
    expect(await s.ok('rollout', 'restart', 'deployment/rolled')).toBe('deployment.apps/rolled restarted');
    await settled();
    expect(await s.ok('rollout', 'history', 'deployment/rolled')).toBe('deployment.apps/rolled \nREVISION  CHANGE-CAUSE\n1         <none>\n2         <none>');
    expect(await s.ok('rollout', 'pause', 'deployment/rolled')).toBe('deployment.apps/rolled paused');
    expect(await s.refused('rollout', 'pause', 'deployment/rolled')).toBe('error: deployments.apps "rolled" is already paused');
    await s.ok('set', 'image', 'deployment/rolled', 'nginx=nginx:1.28');
    expect(await s.refused('rollout', 'undo', 'deployment/rolled')).toMatch(/you cannot rollback a paused deployment/);
    expect(await s.ok('rollout', 'resume', 'deployment/rolled')).toBe('deployment.apps/rolled resumed');
    expect(await s.refused('rollout', 'resume', 'deployment/rolled')).toBe('error: deployments.apps "rolled" is not paused');
    await settled();
    expect(await s.ok('rollout', 'history', 'deployment/rolled', '--revision=3')).toMatch(/^deployment\.apps\/rolled with revision #3\n[\s\S]*Image:\s+nginx:1\.28/);
    expect(await s.ok('rollout', 'undo', 'deployment/rolled', '--to-revision=1')).toBe('deployment.apps/rolled rolled back');
    await settled();
    expect(await s.ok('get', 'deployment', 'rolled', '-o', 'jsonpath={.spec.template.spec.containers[0].image}')).toBe('nginx:1.27');
    expect(await s.refused('rollout', 'undo', 'deployment/rolled', '--to-revision=99')).toContain('error: unable to find specified revision 99 in history');
  });

  test('scale, also only from an expected size', async () => {
    const s = session();
    expect(await s.ok('scale', 'deployment/rolled', '--replicas=3')).toBe('deployment.apps/rolled scaled');
    expect(await s.ok('wait', 'deployment/rolled', '--for=jsonpath={.status.readyReplicas}=3', '--timeout=20s')).toBe('deployment.apps/rolled condition met');
    expect(await s.refused('scale', 'deployment/rolled', '--replicas=2', '--current-replicas=9')).toBe('error: Expected replicas to be 9, was 3');
    expect(await s.refused('scale', 'deployment/none', '--replicas=1')).toContain('deployments.apps "none" not found');
    expect(await s.ok('scale', 'deployment/rolled', '--replicas=2', '--dry-run=server')).toBe('deployment.apps/rolled scaled (server dry run)');
  });

  test('wait: condition, deletion, a value, and the end of patience', async () => {
    const s = session();
    expect(await s.ok('wait', 'deployment/rolled', '--for=condition=Available', '--timeout=20s')).toBe('deployment.apps/rolled condition met');
    expect(await s.ok('wait', 'pod/single', '--for=condition=Ready', '--timeout=20s')).toBe('pod/single condition met');
    expect(await s.refused('wait', 'deployment/rolled', '--for=condition=Never', '--timeout=100ms')).toBe('error: timed out waiting for the condition on deployments/rolled');
    expect(await s.refused('wait', 'pod/none', '--for=condition=Ready')).toBe('Error from server (NotFound): pods "none" not found');
    await s.ok('create', 'configmap', 'leaving');
    const [gone] = await Promise.all([s.ok('wait', 'configmap/leaving', '--for=delete', '--timeout=20s'), s.ok('delete', 'configmap', 'leaving')]);
    expect(['', 'configmap/leaving condition met']).toContain(gone);
  });

  test('logs of a simulated node say that there are none', async () => {
    const s = session();
    expect(await s.ok('logs', 'single')).toMatch(/^node node-\d is simulated: no process runs there, so there are no logs$/);
    expect(await s.ok('logs', '-l', 'app=rolled', '--prefix', '--tail=1')).toMatch(/^\[pod\/rolled-\S+\/nginx\] node node-\d is simulated/);
    expect(await s.refused('logs', 'single', '-c', 'none')).toContain('error: container none is not valid for pod single');
    expect(await s.refused('logs', 'none')).toMatch(/pods "none" not found/);
    expect((await s.try('exec', 'single', '--', 'true')).code).toBe(1);
  });

  test('get events and events tell what happened, and who says so', async () => {
    const s = session();
    await eventually('the events', async () => { must((await s.ok('get', 'events')).includes('ScalingReplicaSet'), 'not written yet'); });
    const [header] = await s.table('events');
    expect(header).toEqual(['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'MESSAGE']);
    expect((await s.table('events', '-o', 'wide'))[0]).toEqual(['LAST SEEN', 'TYPE', 'REASON', 'OBJECT', 'SUBOBJECT', 'SOURCE', 'MESSAGE', 'FIRST SEEN', 'COUNT', 'NAME']);
    expect(await s.ok('get', 'events', '--field-selector=reason=ScalingReplicaSet,involvedObject.name=rolled', '-o', 'jsonpath={.items[0].source.component} {.items[0].type}')).toBe('deployment-controller Normal');
    expect(await s.ok('events', '--for', 'pod/single')).toMatch(/Scheduled\s+Pod\/single\s+Successfully assigned/);
    expect(await s.ok('get', 'events.events.k8s.io', '-o', 'name')).toContain('event.events.k8s.io/');
  });

  test('get -w shows changes as they come', async () => {
    const s = session();
    const watching = s.kubectl.start('-n', s.name, 'get', 'configmaps', '-w', '-o', 'jsonpath={.metadata.name}={.data.a}{"\\n"}', '--field-selector=metadata.name=watched');
    let seen = '';
    watching.stdout!.on('data', (chunk: Buffer) => { seen += chunk.toString(); });
    try {
      await s.ok('create', 'configmap', 'watched', '--from-literal=a=1');
      await eventually('the first state', () => { must(seen.includes('watched=1'), seen); }, 20);
      await s.ok('patch', 'configmap', 'watched', '--type=merge', '-p', '{"data":{"a":"2"}}');
      await eventually('the change', () => { must(seen.includes('watched=2'), seen); }, 20);
    } finally { watching.kill(); }
  });
};
