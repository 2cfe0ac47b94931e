import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkRanges, makeFolder } from './check-options.js';

describe('options of the embedded cluster', () => {
  it.each([
    [{ serviceCIDR: '10.0.0.0', clusterCIDR: '10.244.0.0/16' }, '--service-cidr is "10.0.0.0", which is not a range such as 10.96.0.0/16'],
    [{ serviceCIDR: '10.96.0.0/16', clusterCIDR: 'pods' }, '--cluster-cidr is "pods"'],
    [{ serviceCIDR: '10.96.0.0/30', clusterCIDR: '10.244.0.0/16' }, 'too small'],
    [{ serviceCIDR: '10.96.0.0/16', clusterCIDR: '10.96.4.0/24' }, 'overlap'],
    [{ serviceCIDR: 'fd00::/108', clusterCIDR: '10.244.0.0/16' }, 'only IPv4'],
  ])('refuses %j', (ranges, message) => { expect(() => checkRanges(ranges)).toThrow(message); });

  it('takes the defaults', () => { expect(() => checkRanges({ serviceCIDR: '10.96.0.0/16', clusterCIDR: '10.244.0.0/16' })).not.toThrow(); });

  it('makes a folder with its parents, and says so in a sentence when it cannot', async () => {
    const root = await mkdtemp(join(tmpdir(), 'kubets-folder-'));
    try {
      await makeFolder(join(root, 'a', 'b'), 'data-dir');
      await makeFolder(join(root, 'a', 'b'), 'data-dir');
      expect((await stat(join(root, 'a', 'b'))).isDirectory()).toBe(true);
    } finally { await rm(root, { recursive: true }); }
    await expect(makeFolder('/proc/kubets/state', 'data-dir')).rejects.toThrow('--data-dir /proc/kubets cannot be made (ENOENT)');
  });
});
