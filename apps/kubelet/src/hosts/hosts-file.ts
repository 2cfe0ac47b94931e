import type { HostAlias } from '@kubets/api/core/v1/pod-spec';

const FIXED = [
  '# Kubernetes-managed hosts file.', '127.0.0.1\tlocalhost', '::1\tlocalhost ip6-localhost ip6-loopback', 'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix', 'fe00::1\tip6-allnodes', 'fe00::2\tip6-allrouters',
];

const aliases = (of: readonly HostAlias[]): string[] =>
  (of.length === 0 ? [] : ['', '# Entries added by HostAliases.', ...of.map((a) => [a.ip, ...(a.hostnames ?? [])].join('\t'))]);

/** `/etc/hosts` of a pod with its own network: its addresses under its name, and fully qualified if it has a subdomain. */
export function hostsFile(pod: { ips: readonly string[]; hostname: string; domain: string; hostAliases: readonly HostAlias[] }): string {
  const name = pod.domain ? `${pod.hostname}.${pod.domain}\t${pod.hostname}` : pod.hostname;
  return `${[...FIXED, ...pod.ips.map((ip) => `${ip}\t${name}`), ...aliases(pod.hostAliases)].join('\n')}\n`;
}

/** `/etc/hosts` of a pod in the node's network: the node's own, and the pod's aliases. */
export const nodeHostsFile = (nodeContent: string, hostAliases: readonly HostAlias[]): string =>
  `# Kubernetes-managed hosts file (host network).\n${nodeContent}${aliases(hostAliases).map((line) => `${line}\n`).join('')}`;
