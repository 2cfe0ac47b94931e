import { readFile } from 'node:fs/promises';
import type { SandboxConfig } from '../runtime.js';

/** resolv.conf(5) of a pod. Docker would put its own 127.0.0.11 there on a user-defined network, so pods get this file mounted instead. */
export function formatResolvConf(dns: NonNullable<SandboxConfig['dns']>): string {
  return [
    ...dns.servers.map((server) => `nameserver ${server}`),
    ...(dns.searches.length === 0 ? [] : [`search ${dns.searches.join(' ')}`]),
    ...(dns.options.length === 0 ? [] : [`options ${dns.options.join(' ')}`]),
  ].map((line) => `${line}\n`).join('');
}

/** Name servers of loopback addresses (a local stub such as systemd-resolved's 127.0.0.53) mean nothing inside a pod's network. */
export function onlyLoopback(content: string): boolean {
  const servers = [...content.matchAll(/^\s*nameserver\s+(\S+)/gm)].map((match) => match[1] ?? '');
  return servers.length > 0 && servers.every((server) => server.startsWith('127.') || server === '::1');
}

const read = (path: string): Promise<string> => readFile(path, 'utf8').catch(() => '');

/** The node's resolver configuration, for the `Default` DNS policy: `configured`, else the host's, behind a local stub the one that the stub uses. */
export async function nodeResolvConf(configured: string | undefined, hostNetwork: boolean): Promise<string> {
  if (configured !== undefined) return read(configured);
  const host = await read('/etc/resolv.conf');
  if (hostNetwork || !onlyLoopback(host)) return host;
  return (await read('/run/systemd/resolve/resolv.conf')) || host;
}
