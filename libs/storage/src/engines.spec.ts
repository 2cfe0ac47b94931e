import { engines, openStore } from './engines.cfg.js';

describe('store engines', () => {
  it('are found by the scheme of a URL', async () => {
    const store = await openStore('memory:');
    expect(store.currentRevision()).toBe(0);
    await store.close();
  });

  it.each(['mysql:db', 'memory', '', 'Memory:'])('refuses %j with the list of those there are', async (url) => {
    await expect(openStore(url)).rejects.toThrow(`${JSON.stringify(url)} names no store engine: write one of memory: (nothing is kept; for tests), lmdb:<directory>`);
  });

  it('asks for a directory', async () => {
    await expect(openStore('lmdb:')).rejects.toThrow('names no directory: write lmdb:<directory>');
  });

  it('have distinct names', () => {
    expect(new Set(engines.map((engine) => engine.name)).size).toBe(engines.length);
  });
});
