import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linuxMounter } from './mounter.js';

it('mounts memory where it may, and takes it away again', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tmpfs-'));
  try {
    await linuxMounter.mountTmpfs(directory, 1 << 20).catch((error: Error) => expect(error.message).toMatch(/permission|not permitted|denied/i));
    const mounted = await linuxMounter.isMounted(directory);
    if (mounted) await linuxMounter.unmount(directory);
    expect(await linuxMounter.isMounted(directory)).toBe(false);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
});
