import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ManualClock } from '../contract/manual-clock.js';
import { contents, eventsUntil, put, remove } from '../contract/fixture.js';
import { run } from '../crash/child.js';
import { openEnvironment } from './environment.js';
import { openLmdbStore } from './lmdb-store.js';
import { ownIdentity } from './process-identity.js';

describe('opening an LMDB store', () => {
  let path: string;
  beforeEach(async () => { path = await mkdtemp(join(tmpdir(), 'kubets-open-')); });
  afterEach(() => rm(path, { recursive: true, force: true }));

  it('finds everything again: values, history, deletions, compaction', async () => {
    const first = await openLmdbStore({ path, history: false });
    await put(first, 'a', '1');
    await put(first, 'b', '1');
    const at = await remove(first, 'b');
    await put(first, 'a', '2');
    await first.compact(at - 1);
    await first.close();
    const second = await openLmdbStore({ path, history: false });
    expect([second.currentRevision(), second.compactedRevision()]).toEqual([4, 2]);
    expect(await contents(second)).toEqual(['a=2']);
    expect(await contents(second, '', 2)).toEqual(['a=1', 'b=1']);
    expect((await eventsUntil(second, '', 2, 4)).map((event) => event.type)).toEqual(['delete', 'put']);
    await put(second, 'b', '2');
    expect(second.currentRevision()).toBe(5);
    await second.close();
  });

  it('still deletes what should expire', async () => {
    const clock = new ManualClock();
    const first = await openLmdbStore({ path, clock });
    await put(first, 'soon', '1', 10);
    await put(first, 'later', '1', 1_000);
    await first.close();
    await clock.advance(20_000);
    const second = await openLmdbStore({ path, clock });
    const [event] = await eventsUntil(second, '', 2, 3);
    expect(event).toMatchObject({ type: 'delete', key: 'soon', revision: 3 });
    expect(await contents(second)).toEqual(['later=1']);
    await second.close();
  });

  it('refuses a directory that this process has open', async () => {
    const store = await openLmdbStore({ path });
    await expect(openLmdbStore({ path })).rejects.toThrow(`the store in ${path} is already open in this process: stop that one first, or use another directory`);
    await store.close();
    await (await openLmdbStore({ path })).close();
    expect(await readdir(path)).toEqual(['data.mdb', 'lock.mdb']);
  });

  it('refuses a directory that another process has open, and takes it over when that one was killed', async () => {
    const child = run('writer.ts', [path, '1']);
    await child.printed(1);
    await expect(openLmdbStore({ path })).rejects.toThrow(`already open in process ${child.process.pid}: stop that one first`);
    child.process.kill('SIGKILL');
    await child.ended;
    await (await openLmdbStore({ path })).close();
  });

  it('is not fooled by a pid that is used again, a reboot, or half a lock', async () => {
    const own = ownIdentity();
    const stale = [{ ...own, started: '1' }, { ...own, boot: 'another' }, { ...own, pid: 2 ** 22 + 1 }].map((identity) => JSON.stringify(identity));
    for (const lock of [...stale, '', '{"pid":']) {
      await writeFile(join(path, 'kubets.lock'), lock);
      await (await openLmdbStore({ path })).close();
    }
  });

  it('believes a lock of another container while it is fresh', async () => {
    await writeFile(join(path, 'kubets.lock'), JSON.stringify({ ...ownIdentity(), pid: 1, namespace: 'pid:[1]' }));
    await expect(openLmdbStore({ path })).rejects.toThrow('already open in process 1');
  });

  it('says what is wrong with a directory it cannot use', async () => {
    const file = join(path, 'file');
    await writeFile(file, '');
    await expect(openLmdbStore({ path: join(file, 'store') })).rejects.toThrow(/^the store cannot use .*file\/store: ENOTDIR.* give it a directory/);
    await expect(openLmdbStore({ path: file })).rejects.toThrow(/^the store cannot use .*file: it is a file; give it a directory$/);
    await expect(openLmdbStore({ path: '/proc/kubets' })).rejects.toThrow(/^the store cannot use \/proc\/kubets: ENOENT/);
  });

  it('refuses another format, another program, and something that is no database', async () => {
    const other = join(path, 'format');
    await (await openLmdbStore({ path: other })).close();
    const environment = await openEnvironment(other, 2 ** 24);
    await environment.meta.put('format', Buffer.from('7'));
    await environment.root.close();
    await expect(openLmdbStore({ path: other })).rejects.toThrow(/holds a store of format 7, and this version reads format 1/);

    const foreign = join(path, 'foreign');
    const { open } = await import('lmdb');
    const root = open({ path: foreign, noSubdir: false });
    await root.put('greeting', 'hello');
    await root.close();
    await expect(openLmdbStore({ path: foreign })).rejects.toThrow(/of another program: give the store a directory of its own/);

    await writeFile(join(path, 'data.mdb'), 'no database'.repeat(1_000));
    await expect(openLmdbStore({ path })).rejects.toThrow(/data.mdb is not a database of this program/);
  });

  it('reports a damaged value with its key, and does not return it', async () => {
    const store = await openLmdbStore({ path });
    await put(store, '/pods/good', 'fine');
    await put(store, '/pods/bad', `needle${'.'.repeat(100)}`);
    await put(store, '/pods/last', 'fine');
    await store.close();
    const file = join(path, 'data.mdb');
    const data = await readFile(file);
    for (let at = data.indexOf('needle'); at >= 0; at = data.indexOf('needle', at + 1)) data.write('noodle', at);
    await writeFile(file, data);
    const damaged = await openLmdbStore({ path });
    const error = /entry of key "\/pods\/bad" at revision 2 is damaged \(its checksum does not match\).*restore the directory from a backup/;
    await expect(damaged.get('/pods/bad')).rejects.toThrow(error);
    await expect(damaged.range('/pods/')).rejects.toThrow(error);
    await expect(put(damaged, '/pods/bad', 'new')).rejects.toThrow(error);
    await expect(damaged.watch('', 0, new AbortController().signal)[Symbol.asyncIterator]().next()).rejects.toThrow(error);
    expect((await damaged.get('/pods/good'))?.value.toString()).toBe('fine');
    await put(damaged, '/pods/good', 'better');
    await damaged.close();
  });

  it('grows beyond the address space it began with', async () => {
    const store = await openLmdbStore({ path, mapSize: 1024 * 1024 });
    const value = 'x'.repeat(100_000);
    await Promise.all(Array.from({ length: 100 }, (_, i) => put(store, `k${i}`, value)));
    expect((await store.range('k')).entries.every((entry) => entry.value.length === value.length)).toBe(true);
    await store.close();
  });

  it('is not loaded before it is opened', async () => {
    const engines = new URL('../engines.cfg.ts', import.meta.url).href;
    // The native module leaves this name behind when it is loaded.
    const program = `const { openStore } = await import(${JSON.stringify(engines)});
      await (await openStore('memory:')).close();
      const before = '__lmdb_envs__' in globalThis;
      await (await openStore(${JSON.stringify(`lmdb:${path}`)})).close();
      console.log(before, '__lmdb_envs__' in globalThis)`;
    const hook = new URL('../crash/typescript.mjs', import.meta.url).href;
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', hook, '--input-type=module', '-e', program], { env: { ...process.env, NODE_OPTIONS: '--no-warnings' } });
    expect(stdout.trim()).toBe('false true');
  });
});
