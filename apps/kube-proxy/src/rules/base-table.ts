import type { IpFamily } from '@kubets/networking/ip/address';
import { formatCidr, type Cidr } from '@kubets/networking/ip/cidr';
import { familiesOf, type ProxyConfig } from '../config/proxy-config.js';
import type { Protocol } from '../services/frontend.js';

/** Asks for masquerading in the postrouting hook. */
export const markStatement = (config: ProxyConfig): string => `meta mark set meta mark or ${maskOf(config)}`;
const maskOf = (config: ProxyConfig): string => `0x${(2 ** config.masqueradeBit).toString(16)}`;

const PROTOCOLS: readonly Protocol[] = ['tcp', 'udp', 'sctp'];

/** The part of the table that no service changes: ranges, empty maps, and the chains that the kernel's hooks enter. */
export const baseTable = (config: ProxyConfig): string => [
  `table inet ${config.table} {`,
  ...familiesOf(config).flatMap((family) => [...ranges(config, family), ...maps(family), ...familyChains(config, family)]),
  ...commonChains(config),
  '}', '',
].join('\n');

const ip = (family: IpFamily): string => (family === 4 ? 'ip' : 'ip6');

const ranges = (config: ProxyConfig, family: IpFamily): string[] => [
  rangeSet(`service-cidrs${family}`, family, config.serviceCidrs),
  rangeSet(`cluster-cidrs${family}`, family, config.clusterCidrs),
  rangeSet(`nodeport-cidrs${family}`, family, config.nodePortCidrs),
];

function rangeSet(name: string, family: IpFamily, cidrs: readonly Cidr[]): string {
  const own = cidrs.filter((cidr) => cidr.family === family).map(formatCidr);
  return `set ${name} { type ipv${family}_addr; flags interval; auto-merge;${own.length > 0 ? ` elements = { ${own.join(', ')} };` : ''} }`;
}

function maps(family: IpFamily): string[] {
  const address = `ipv${family}_addr`;
  // A map per protocol: nft 1.0.6 takes the port's expression for a condition, so that with "tcp dport" only TCP is translated. With
  // "th dport" it cannot read its own map back: rules that are added later fail with "conflicting protocols specified".
  const numbered = (key: string, protocol: Protocol): string => `typeof ${key}meta l4proto . th dport . numgen random mod 2 : ${ip(family)} daddr . ${protocol} dport;`;
  const verdicts = { byAddress: `type ${address} . inet_proto . inet_service : verdict;`, byPort: 'type inet_proto . inet_service : verdict;' };
  return [
    ...['services', 'local-services', 'refusals', 'firewall'].map((name) => `map ${name}${family} { ${verdicts.byAddress} }`),
    ...['nodeports', 'local-nodeports', 'refused-nodeports'].map((name) => `map ${name}${family} { ${verdicts.byPort} }`),
    ...PROTOCOLS.flatMap((protocol) => [
      ...['endpoints', 'local-endpoints'].map((name) => `map ${name}${family}-${protocol} { ${numbered(`${ip(family)} daddr . `, protocol)} }`),
      ...['nodeport-endpoints', 'local-nodeport-endpoints'].map((name) => `map ${name}${family}-${protocol} { ${numbered('', protocol)} }`),
    ]),
    `set hairpin${family} { type ${address} . ${address}; }`,
  ];
}

/** True for packets that come neither from a pod nor from this node. */
function fromOutside(config: ProxyConfig, family: IpFamily): string {
  return `${notFromPod(config, family)} fib saddr type != local`;
}

function notFromPod(config: ProxyConfig, family: IpFamily): string {
  switch (config.detectLocal.mode) {
    case 'ClusterCIDR': return `${ip(family)} saddr != @cluster-cidrs${family}`;
    case 'BridgeInterface': return `iifname != "${config.detectLocal.bridge}"`;
    case 'InterfaceNamePrefix': return `iifname != "${config.detectLocal.prefix}*"`;
  }
}

function familyChains(config: ProxyConfig, family: IpFamily): string[] {
  const at = ip(family);
  const key = `${at} daddr . meta l4proto . th dport`;
  const loopback = family === 4 ? '127.0.0.0/8' : '::1';
  const nodeAddress = config.nodePortCidrs.some((cidr) => cidr.family === family)
    ? `${at} daddr @nodeport-cidrs${family} fib daddr type local` : `${at} daddr != ${loopback} fib daddr type local`;
  const masqueraded = config.masqueradeAll ? '' : `${notFromPod(config, family)} `;
  return [
    `chain services${family} {`,
    `  ${at} daddr @service-cidrs${family} ${masqueraded}${markStatement(config)}`,
    `  ${fromOutside(config, family)} ${key} vmap @local-services${family}`,
    `  ${key} vmap @services${family}`,
    `  ${nodeAddress} goto nodeports${family}`,
    '}',
    `chain nodeports${family} {`,
    `  ${fromOutside(config, family)} meta l4proto . th dport vmap @local-nodeports${family}`,
    `  meta l4proto . th dport vmap @nodeports${family}`,
    '}',
    // What is still addressed to a service here was not translated: nobody owns the address, or nobody serves it.
    `chain refuse${family} {`,
    `  ${key} vmap @refusals${family}`,
    `  ${at} daddr @service-cidrs${family} goto refuse`,
    '}',
    `chain refuse-nodeports${family} { ${nodeAddress} meta l4proto . th dport vmap @refused-nodeports${family}; }`,
    `chain masquerade${family} {`,
    `  ${at} saddr . ${at} daddr @hairpin${family} masquerade`,
    ...(config.masqueradeEgress
      ? [`  ${at} saddr @cluster-cidrs${family} ${at} daddr != @cluster-cidrs${family} ${at} daddr != ${family === 4 ? '224.0.0.0/4' : 'ff00::/8'} masquerade`] : []),
    '}',
  ];
}

function commonChains(config: ProxyConfig): string[] {
  const families = familiesOf(config);
  const enter = (chain: string): string => `meta nfproto vmap { ${families.map((family) => `ipv${family} : jump ${chain}${family}`).join(', ')} }`;
  const mask = maskOf(config);
  const base = (name: string, hook: string, rules: readonly string[]): string[] => [`chain ${name} {`, `  type ${hook}; policy accept;`, ...rules.map((rule) => `  ${rule}`), '}'];
  return [
    'chain refuse {', '  meta l4proto tcp reject with tcp reset', '  reject with icmpx port-unreachable', '}',
    ...base('firewall', 'filter hook prerouting priority dstnat - 10', families.map((family) => `${ip(family)} daddr . meta l4proto . th dport vmap @firewall${family}`)),
    ...base('nat-prerouting', 'nat hook prerouting priority dstnat', [enter('services')]),
    ...base('nat-output', 'nat hook output priority -100', [enter('services')]),
    ...base('nat-postrouting', 'nat hook postrouting priority srcnat', [
      `meta mark and ${mask} == ${mask} meta mark set meta mark xor ${mask} masquerade`, enter('masquerade'),
    ]),
    ...base('filter-forward', 'filter hook forward priority filter - 1', [enter('refuse')]),
    ...base('filter-output', 'filter hook output priority filter - 1', [enter('refuse')]),
    ...base('filter-input', 'filter hook input priority filter - 1', [enter('refuse'), enter('refuse-nodeports')]),
  ];
}
