import { mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathProblem, writePayload, type PayloadFile } from './atomic-writer.js';

let directory: string;
beforeEach(async () => { directory = join(await mkdtemp(join(tmpdir(), 'writer-')), 'volume'); });
afterEach(() => rm(join(directory, '..'), { recursive: true, force: true }));

const payload = (files: Record<string, string>, mode = 0o644): Map<string, PayloadFile> =>
  new Map(Object.entries(files).map(([path, text]) => [path, { data: Buffer.from(text), mode }]));

describe('writePayload', () => {
  it('shows files as links through ..data', async () => {
    expect(await writePayload(directory, payload({ a: '1', 'sub/b': '2' }), 0)).toBe(true);
    expect(await readlink(join(directory, 'a'))).toBe('..data/a');
    expect(await readFile(join(directory, 'sub/b'), 'utf8')).toBe('2');
    expect((await readdir(directory)).filter((n) => !n.startsWith('..')).sort()).toEqual(['a', 'sub']);
  });
  it('switches to new content at once and drops what is gone', async () => {
    await writePayload(directory, payload({ a: '1', b: '2' }), 0);
    const before = await readlink(join(directory, '..data'));
    await writePayload(directory, payload({ a: 'new', c: '3' }), 1000);
    expect(await readlink(join(directory, '..data'))).not.toBe(before);
    expect(await readFile(join(directory, 'a'), 'utf8')).toBe('new');
    expect((await readdir(directory)).filter((n) => n.startsWith('..2') || n.startsWith('..1')).length).toBe(1);
    expect((await readdir(directory)).filter((n) => !n.startsWith('..')).sort()).toEqual(['a', 'c']);
  });
  it('writes nothing when nothing changed', async () => {
    await writePayload(directory, payload({ a: '1' }), 0);
    const before = await readlink(join(directory, '..data'));
    expect(await writePayload(directory, payload({ a: '1' }), 5000)).toBe(false);
    expect(await readlink(join(directory, '..data'))).toBe(before);
  });
  it('repairs a file that somebody changed', async () => {
    await writePayload(directory, payload({ a: '1' }), 0);
    await writeFile(join(directory, 'a'), 'broken');
    expect(await writePayload(directory, payload({ a: '1' }), 1000)).toBe(true);
    expect(await readFile(join(directory, 'a'), 'utf8')).toBe('1');
  });
  it('sets modes past the umask', async () => {
    await writePayload(directory, payload({ a: '1' }, 0o666), 0);
    expect((await stat(join(directory, 'a'))).mode & 0o777).toBe(0o666);
    expect(await writePayload(directory, payload({ a: '1' }, 0o400), 1)).toBe(true);
    expect((await stat(join(directory, 'a'))).mode & 0o777).toBe(0o400);
  });
  it('refuses paths that leave the volume', async () => {
    await expect(writePayload(directory, payload({ '../x': '1' }), 0)).rejects.toThrow("must not contain '..'");
    expect(pathProblem('/abs')).toContain('must be relative');
    expect(pathProblem('..data')).toContain("must not start with '..'");
    expect(pathProblem('a/b')).toBeUndefined();
  });
});
