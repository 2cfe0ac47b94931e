import { eventually, must } from '../harness/eventually.js';
import { type Section } from './session.js';

/** Taking nodes out of service and back. */
export const nodes: Section = (session) => {
  const status = async (node: string): Promise<string> => (await session().table('node', node, '--no-headers'))[0]?.[1] ?? '';

  test('cordon and uncordon', async () => {
    const s = session();
    expect(await s.ok('cordon', 'node-1')).toBe('node/node-1 cordoned');
    expect(await status('node-1')).toBe('Ready,SchedulingDisabled');
    expect(await s.ok('cordon', 'node-1')).toBe('node/node-1 already cordoned');
    expect(await s.ok('uncordon', 'node-1')).toBe('node/node-1 uncordoned');
    expect(await status('node-1')).toBe('Ready');
  });

  test('drain evicts what runs there; replacements run elsewhere', async () => {
    const s = session();
    try {
      const lonely = await s.refused('drain', 'node-1', '--timeout=20s', `--pod-selector=run=single`).catch(() => undefined);
      // The pod without an owner is on either node; only where it is does it keep the node from being drained.
      if (lonely !== undefined) expect(lonely).toContain('cannot delete Pods that declare no controller');
      const said = await s.ok('drain', 'node-1', '--force', '--ignore-daemonsets', '--delete-emptydir-data', '--timeout=40s');
      expect(said).toMatch(/node\/node-1 drained$/);
      expect(await s.ok('get', 'pods', '-A', '--field-selector=spec.nodeName=node-1', '-o', 'name')).toBe('');
      await eventually('replacements', async () => { must((await s.ok('get', 'deployment', 'rolled', '-o', 'jsonpath={.status.readyReplicas}')) === '3', 'not ready'); });
    } finally { await s.ok('uncordon', 'node-1'); }
  });

  test('taint', async () => {
    const s = session();
    expect(await s.ok('taint', 'node', 'node-0', 'k=v:PreferNoSchedule')).toBe('node/node-0 tainted');
    expect(await s.refused('taint', 'node', 'node-0', 'k=v:PreferNoSchedule')).toContain('node node-0 already has k taint(s) with same effect(s) and --overwrite is false');
    expect(await s.ok('describe', 'node', 'node-0')).toMatch(/Taints:[\s\S]* k=v:PreferNoSchedule/);
    expect(await s.ok('taint', 'node', 'node-0', 'k-')).toBe('node/node-0 untainted');
  });

  test('top says that there are no metrics', async () => {
    expect(await session().refused('top', 'nodes')).toBe('error: Metrics API not available');
    expect(await session().refused('top', 'pods')).toBe('error: Metrics API not available');
  });
};
