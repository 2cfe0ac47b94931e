import { pods } from '@kubets/api/core/v1/resources.cfg';
import type { ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { conflict } from '@kubets/apimachinery/errors/status';
import { createFakeClient } from '@kubets/client/testing/fake-api';
import { manualClock } from '@kubets/client/testing/manual-clock';
import { silentLogger } from '@kubets/component/log';
import { aPod } from '../testing/pods.js';
import { StatusManager } from './status-manager.js';

const setUp = () => {
  const client = createFakeClient();
  const clock = manualClock();
  const manager = new StatusManager(client, clock, silentLogger, () => new AbortController().signal);
  const pod = client.put(pods, aPod({ metadata: { uid: undefined } }));
  return { client, clock, manager, pod };
};
const patches = (client: ReturnType<typeof createFakeClient>) => client.writes.filter((a) => a.verb === 'patch');

describe('the status manager', () => {
  it('writes the newest of many statuses, and nothing twice', async () => {
    const { client, manager, pod } = setUp();
    for (const phase of ['Pending', 'Running', 'Succeeded']) manager.set(pod, { phase, reason: phase });
    await manager.flushed(pod.metadata.uid ?? '');
    expect(client.object(pods, 'default/web')?.status).toMatchObject({ phase: 'Succeeded', reason: 'Succeeded' });
    expect(patches(client).length).toBeLessThanOrEqual(2);
    manager.set(pod, { phase: 'Succeeded', reason: 'Succeeded' });
    await manager.flushed(pod.metadata.uid ?? '');
    expect(patches(client).length).toBeLessThanOrEqual(2);
  });
  it('tries again after a conflict', async () => {
    const { client, clock, manager, pod } = setUp();
    let failures = 1;
    client.react((action) => { if (action.verb === 'patch' && failures-- > 0) throw conflict({ group: '', resource: 'pods' }, 'web', 'the object has been modified'); });
    manager.set(pod, { phase: 'Running' });
    await clock.advance(5000);
    await manager.flushed(pod.metadata.uid ?? '');
    expect(client.object(pods, 'default/web')?.status.phase).toBe('Running');
  });
  it('gives up on a pod that is gone', async () => {
    const { client, manager, pod } = setUp();
    client.remove(pods as unknown as ResourceDefinition, 'default/web');
    manager.set(pod, { phase: 'Running' });
    await manager.flushed(pod.metadata.uid ?? '');
    manager.set(pod, { phase: 'Failed' });
    await manager.flushed(pod.metadata.uid ?? '');
    expect(patches(client)).toHaveLength(1);
  });
  it('does not delete a successor of the same name', async () => {
    const { client, manager, pod } = setUp();
    client.remove(pods as unknown as ResourceDefinition, 'default/web');
    const next = client.put(pods, aPod({ metadata: { uid: 'other' } }));
    await manager.remove(pod);
    expect(client.object(pods, 'default/web')?.metadata.uid).toBe(next.metadata.uid);
  });
});
