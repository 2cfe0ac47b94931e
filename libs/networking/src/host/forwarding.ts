import { access } from 'node:fs/promises';
import { tryRun, type CommandResult } from '../command/run.js';
import { done, refused, type HostOutcome } from './outcome.js';
import { setSysctl } from './sysctl.js';

const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

export interface ForwardingHost {
  readonly sysctl: (name: string, value: string) => Promise<HostOutcome>;
  readonly exists: (path: string) => Promise<boolean>;
  readonly run: (command: readonly string[]) => Promise<CommandResult>;
}

const thisHost: ForwardingHost = { sysctl: setSysctl, exists, run: tryRun };

/**
 * What service addresses need of the kernel: packets forwarded between interfaces, and packets that cross a bridge shown to
 * netfilter. Without the latter the answer of a pod on the client's own bridge takes the short way, past address translation,
 * and the client refuses an answer from an address it never called.
 * @param families for which forwarding is wanted
 */
export async function enableForwarding(families: readonly (4 | 6)[] = [4], host: ForwardingHost = thisHost): Promise<HostOutcome[]> {
  const outcomes = [await bridgeFilter(host)];
  if (families.includes(4)) outcomes.push(await host.sysctl('net.ipv4.ip_forward', '1'), await bridged(host, 'iptables'));
  if (families.includes(6)) outcomes.push(await host.sysctl('net.ipv6.conf.all.forwarding', '1'), await bridged(host, 'ip6tables'));
  return outcomes;
}

const bridged = (host: ForwardingHost, which: string): Promise<HostOutcome> => host.sysctl(`net.bridge.bridge-nf-call-${which}`, '1');

async function bridgeFilter(host: ForwardingHost): Promise<HostOutcome> {
  const what = 'kernel module br_netfilter';
  if (await host.exists('/proc/sys/net/bridge')) return done(what, true);
  const result = await host.run(['modprobe', 'br_netfilter']);
  if (result.code === 0) return done(what, false);
  return refused(what, `${result.stderr.trim() || `modprobe ended with status ${result.code}`}; run "modprobe br_netfilter" as root`);
}
