import { events } from '@kubets/api/core/v1/resources.cfg';
import { StatusError } from '@kubets/apimachinery/errors/status';
import { createEventRecorder } from './event-recorder.js';
import { createFakeClient } from './testing/fake-api.js';
import { manualClock } from './testing/manual-clock.js';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'prod', uid: 'u1', resourceVersion: '7' } };

describe('the event recorder', () => {
  const make = () => {
    const clock = manualClock();
    const client = createFakeClient([], { now: clock.now });
    const recorder = createEventRecorder(client, { component: 'kubelet', host: 'node-1', clock, random: () => 0.5 });
    const all = () => client.objects(events).map(({ reason, count, message }) => `${reason} ${count} ${message}`);
    return { clock, client, recorder, all };
  };

  it('writes an Event in the object\'s namespace', async () => {
    const { client, recorder } = make();
    recorder.event(pod, 'Normal', 'Pulled', 'got the image', { fieldPath: 'spec.containers{main}' });
    recorder.event({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'Node:1' } }, 'Warning', 'Full', 'disk');
    await recorder.flush();
    const [first, second] = client.objects(events);
    expect(first).toMatchObject({
      apiVersion: 'v1', kind: 'Event', type: 'Normal', reason: 'Pulled', message: 'got the image', count: 1,
      firstTimestamp: '2026-01-01T00:00:00Z', lastTimestamp: '2026-01-01T00:00:00Z', source: { component: 'kubelet', host: 'node-1' },
      reportingComponent: 'kubelet', reportingInstance: 'node-1',
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name: 'web', namespace: 'prod', uid: 'u1', resourceVersion: '7', fieldPath: 'spec.containers{main}' },
    });
    expect(first?.metadata).toMatchObject({ namespace: 'prod', name: expect.stringMatching(/^web\.[0-9a-f]{16}$/) as string });
    expect(second?.metadata).toMatchObject({ namespace: 'default', name: expect.stringMatching(/^node-1\.[0-9a-f]{16}$/) as string });
  });

  it('counts what repeats, and starts again when the Event is gone', async () => {
    const { clock, client, recorder, all } = make();
    for (let n = 0; n < 3; n++) {
      recorder.event(pod, 'Warning', 'BackOff', 'restarting');
      await recorder.flush();
      await clock.advance(10_000);
    }
    expect(all()).toEqual(['BackOff 3 restarting']);
    expect(client.objects(events)[0]).toMatchObject({ firstTimestamp: '2026-01-01T00:00:00Z', lastTimestamp: '2026-01-01T00:00:20Z' });
    expect(client.writes.map((a) => a.verb)).toEqual(['create', 'patch', 'patch']);
    client.remove(events, `prod/${client.objects(events)[0]!.metadata.name}`);
    recorder.event(pod, 'Warning', 'BackOff', 'restarting');
    await recorder.flush();
    expect(all()).toEqual(['BackOff 1 restarting']);
  });

  it('writes a burst of the same in few requests', async () => {
    const { client, recorder, all } = make();
    for (let n = 0; n < 20; n++) recorder.event(pod, 'Warning', 'BackOff', 'restarting');
    await recorder.flush();
    expect(all()).toEqual(['BackOff 20 restarting']);
    expect(client.writes.length).toBeLessThanOrEqual(2);
  });

  it('combines similar ones after ten, and silences a flood after twenty-five', async () => {
    const { clock, recorder, all } = make();
    for (let n = 1; n <= 40; n++) recorder.event(pod, 'Warning', 'Failed', `attempt ${n}`);
    await recorder.flush();
    expect(all()).toHaveLength(11);
    expect(all()).toContain('Failed 15 (combined from similar events): attempt 25');
    await clock.advance(300_000);
    recorder.event(pod, 'Warning', 'Other', 'later');
    recorder.event(pod, 'Warning', 'Other', 'too soon');
    await recorder.flush();
    expect(all()).toContain('Other 1 later');
    expect(all()).toHaveLength(12);
  });

  it('tries again while the server is away, gives up on refusals, and never throws', async () => {
    const { clock, client, recorder, all } = make();
    let failures = 2;
    const remove = client.react(() => { if (failures-- > 0) throw new Error('connection refused'); });
    recorder.event(pod, 'Normal', 'Started', 'it runs');
    const flushed = recorder.flush();
    await clock.advance(5_000);
    await clock.advance(10_000);
    await flushed;
    expect(all()).toEqual(['Started 1 it runs']);
    remove();
    client.react(() => { throw new StatusError(403, 'Forbidden', 'the namespace is going'); });
    recorder.event(pod, 'Normal', 'Killing', 'bye');
    await recorder.flush();
    expect(all()).toHaveLength(1);
  });

  it('drops what waits when it is closed', async () => {
    const { clock, client, recorder } = make();
    client.react(() => { throw new Error('away'); });
    for (let n = 0; n < 10; n++) recorder.event({ ...pod, metadata: { ...pod.metadata, uid: `u${n}` } }, 'Normal', 'Started', 'x');
    await clock.advance(0);
    recorder.close();
    await recorder.flush();
    expect(clock.pending).toBe(0);
  });
});
