import fc from 'fast-check';
import { StatusError } from '@kubets/apimachinery/errors/status';
import { Registry } from 'prom-client';
import { TokenBucket, controllerLimiter } from './rate-limit.js';
import { manualClock } from './testing/manual-clock.js';
import { createWorkQueue } from './work-queue.js';
import { workQueueMetrics } from './work-queue-metrics.js';
import { runWorkers } from './workers.js';

describe('the work queue', () => {
  it('hands out a key once however often it was added, in order', async () => {
    const queue = createWorkQueue();
    for (const key of ['a', 'b', 'a', 'c', 'b']) queue.add(key);
    expect(queue.length).toBe(3);
    expect([await queue.take(), await queue.take(), await queue.take()]).toEqual(['a', 'b', 'c']);
  });

  it('never hands out a key that is being worked on, but does again afterwards if it was added meanwhile', async () => {
    const queue = createWorkQueue();
    queue.add('a');
    await queue.take();
    queue.add('a');
    queue.add('b');
    expect(await queue.take()).toBe('b');
    const next = queue.take();
    expect(queue.length).toBe(0);
    queue.done('a');
    expect(await next).toBe('a');
    queue.done('a');
    queue.done('b');
    expect(queue.length + queue.processing).toBe(0);
  });

  it('serves takers that wait, and lets them go when it is closed', async () => {
    const queue = createWorkQueue();
    const takes = [queue.take(), queue.take(), queue.take()];
    queue.add('a');
    queue.add('b');
    queue.close();
    queue.add('c');
    expect(await Promise.all(takes)).toEqual(['a', 'b', undefined]);
    expect(await queue.take()).toBeUndefined();
  });

  it('adds later, once, at the earliest of the times asked for', async () => {
    const clock = manualClock();
    const queue = createWorkQueue({ clock });
    queue.addAfter('a', 5);
    queue.addAfter('b', 3);
    queue.addAfter('a', 2);
    queue.addAfter('a', 9);
    queue.addAfter('now', 0);
    expect(queue.length).toBe(1);
    await clock.advance(1_999);
    expect(queue.length).toBe(1);
    await clock.advance(1);
    expect(queue.length).toBe(2);
    await clock.advance(60_000);
    expect([await queue.take(), await queue.take(), await queue.take()]).toEqual(['now', 'a', 'b']);
    expect(queue.length).toBe(0);
    queue.addAfter('late', 100);
    queue.close();
    expect(clock.pending).toBe(0);
  });

  it('keeps the order of time for any delays', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 50 })), { maxLength: 30 }), async (adds) => {
      const clock = manualClock(0);
      const queue = createWorkQueue({ clock });
      const due = new Map<string, number>();
      for (const [n, seconds] of adds) {
        queue.addAfter(`k${n}`, seconds);
        due.set(`k${n}`, Math.min(due.get(`k${n}`) ?? Infinity, seconds));
      }
      for (let second = 1; second <= 50; second++) {
        await clock.advance(1000);
        const expected = [...due].filter(([, at]) => at === second).map(([key]) => key).sort();
        const got: string[] = [];
        while (queue.length) got.push((await queue.take())!);
        expect(got.sort()).toEqual(expected);
        for (const key of got) queue.done(key);
      }
    }), { numRuns: 10 });
  });

  it('waits longer with every failure of a key, and slows all down together', () => {
    let now = 0;
    const limiter = controllerLimiter(() => now);
    expect(Array.from({ length: 5 }, () => limiter.delay('a'))).toEqual([5, 10, 20, 40, 80]);
    expect(limiter.failures('a')).toBe(5);
    limiter.forget('a');
    expect(limiter.delay('a')).toBe(5);
    for (let n = 0; n < 94; n++) limiter.delay(`k${n}`);
    expect(limiter.delay('x')).toBe(100);
    expect(limiter.delay('y')).toBe(200);
    now += 60_000;
    for (let n = 0; n < 40; n++) limiter.delay('b');
    expect(limiter.delay('b')).toBe(1_000_000);
  });

  it('refills a bucket steadily up to its burst', () => {
    let now = 0;
    const bucket = new TokenBucket(2, 3, () => now);
    expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, true, false]);
    now = 500;
    expect([bucket.take(), bucket.take()]).toEqual([true, false]);
    now = 100_000;
    expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, true, false]);
  });
});

describe('workers', () => {
  const run = (reconcile: (key: string) => Promise<void | { requeueAfterSeconds: number }>, workers = 1) => {
    const clock = manualClock();
    const registry = new Registry();
    const queue = createWorkQueue({ clock, observer: workQueueMetrics(registry)('test') });
    const stop = new AbortController();
    const errors: unknown[] = [];
    const log = { debug() {}, info() {}, warn() {}, error: (_: string, fields?: object) => void errors.push(fields) };
    return { clock, queue, stop, errors, registry, done: runWorkers({ queue, workers, reconcile, signal: stop.signal, log }) };
  };

  it('try again what fails, come back when asked to, and forget failures after a success', async () => {
    const calls: string[] = [];
    let failures = 2;
    const { clock, queue, stop, errors, registry, done } = run(async (key) => {
      calls.push(`${key}@${clock.now() % 100_000}`);
      if (key === 'bad' && failures-- > 0) throw new Error('not yet');
      return key === 'timer' && calls.filter((c) => c.startsWith('timer')).length < 2 ? { requeueAfterSeconds: 10 } : undefined;
    });
    queue.add('bad');
    queue.add('timer');
    await clock.advance(20_000);
    const start = Date.UTC(2026, 0, 1) % 100_000;
    expect(calls).toEqual([`bad@${start}`, `timer@${start}`, `bad@${start + 5}`, `bad@${start + 15}`, `timer@${start + 10_000}`]);
    expect(queue.retries('bad')).toBe(0);
    expect(errors).toHaveLength(2);
    const metrics = await registry.metrics();
    expect(metrics).toContain('workqueue_retries_total{name="test"} 3');
    expect(metrics).toContain('workqueue_depth{name="test"} 0');
    expect(metrics).toContain('workqueue_work_duration_seconds_count{name="test"} 5');
    expect(metrics).toContain('workqueue_queue_duration_seconds_bucket{le="1e-8",name="test"}');
    stop.abort();
    await done;
  });

  it('do not cry about conflicts', async () => {
    let first = true;
    const { clock, queue, stop, errors, done } = run(async () => {
      if (first) { first = false; throw new StatusError(409, 'Conflict', 'the object has been modified'); }
    });
    queue.add('a');
    await clock.advance(100);
    expect(errors).toEqual([]);
    stop.abort();
    await done;
  });

  it('show unfinished work, finish it when told to stop, and start nothing new', async () => {
    let release = (): void => {};
    const calls: string[] = [];
    const { clock, queue, stop, registry, done } = run((key) => { calls.push(key); return new Promise((resolve) => { release = resolve; }); });
    queue.add('slow');
    queue.add('next');
    await clock.advance(3_000);
    expect(await registry.metrics()).toMatch(/workqueue_unfinished_work_seconds\{name="test"\} 3[\s\S]*workqueue_longest_running_processor_seconds\{name="test"\} 3/);
    let ended = false;
    void done.then(() => { ended = true; });
    stop.abort();
    await clock.advance(0);
    expect(ended).toBe(false);
    release();
    await done;
    expect(calls).toEqual(['slow']);
    expect(clock.pending).toBe(0);
  });
});
