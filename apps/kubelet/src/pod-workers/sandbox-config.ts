import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { SandboxConfig } from '@kubets/container-runtime/runtime';
import { hostsFile, nodeHostsFile } from '../hosts/hosts-file.js';
import { kernelHostname, podHostname } from '../hosts/hostname.js';
import { podDns } from '../hosts/resolv-conf.js';
import { DEFAULT_SANDBOX_IMAGE } from '../node-config.js';
import { identityOf, uidOf } from '../pod/identity.js';
import { podDirectory } from '../volumes/paths.js';
import { podLabels } from './annotations.js';
import type { PodContext } from './context.js';

export const hostsFilePath = (rootDir: string, uid: string): string => join(podDirectory(rootDir, uid), 'etc-hosts');

/** Writes the pod's `/etc/hosts`; before the address is known it holds everything else. */
export async function writeHostsFile({ node }: PodContext, pod: Pod, ips: readonly string[]): Promise<void> {
  const path = hostsFilePath(node.rootDir, uidOf(pod));
  await mkdir(podDirectory(node.rootDir, uidOf(pod)), { recursive: true });
  const hostAliases = pod.spec.hostAliases ?? [];
  const content = pod.spec.hostNetwork
    ? nodeHostsFile(await readFile('/etc/hosts', 'utf8').catch(() => '127.0.0.1\tlocalhost\n'), hostAliases)
    : hostsFile({ ips, ...podHostname(pod, node.clusterDomain, node.name), hostAliases });
  await writeFile(path, content, { mode: 0o644 });
}

/** What the engine needs to make the pod's sandbox. Throws when the pod's host name cannot be one. */
export async function sandboxConfig(context: PodContext, pod: Pod, attempt: number): Promise<SandboxConfig> {
  const { node } = context;
  const plainHost = pod.spec.hostNetwork && (pod.spec.hostAliases ?? []).length === 0;
  const nodeDns = await context.nodeDns();
  const dns = podDns(pod, { dns: node.clusterDNS, domain: node.clusterDomain }, nodeDns);
  const own = pod.spec.dnsPolicy === 'Default' && !pod.spec.dnsConfig;
  return {
    pod: identityOf(pod), attempt, image: node.sandboxImage ?? DEFAULT_SANDBOX_IMAGE,
    hostname: kernelHostname(pod, node.clusterDomain, node.name),
    hostNetwork: pod.spec.hostNetwork ?? false, hostPID: pod.spec.hostPID ?? false, hostIPC: pod.spec.hostIPC ?? false,
    shareProcessNamespace: pod.spec.shareProcessNamespace ?? false,
    ...(own ? {} : { dns }), ...(plainHost ? {} : { hostsFile: hostsFilePath(node.rootDir, uidOf(pod)) }),
    sysctls: Object.fromEntries((pod.spec.securityContext?.sysctls ?? []).map((s) => [s.name, s.value])),
    labels: podLabels(pod), annotations: pod.metadata.annotations ?? {},
  };
}
