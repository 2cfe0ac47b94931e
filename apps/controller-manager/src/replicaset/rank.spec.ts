import type { Pod } from '@kubets/api/core/v1/pod';
import { podsToDelete } from './rank.js';
import { slowStart } from './slow-start.js';

const NOW = Date.parse('2026-01-02T00:00:00Z');
interface Shape { node?: string; phase?: Pod['status']['phase']; ready?: boolean; readySince?: string; cost?: string; restarts?: number; created?: string }
const pod = (name: string, s: Shape = {}): Pod => ({
  metadata: { name, uid: name, creationTimestamp: s.created ?? '2026-01-01T00:00:00Z', ...(s.cost === undefined ? {} : { annotations: { 'controller.kubernetes.io/pod-deletion-cost': s.cost } }) },
  spec: { containers: [], ...(s.node === '' ? {} : { nodeName: s.node ?? 'n1' }) },
  status: {
    phase: s.phase ?? 'Running', conditions: [{ type: 'Ready', status: (s.ready ?? true) ? 'True' : 'False', lastTransitionTime: s.readySince ?? '2026-01-01T00:00:00Z' }],
    containerStatuses: [{ name: 'c', restartCount: s.restarts ?? 0 }],
  },
}) as unknown as Pod;
const first = (...list: Pod[]): string | undefined => podsToDelete(list, 1, list, NOW)[0]?.metadata.name;

describe('which pods are deleted first', () => {
  it.each<[string, Shape, Shape]>([
    ['without a node', { node: '' }, { ready: false }],
    ['pending', { phase: 'Pending' }, { ready: false }],
    ['not ready', { ready: false }, { cost: '-5' }],
    ['cheaper', { cost: '-5' }, { restarts: 9 }],
    ['ready for a shorter time', { readySince: '2026-01-01T23:59:00Z' }, { restarts: 9 }],
    ['restarted more often', { restarts: 3 }, { created: '2026-01-01T23:59:00Z' }],
    ['younger', { created: '2026-01-01T23:59:00Z' }, {}],
  ])('%s', (_, worse, better) => {
    expect(first(pod('a-better', better), pod('b-worse', worse))).toBe('b-worse');
    expect(first(pod('b-worse', worse), pod('a-better', better))).toBe('b-worse');
  });
  it('those on crowded nodes', () => {
    expect(first(pod('a', { node: 'n2' }), pod('b', { node: 'n1' }), pod('c', { node: 'n1' }))).toBe('b');
  });
  it('ignores costs that are not whole numbers', () => {
    expect(first(pod('a', { cost: '+007' }), pod('b', { cost: '-1' }))).toBe('b');
  });
});

describe('a slow start', () => {
  it('doubles its batches', async () => {
    let running = 0;
    const peaks: number[] = [];
    const outcome = await slowStart(10, async () => { peaks.push(++running); await Promise.resolve(); running--; });
    expect(outcome).toEqual({ done: 10, skipped: 0 });
    expect(Math.max(...peaks)).toBe(4);
  });
  it('stops after the batch that failed', async () => {
    let calls = 0;
    const outcome = await slowStart(100, async () => { if (++calls === 3) throw new Error('no'); });
    expect(outcome).toMatchObject({ done: 2, skipped: 97, error: new Error('no') });
  });
});
