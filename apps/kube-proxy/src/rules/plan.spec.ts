import { parseCidrs } from '@kubets/networking/ip/cidr';
import type { Frontend, ServiceView } from '../services/frontend.js';
import { proxyConfig } from '../config/proxy-config.js';
import { AppliedTable } from './applied-table.js';
import { arrange } from './arrange.js';
import { baseTable } from './base-table.js';
import { compile } from './compile.js';
import { sharedChainRules } from './shared-chains.js';

const MARK = 'meta mark set meta mark or 0x4000';
const backends = (...ns: number[]) => ns.map((n) => ({ ip: `10.244.0.${n}`, port: 8080 }));
const frontend = (more: Partial<Frontend> = {}): Frontend => ({
  port: 'default/web:', family: 4, protocol: 'tcp', address: '10.96.0.1', number: 80, scope: 'cluster', backends: backends(2, 3), reach: 'cluster',
  whenEmpty: 'reject', localOnly: undefined, affinity: undefined, sources: undefined, ...more,
});
const view = (...frontends: Frontend[]): ServiceView => ({ frontends, healthCheck: undefined });
const table = () => {
  const applied = new AppliedTable('t', (chain) => sharedChainRules(chain, MARK));
  return { applied, apply: (service: string, wanted: ServiceView) => {
    const plan = applied.plan(new Map([[service, compile(wanted, applied.rules(service), MARK)]]));
    plan.commit();
    return plan.statements.trim().split('\n').filter((line) => line !== '');
  } };
};

describe('from services to statements', () => {
  test('a new service', () => {
    expect(table().apply('default/web', view(frontend()))).toEqual([
      'add chain inet t cluster4-tcp-2', 'flush chain inet t cluster4-tcp-2',
      'add rule inet t cluster4-tcp-2 dnat ip to ip daddr . meta l4proto . th dport . numgen random mod 2 map @endpoints4-tcp',
      'add element inet t endpoints4-tcp { 10.96.0.1 . tcp . 80 . 0 : 10.244.0.2 . 8080, 10.96.0.1 . tcp . 80 . 1 : 10.244.0.3 . 8080 }',
      'add element inet t services4 { 10.96.0.1 . tcp . 80 : goto cluster4-tcp-2 }',
      'add element inet t hairpin4 { 10.244.0.2 . 10.244.0.2, 10.244.0.3 . 10.244.0.3 }',
    ]);
  });

  test('one more backend costs one element and the count', () => {
    const { apply } = table();
    apply('default/web', view(frontend()));
    expect(apply('default/web', view(frontend({ backends: backends(2, 3, 4) })))).toEqual([
      'delete element inet t services4 { 10.96.0.1 . tcp . 80 }', 'add chain inet t cluster4-tcp-3', 'flush chain inet t cluster4-tcp-3', expect.stringContaining('mod 3'),
      'add element inet t endpoints4-tcp { 10.96.0.1 . tcp . 80 . 2 : 10.244.0.4 . 8080 }', 'add element inet t services4 { 10.96.0.1 . tcp . 80 : goto cluster4-tcp-3 }',
      'add element inet t hairpin4 { 10.244.0.4 . 10.244.0.4 }',
    ]);
  });

  test('without backends the service refuses; unchanged and removed services', () => {
    const { apply, applied } = table();
    expect(apply('default/web', view(frontend({ backends: [] })))).toEqual(['add element inet t refusals4 { 10.96.0.1 . tcp . 80 : goto refuse }']);
    expect(apply('default/web', view(frontend({ backends: [] })))).toEqual([]);
    expect(apply('default/web', view())).toEqual(['delete element inet t refusals4 { 10.96.0.1 . tcp . 80 }']);
    expect(applied.size).toBe(0);
  });

  test('a shared backend is in the hairpin set until its last service is gone', () => {
    const { apply } = table();
    apply('a', view(frontend({ backends: backends(2) })));
    apply('b', view(frontend({ address: '10.96.0.2', backends: backends(2) })));
    expect(apply('a', view()).join()).not.toContain('hairpin');
    expect(apply('b', view())).toContain('delete element inet t hairpin4 { 10.244.0.2 . 10.244.0.2 }');
  });

  test('an address belongs to the first; a deleted service hands it on in the same transaction', () => {
    const { apply, applied } = table();
    apply('a', view(frontend()));
    const rival = compile(view(frontend({ backends: backends(9) })), applied.rules('b'), MARK);
    expect(applied.plan(new Map([['b', rival]])).conflicts).toContainEqual({ service: 'b', element: 'services4 10.96.0.1 . tcp . 80', owner: 'a' });
    const both = applied.plan(new Map([['b', rival], ['a', compile(view(), applied.rules('a'), MARK)]]));
    expect(both.conflicts).toEqual([]);
    expect(both.statements).toContain('10.96.0.1 . tcp . 80 . 0 : 10.244.0.9 . 8080');
  });

  test('session affinity: a removed backend takes its set with it', () => {
    const { apply } = table();
    const first = apply('a', view(frontend({ affinity: 60 })));
    expect(first.filter((line) => line.startsWith('add set'))).toHaveLength(2);
    expect(first.join('\n')).toContain('timeout 60s');
    const second = apply('a', view(frontend({ affinity: 60, backends: backends(3) })));
    expect(second.filter((line) => /^delete (chain|set)/.test(line))).toHaveLength(2);
    expect(second.findIndex((line) => line.startsWith('delete chain'))).toBeLessThan(second.findIndex((line) => line.startsWith('delete set')));
  });

  test('those who stay keep their number', () => {
    expect(arrange(['a . 1', 'b . 1', 'c . 1'], [{ ip: 'c', port: 1 }, { ip: 'a', port: 1 }])).toEqual(['a . 1', 'c . 1']);
    expect(arrange(['a . 1', 'b . 1', 'c . 1'], [{ ip: 'b', port: 1 }, { ip: 'c', port: 1 }])).toEqual(['c . 1', 'b . 1']);
    expect(arrange(['a . 1'], [{ ip: 'b', port: 1 }, { ip: 'a', port: 1 }])).toEqual(['a . 1', 'b . 1']);
  });

  test('both families have their part of the base table', () => {
    const text = baseTable(proxyConfig({ serviceCidrs: parseCidrs('10.96.0.0/16,fd00:96::/112'), clusterCidrs: parseCidrs('10.244.0.0/16,fd00:244::/56') }));
    for (const part of ['elements = { fd00:96::/112 }', 'map endpoints6-udp', 'ipv4 : jump services4, ipv6 : jump services6', 'reject with tcp reset']) expect(text).toContain(part);
  });
});
