import { readFile } from 'node:fs/promises';
import type { Pod } from '@kubets/api/core/v1/pod';
import { namespaceOf } from '../pod/identity.js';

export interface DnsSettings { readonly servers: readonly string[]; readonly searches: readonly string[]; readonly options: readonly string[] }

/** Reads the resolver settings of the node. */
export function parseResolvConf(text: string): DnsSettings {
  const servers: string[] = [];
  let searches: string[] = [];
  let options: string[] = [];
  for (const line of text.split('\n')) {
    const [word, ...rest] = line.trim().split(/\s+/);
    if (word === 'nameserver' && rest[0]) servers.push(rest[0]);
    else if (word === 'search') searches = rest.filter((s) => s !== '.').map((s) => s.replace(/(.)\.$/, '$1'));
    else if (word === 'options') options = rest;
  }
  return { servers, searches, options };
}

export const readResolvConf = async (path = '/etc/resolv.conf'): Promise<DnsSettings> =>
  parseResolvConf(await readFile(path, 'utf8').catch(() => ''));

const unique = (items: readonly string[]): string[] => [...new Set(items)];

function merge(base: DnsSettings, pod: Pod): DnsSettings {
  const extra = pod.spec.dnsConfig;
  if (!extra) return base;
  const options = new Map(base.options.map((o) => [o.split(':')[0] ?? o, o]));
  for (const { name = '', value } of extra.options ?? []) options.set(name, value === undefined ? name : `${name}:${value}`);
  return {
    servers: unique([...base.servers, ...(extra.nameservers ?? [])]),
    searches: unique([...base.searches, ...(extra.searches ?? [])]), options: [...options.values()],
  };
}

/**
 * Resolver settings of a pod by its DNS policy. ClusterFirst in the node's network means Default, and falls back to it without cluster DNS.
 * @param node the node's own settings
 */
export function podDns(pod: Pod, cluster: { dns: readonly string[]; domain: string }, node: DnsSettings): DnsSettings {
  const policy = pod.spec.dnsPolicy ?? 'ClusterFirst';
  if (policy === 'None') return merge({ servers: [], searches: [], options: [] }, pod);
  const wantsCluster = policy === 'ClusterFirstWithHostNet' || (policy === 'ClusterFirst' && !pod.spec.hostNetwork);
  if (!wantsCluster || cluster.dns.length === 0) return merge(node, pod);
  const searches = cluster.domain ? [`${namespaceOf(pod)}.svc.${cluster.domain}`, `svc.${cluster.domain}`, cluster.domain] : [];
  return merge({ servers: cluster.dns, searches: unique([...searches, ...node.searches]), options: ['ndots:5'] }, pod);
}
