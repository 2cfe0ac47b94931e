import { configmaps, pods } from '@kubets/api/core/v1/resources.cfg';
import type { ConfigMap } from '@kubets/api/core/v1/config-map';
import type { Pod } from '@kubets/api/core/v1/pod';
import { StatusError } from '@kubets/apimachinery/errors/status';
import { createInformerFactory } from './shared-informers.js';
import { createFakeClient, type FakeClient } from './testing/fake-api.js';
import { manualClock } from './testing/manual-clock.js';
import type { ClientLog } from './log.js';

const map = (name: string, data: Record<string, string> = {}): Partial<ConfigMap> & { metadata: { name: string; namespace: string } } =>
  ({ metadata: { name, namespace: 'default' }, data });

describe('shared informers', () => {
  let stop: AbortController;
  beforeEach(() => { stop = new AbortController(); });
  afterEach(() => stop.abort());

  const started = async (client: FakeClient, log?: ClientLog) => {
    const clock = manualClock();
    const factory = createInformerFactory(client, { clock, random: () => 0, log });
    const informer = factory.informer(configmaps);
    const seen: string[] = [];
    informer.addHandlers({
      added: (o, initial) => seen.push(`+${o.metadata.name}${initial ? '*' : ''}`),
      updated: (o, old) => seen.push(`~${o.metadata.name} ${old.data?.['v'] ?? ''}>${o.data?.['v'] ?? ''}`),
      deleted: (o) => seen.push(`-${o.metadata.name}`),
    });
    factory.start(stop.signal);
    await factory.whenSynced();
    return { clock, factory, informer, seen };
  };

  it.each([{ withoutWatchList: false }, { withoutWatchList: true }])('sees what exists and what changes (%p)', async (options) => {
    const client = createFakeClient([], options);
    client.put(configmaps, map('a', { v: '1' }));
    const { informer, seen } = await started(client);
    expect(seen).toEqual(['+a*']);
    expect(informer.lister.get('default/a')?.data).toEqual({ v: '1' });
    client.put(configmaps, map('b'));
    client.put(configmaps, map('a', { v: '2' }));
    client.remove(configmaps, 'default/b');
    await client.settled();
    expect(seen).toEqual(['+a*', '+b', '~a 1>2', '-b']);
    expect(client.actions.map((a) => a.verb)).toEqual(options.withoutWatchList ? ['watch', 'list', 'watch'] : ['watch']);
  });

  it('lists in pages where lists are not streamed, and in one piece when the pages expire', async () => {
    const client = createFakeClient([], { withoutWatchList: true });
    for (let n = 0; n < 501; n++) client.put(configmaps, map(`m${n}`));
    let refused = false;
    client.react(({ verb }) => {
      if (verb === 'list' && client.actions.filter((a) => a.verb === 'list').length === 2 && !refused) {
        refused = true;
        throw new StatusError(410, 'Expired', 'the continue parameter is too old');
      }
    });
    const { informer } = await started(client);
    expect(informer.lister.size).toBe(501);
    expect(client.actions.filter((a) => a.verb === 'list')).toHaveLength(3);
  });

  it('resumes a broken watch from where it was, without repeating anything', async () => {
    const client = createFakeClient();
    client.put(configmaps, map('a', { v: '1' }));
    const { clock, seen } = await started(client);
    await client.settled();
    client.breakWatches(new Error('connection lost'));
    client.put(configmaps, map('a', { v: '2' }));
    await clock.advance(800);
    await client.settled();
    expect(seen).toEqual(['+a*', '~a 1>2']);
  });

  it('starts over when history is gone, telling the difference only', async () => {
    const client = createFakeClient();
    for (const name of ['same', 'changed', 'gone', 'reborn']) client.put(configmaps, map(name, { v: '1' }));
    const { clock, seen, informer } = await started(client);
    await client.settled();
    seen.length = 0;
    client.breakWatches();
    client.put(configmaps, map('changed', { v: '2' }));
    client.remove(configmaps, 'default/gone');
    client.remove(configmaps, 'default/reborn');
    client.put(configmaps, map('reborn', { v: '3' }));
    client.put(configmaps, map('new'));
    client.compact();
    await clock.advance(5000);
    await client.settled();
    expect(seen.sort()).toEqual(['+new', '+reborn', '-gone', '-reborn', '~changed 1>2']);
    expect(informer.lister.size).toBe(4);
  });

  it('waits longer with every failure in a row, up to 30 s', async () => {
    const client = createFakeClient();
    client.react(({ verb }) => { if (verb === 'watch') throw new StatusError(403, 'Forbidden', 'not you'); });
    const clock = manualClock();
    const factory = createInformerFactory(client, { clock, random: () => 0 });
    factory.informer(pods);
    factory.start(stop.signal);
    const times: number[] = [];
    for (let ms = 0; ms < 130_000; ms += 100) {
      const before = client.actions.length;
      await clock.advance(100);
      if (client.actions.length > before) times.push((ms + 100) / 1000);
    }
    expect(times.slice(0, 6)).toEqual([0.8, 2.4, 5.6, 12, 24.8, 50.4]);
    expect(times[6]! - times[5]!).toBeCloseTo(30);
  });

  it('keeps telling others when one handler throws, and logs it', async () => {
    const client = createFakeClient();
    const errors: string[] = [];
    const log: ClientLog = { debug() {}, info() {}, warn() {}, error: (message) => void errors.push(message) };
    const { informer, seen } = await started(client, log);
    informer.addHandlers({ added: () => { throw new Error('mine'); } });
    client.put(configmaps, map('a'));
    const late: string[] = [];
    await client.settled();
    informer.addHandlers({ added: (o, initial) => late.push(`${o.metadata.name} ${initial}`) });
    expect(seen).toEqual(['+a']);
    expect(late).toEqual(['a true']);
    expect(errors).toEqual(['an informer handler failed']);
  });

  it('finds by index, through changes of what is indexed', async () => {
    const client = createFakeClient();
    const factory = createInformerFactory(client, { clock: manualClock() });
    const informer = factory.informer<Pod>(pods, { indexes: { node: (pod) => (pod.spec?.nodeName ? [pod.spec.nodeName] : []) } });
    factory.start(stop.signal);
    await factory.whenSynced();
    const pod = (name: string, nodeName?: string) => ({ metadata: { name, namespace: 'ns' }, spec: { containers: [], ...(nodeName ? { nodeName } : {}) } });
    client.put(pods, pod('a', 'n1'));
    client.put(pods, pod('b'));
    await client.settled();
    expect(informer.lister.byIndex('node', 'n1').map((p) => p.metadata.name)).toEqual(['a']);
    client.put(pods, pod('b', 'n1'));
    client.put(pods, pod('a', 'n2'));
    await client.settled();
    expect(informer.lister.byIndex('node', 'n1').map((p) => p.metadata.name)).toEqual(['b']);
    expect(informer.lister.byIndex('node', 'n2').map((p) => p.metadata.name)).toEqual(['a']);
    expect(informer.lister.byIndex('namespace', 'ns')).toHaveLength(2);
    expect(() => informer.lister.byIndex('zone', 'x')).toThrow('there is no index "zone"; known: namespace, node');
  });

  it('is one informer for all who ask for the same, and starts what is asked for late', async () => {
    const client = createFakeClient();
    const factory = createInformerFactory(client, { clock: manualClock() });
    factory.start(stop.signal);
    const one = factory.informer(configmaps);
    expect(factory.informer(configmaps)).toBe(one);
    expect(factory.informer(configmaps, { namespace: 'x' })).not.toBe(one);
    await one.whenSynced();
    expect(one.synced).toBe(true);
  });

  it('tells who waits when it is stopped before the first fill', async () => {
    const client = createFakeClient();
    client.react(() => { throw new StatusError(500, 'InternalError', 'down'); });
    const factory = createInformerFactory(client, { clock: manualClock() });
    const informer = factory.informer(configmaps);
    factory.start(stop.signal);
    stop.abort();
    await expect(informer.whenSynced()).rejects.toThrow('stopped before configmaps were read');
  });
});
