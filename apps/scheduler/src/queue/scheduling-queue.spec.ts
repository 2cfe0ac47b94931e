import { aPod } from '../testing/objects.js';
import { SchedulingQueue } from './scheduling-queue.js';

describe('the scheduling queue', () => {
  const make = () => {
    const time = { now: 1_000_000 };
    return { time, queue: new SchedulingQueue(() => time.now) };
  };
  const names = (queue: SchedulingQueue): string[] => {
    const out: string[] = [];
    for (let entry = queue.pop(); entry; entry = queue.pop()) out.push(entry.pod.metadata.name!);
    return out;
  };
  const fit = new Set(['NodeResourcesFit']);
  const waits = (plugin: string, event: string): boolean => plugin === 'NodeResourcesFit' && event === 'pod-removed';

  it('hands out the most important first, then in the order of arrival', () => {
    const { queue } = make();
    queue.add(aPod('a'));
    queue.add(aPod('b', { spec: { priority: 10 } }));
    queue.add(aPod('c'));
    queue.add(aPod('d', { spec: { priority: 10 } }));
    queue.add(aPod('e', { spec: { priority: -1 } }));
    expect(names(queue)).toEqual(['b', 'd', 'a', 'c', 'e']);
  });

  it('backs off from one second to ten', () => {
    const { time, queue } = make();
    queue.add(aPod('a'));
    const waited: number[] = [];
    for (let i = 0; i < 6; i++) {
      queue.putBack(queue.pop()!, new Set());
      const due = queue.dueIn()!;
      time.now += due - 1;
      expect(queue.pop()).toBeUndefined();
      time.now += 1;
      waited.push(due);
    }
    expect(waited).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
  });

  it('wakes a refused pod by what may help only, and not before its back-off', () => {
    const { time, queue } = make();
    queue.add(aPod('a'));
    queue.putBack(queue.pop()!, fit);
    queue.wake('node-labels', waits);
    expect(queue.lengths).toEqual({ active: 0, backoff: 0, unschedulable: 1, gated: 0 });
    queue.wake('pod-removed', waits);
    expect(queue.lengths.backoff).toBe(1);
    expect(queue.pop()).toBeUndefined();
    time.now += 1000;
    expect(queue.pop()!.attempts).toBe(2);
    expect(queue.pop()).toBeUndefined();
  });

  it('wakes at once when the back-off is over', () => {
    const { time, queue } = make();
    queue.add(aPod('a'));
    queue.putBack(queue.pop()!, fit);
    time.now += 1000;
    expect(queue.pop()).toBeUndefined();
    queue.wake('pod-removed', waits);
    expect(queue.dueIn()).toBe(0);
    expect(names(queue)).toEqual(['a']);
  });

  it('tries a forgotten pod again after five minutes, by its own timer', () => {
    const { time, queue } = make();
    queue.add(aPod('a'));
    queue.putBack(queue.pop()!, fit);
    time.now += 100_000;
    expect(queue.dueIn()).toBe(200_000);
    time.now += 200_000;
    expect(names(queue)).toEqual(['a']);
  });

  it('holds gated pods until the last gate is gone', () => {
    const { queue } = make();
    const gated = aPod('a', { spec: { schedulingGates: [{ name: 'wait' }] } });
    queue.add(gated);
    expect(queue.lengths.gated).toBe(1);
    queue.wake('node-added', () => true);
    expect(queue.pop()).toBeUndefined();
    queue.update(aPod('a', { spec: { schedulingGates: [] } }), gated);
    expect(names(queue)).toEqual(['a']);
  });

  it('retries a refused pod when it changed, but not for its status', () => {
    const { time, queue } = make();
    const pod = aPod('a');
    queue.add(pod);
    queue.putBack(queue.pop()!, fit);
    time.now += 5000;
    const told = aPod('a', { status: { conditions: [] } });
    queue.update(told, pod);
    expect(queue.pop()).toBeUndefined();
    const labelled = aPod('a', { labels: { app: 'x' } });
    queue.update(labelled, told);
    expect(queue.pop()!.pod).toBe(labelled);
  });

  it('keeps the latest state and the place of a waiting pod, and forgets removed ones', () => {
    const { queue } = make();
    const old = aPod('a');
    queue.add(old);
    queue.add(aPod('b'));
    queue.add(aPod('c'));
    const next = aPod('a', { labels: { x: 'y' } });
    queue.update(next, old);
    queue.remove('uid-of-b');
    expect(queue.lengths.active).toBe(2);
    expect(queue.pop()!.pod).toBe(next);
    expect(names(queue)).toEqual(['c']);
    expect(queue.dueIn()).toBeUndefined();
  });
});
