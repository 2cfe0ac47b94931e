import { spawnSync } from 'node:child_process';
import { parseCidrs } from '@kubets/networking/ip/cidr';
import { NetworkLab } from '@kubets/networking/testing/network-lab';
import { proxyConfig } from '../config/proxy-config.js';
import type { Frontend } from '../services/frontend.js';
import { AppliedTable } from './applied-table.js';
import { baseTable, markStatement } from './base-table.js';
import { compile } from './compile.js';
import { NO_RULES } from './service-rules.js';
import { sharedChainRules } from './shared-chains.js';

const permitted = NetworkLab.permitted;

/** Every form that a frontend can have, of both families. */
const forms = (family: 4 | 6): Frontend[] => {
  const ip = (n: number): string => (family === 4 ? `10.96.0.${n}` : `fd00:96::${n}`);
  const backends = [2, 3].map((n) => ({ ip: family === 4 ? `10.244.0.${n}` : `fd00:244::${n}`, port: 8080 }));
  const base: Frontend = { port: 'ns/a:p', family, protocol: 'tcp', address: ip(1), number: 80, scope: 'cluster', backends, reach: 'cluster', whenEmpty: 'reject', localOnly: undefined, affinity: undefined, sources: undefined };
  const external = { ...base, scope: 'external' as const };
  const kinds = [
    base, { ...base, address: ip(2), protocol: 'udp' as const }, { ...base, address: ip(3), protocol: 'sctp' as const }, { ...base, address: ip(4), backends: [], whenEmpty: 'drop' as const },
    { ...external, address: ip(5) }, { ...external, address: ip(6), localOnly: backends.slice(0, 1) }, { ...external, address: ip(7), localOnly: [] },
    { ...external, address: ip(8), sources: family === 4 ? ['10.0.0.0/8'] : ['fd00::/8'] }, { ...external, address: ip(9), sources: [] },
    { ...external, address: undefined, number: 30001 }, { ...external, address: undefined, number: 30002, localOnly: backends }, { ...external, address: undefined, number: 30003, backends: [] },
  ];
  return [...kinds, ...kinds.filter((kind) => kind.protocol === 'tcp' && kind.backends.length > 0).map((kind) => ({ ...kind, number: kind.number + 100, affinity: 60, port: 'ns/sticky:p' }))];
};

(permitted ? describe : describe.skip)(permitted ? 'the kernel' : 'the kernel (needs root, ip and nft)', () => {
  const namespace = `kubets-rules-${process.pid}`;
  const nft = (text: string): string => { const { stderr } = spawnSync('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], { input: text, encoding: 'utf8' }); return stderr; };
  beforeAll(() => { spawnSync('ip', ['netns', 'add', namespace]); });
  afterAll(() => { spawnSync('ip', ['netns', 'del', namespace]); });

  test.each([['ClusterCIDR', { mode: 'ClusterCIDR' }], ['BridgeInterface', { mode: 'BridgeInterface', bridge: 'br0' }], ['InterfaceNamePrefix', { mode: 'InterfaceNamePrefix', prefix: 'veth' }]] as const)(
    'accepts every form of frontend, and its removal (%s)', (_, detectLocal) => {
      const config = proxyConfig({ detectLocal, serviceCidrs: parseCidrs('10.96.0.0/16,fd00:96::/112'), clusterCidrs: parseCidrs('10.244.0.0/16,fd00:244::/56'), nodePortCidrs: parseCidrs('192.0.2.0/24') });
      const applied = new AppliedTable(config.table, (chain) => sharedChainRules(chain, markStatement(config)));
      expect(nft(`add table inet kubets\ndelete table inet kubets\n${baseTable(config)}`)).toBe('');
      const rules = compile({ frontends: [...forms(4), ...forms(6)], healthCheck: undefined }, NO_RULES, markStatement(config));
      const add = applied.plan(new Map([['ns/a', rules]]));
      expect(add.conflicts).toEqual([]);
      expect(nft(add.statements)).toBe('');
      add.commit();
      // The kernel's own view: which protocol each chain is for.
      for (const [protocol, number] of [['tcp', '06'], ['udp', '11'], ['sctp', '84']]) {
        const { stdout } = spawnSync('ip', ['netns', 'exec', namespace, 'nft', '--debug=netlink', 'list', 'chain', 'inet', 'kubets', `cluster4-${protocol}-2`], { encoding: 'utf8' });
        const [rule] = stdout.slice(stdout.search(new RegExp(`^inet kubets cluster4-${protocol}-2 \\d`, 'm'))).split('\n\n');
        expect([...rule!.matchAll(/l4proto => reg 1 \]\s*\[ cmp eq reg 1 0x000000(..)/g)].map(([, value]) => value)).toEqual([number]);
      }
      expect(nft(applied.plan(new Map([['ns/a', NO_RULES]])).statements)).toBe('');
    });
});
