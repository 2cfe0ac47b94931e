import { duration, integer, noMore, properties } from '../../corefile/arguments.js';
import { zoneName, type Property } from '../../corefile/corefile.js';
import { CorefileError } from '../../corefile/tokens.js';
import { counter, gauge } from '../../metrics.js';
import { longestZone, type PluginDefinition, type PluginSetup, type Request } from '../../server/plugin.js';
import { fromWire, toWire, type Answer } from '../../wire/answer.js';
import { RCODE } from '../../wire/codes.js';
import { aged } from '../../wire/layout.js';
import { Store } from './store.js';

type Kind = 'success' | 'denial';
interface Limits { capacity: number; maxTtl: number; minTtl: number; disabled: readonly string[] }

/** Keeps answers as messages; a hit is a lookup, a copy, and a few numbers patched. */
export const cache: PluginDefinition = {
  name: 'cache',
  setup: (setup) => {
    const { zones, limits } = configure(setup);
    const stores = { success: new Store(limits.success.capacity), denial: new Store(limits.denial.capacity) };
    const count = metersOf(setup, zones, stores);
    const keep = (key: string, request: Request, found: Answer): Answer => {
      const kind = kindOf(found);
      if (!kind || longestZone(request.query.name, limits[kind].disabled) !== undefined) return found;
      const wire = toWire(found, request.query);
      const ttl = Math.min(limits[kind].maxTtl, Math.max(limits[kind].minTtl, wire.keep));
      const now = setup.monotonic();
      if (wire.keep > 0 && ttl > 0 && stores[kind].set(key, { wire, stored: now, expires: now + ttl * 1000 })) count.evictions[kind].inc();
      return { ...found, wire };
    };
    return {
      handle: (request, next) => {
        const { query } = request;
        if (longestZone(query.name, zones) === undefined) return next(request);
        count.requests.inc();
        const key = `${query.name} ${query.type} ${query.class} ${query.edns?.dnssecOk ? 1 : 0}${query.flags & 0x10}`;
        const now = setup.monotonic();
        for (const kind of ['success', 'denial'] as const) {
          const hit = stores[kind].get(key, now);
          if (hit) { count.hits[kind].inc(); return fromWire(aged(hit.wire, Math.floor((now - hit.stored) / 1000))); }
        }
        count.misses.inc();
        const found = next(request);
        return found instanceof Promise ? found.then((late) => keep(key, request, late)) : keep(key, request, found);
      },
    };
  },
};

/** Errors are not kept: the next try may do better. */
function kindOf(found: Answer): Kind | undefined {
  if (found.rcode === RCODE.NXDOMAIN) return 'denial';
  if (found.rcode !== RCODE.NOERROR) return undefined;
  return (found.wire ? found.wire.answers : found.answers.length) > 0 ? 'success' : 'denial';
}

function configure({ directive, zones: all }: PluginSetup): { zones: readonly string[]; limits: Record<Kind, Limits> } {
  const args = [...directive.args];
  const most = /^\d+$/.test(args[0] ?? '') ? integer(directive, 'the TTL of cache', args.shift(), 0, 2 ** 31 - 1) : undefined;
  const limits: Record<Kind, Limits> = {
    success: { capacity: 9984, maxTtl: most ?? 3600, minTtl: 5, disabled: [] }, denial: { capacity: 9984, maxTtl: Math.min(most ?? 1800, 1800), minTtl: 5, disabled: [] },
  };
  const tune = (kind: Kind) => (property: Property): void => {
    const [capacity, ttl, min] = property.args;
    limits[kind].capacity = integer(property, 'the capacity', capacity, 1, 2 ** 31 - 1);
    if (ttl !== undefined) limits[kind].maxTtl = integer(property, 'the TTL', ttl, 0, 2 ** 31 - 1);
    if (min !== undefined) limits[kind].minTtl = integer(property, 'the smallest TTL', min, 0, 2 ** 31 - 1);
  };
  properties(directive, {
    success: tune('success'), denial: tune('denial'),
    servfail: (property) => { if (duration(property, 'servfail', property.args[0]) !== 0) throw new CorefileError(property.line, 'errors are not kept; write "servfail 0" or leave it out'); },
    disable: (property) => {
      const [kind, ...zones] = property.args;
      if (kind !== 'success' && kind !== 'denial') throw new CorefileError(property.line, `${JSON.stringify(kind ?? '')} cannot be disabled; use success or denial`);
      limits[kind].disabled = zones.length > 0 ? zones.map((zone) => zoneName(zone, property.line)) : [''];
    },
  });
  noMore({ ...directive, args: [] }, 1);
  return { zones: args.length > 0 ? args.map((zone) => zoneName(zone, directive.line)) : all, limits };
}

function metersOf({ host: { metrics } }: PluginSetup, zones: readonly string[], stores: Readonly<Record<Kind, Store>>) {
  const labels = { server: 'dns://', zones: zones.map((zone) => zone || '.').join(','), view: '' };
  const names = Object.keys(labels);
  const hits = counter(metrics, 'coredns_cache_hits_total', 'Queries answered from the cache', [...names, 'type']);
  const evictions = counter(metrics, 'coredns_cache_evictions_total', 'Answers dropped for want of space', [...names, 'type']);
  const entries = gauge(metrics, 'coredns_cache_entries', 'Answers kept', [...names, 'type']);
  const each = <C>(of: (type: Kind) => C): Record<Kind, C> => ({ success: of('success'), denial: of('denial') });
  Object.assign(entries, { collect: () => { for (const type of ['success', 'denial'] as const) entries.set({ ...labels, type }, stores[type].size); } });
  return {
    hits: each((type) => hits.labels({ ...labels, type })), evictions: each((type) => evictions.labels({ ...labels, type })),
    misses: counter(metrics, 'coredns_cache_misses_total', 'Queries not found in the cache', names).labels(labels),
    requests: counter(metrics, 'coredns_cache_requests_total', 'Queries that looked into the cache', names).labels(labels),
  };
}
