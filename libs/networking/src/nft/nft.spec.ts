import { CommandError, type Run } from '../command/run.js';
import { Nft } from './nft.js';
import { probeNft } from './probe.js';
import { nftName } from './quote.js';

describe('Nft', () => {
  test('transactions run one after the other, and a failed one does not stop the next', async () => {
    const log: string[] = [];
    let turn = 0;
    const runner: Run = async (command, input) => {
      const mine = turn++;
      log.push(`${mine} starts ${input}`);
      await new Promise((resolve) => { setImmediate(resolve); });
      log.push(`${mine} ends`);
      if (mine === 0) throw new CommandError(command, 1, 'Error: No such file or directory');
      return '';
    };
    const nft = new Nft(runner);
    const results = await Promise.allSettled([nft.apply('a'), nft.apply('b')]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled']);
    expect(log).toEqual(['0 starts a', '0 ends', '1 starts b', '1 ends']);
    await expect(new Nft(async (command) => { throw new CommandError(command, 1, 'said why'); }).apply('x')).rejects.toThrow('said why');
  });

  test('a probe that fails says what to do', async () => {
    const failing = (code: number, stderr: string): Run => async (command) => { throw new CommandError(command, code, stderr); };
    expect(await probeNft(failing(127, 'spawn nft ENOENT'))).toEqual({ ok: false, message: expect.stringContaining('install the package nftables') });
    expect(await probeNft(failing(1, 'Operation not permitted (you must be root)'))).toEqual({ ok: false, message: expect.stringContaining('NET_ADMIN') });
    expect(await probeNft(async () => '')).toMatchObject({ ok: true });
  });

  test('names are legal and differ when their sources differ', () => {
    expect(nftName('svc', 'default-web-http')).toBe('svc-default-web-http');
    expect(nftName('svc', 'default/web')).toMatch(/^svc-default_web-[0-9a-f]{12}$/);
    expect(nftName('svc', 'a/b')).not.toBe(nftName('svc', 'a_b'));
    expect(nftName('svc', 'x'.repeat(300)).length).toBeLessThanOrEqual(48);
  });
});
