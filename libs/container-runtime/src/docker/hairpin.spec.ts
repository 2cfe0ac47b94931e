import { hairpin } from './hairpin.js';

test('asks for every pod, and gives up with one warning where the host refuses', async () => {
  const asked: string[] = [];
  const warnings: unknown[] = [];
  let ok = true;
  const connected = hairpin('kb-1', { debug() {}, info() {}, error() {}, warn: (message: string, fields?: object) => { warnings.push([message, fields]); } } as never, async (bridge) => {
    asked.push(bridge);
    return { what: 'hairpin mode', ok, already: false, message: ok ? '' : 'run as root' };
  });
  await connected();
  await connected();
  ok = false;
  await connected();
  await connected();
  expect(asked).toEqual(['kb-1', 'kb-1', 'kb-1']);
  expect(warnings).toEqual([['pods cannot reach themselves through their Services', { reason: 'run as root' }]]);
});
