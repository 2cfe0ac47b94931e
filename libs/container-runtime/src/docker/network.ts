import type Docker from 'dockerode';
import { RuntimeError } from '../runtime.js';
import { type Engine, engineMessage, statusOf } from './engine.js';
import { label, type Owner } from './labels.js';
import type { PodNetwork } from './options.js';

const option = (name: string): string => `com.docker.network.bridge.${name}`;

/** A CIDR's first address as a number, and its prefix length. */
function cidr(text: string): { base: number; bits: number } {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const [a, b, c, d, bits] = (match?.slice(1) ?? []).map(Number);
  if (a === undefined || b === undefined || c === undefined || d === undefined || bits === undefined || Math.max(a, b, c, d) > 255 || bits > 32) {
    throw new RuntimeError('Failed', `"${text}" is not an IPv4 CIDR such as 10.244.0.0/24`);
  }
  const size = 2 ** (32 - bits);
  const address = ((a * 256 + b) * 256 + c) * 256 + d;
  return { base: address - (address % size), bits };
}

const within = (inner: string, outer: string): boolean => {
  const [i, o] = [cidr(inner), cidr(outer)];
  return i.bits >= o.bits && i.base - (i.base % 2 ** (32 - o.bits)) === o.base;
};
export const overlaps = (a: string, b: string): boolean => within(a, b) || within(b, a);

/** Rejects a network that the engine would take but pods could not use. */
export function checkPodNetwork(network: PodNetwork): void {
  if (network.bridge.length > 15) throw new RuntimeError('Failed', `bridge name "${network.bridge}" has ${network.bridge.length} characters; Linux interfaces have at most 15`);
  if (!within(network.podCIDR, network.clusterCIDR)) throw new RuntimeError('Failed', `pod CIDR ${network.podCIDR} is not inside the cluster CIDR ${network.clusterCIDR}`);
  if (!within(`${network.gateway}/32`, network.podCIDR)) throw new RuntimeError('Failed', `gateway ${network.gateway} is not inside the pod CIDR ${network.podCIDR}`);
  if (overlaps(network.podCIDR, network.serviceCIDR)) throw new RuntimeError('Failed', `pod CIDR ${network.podCIDR} overlaps the service CIDR ${network.serviceCIDR}`);
}

/**
 * What the engine is asked for. Masquerading is off because kube-proxy's own table masquerades what leaves the cluster.
 * From version 28 on the engine drops routed traffic to unpublished ports unless the gateway mode is `nat-unprotected`
 * (`routed` would still admit published ports only). See the bridge driver's documentation, "gateway modes".
 */
export function networkSpec(network: PodNetwork, owner: Owner, engineMajor: number): Docker.NetworkCreateOptions {
  return {
    Name: network.name, Driver: 'bridge', CheckDuplicate: true, EnableIPv6: false,
    IPAM: { Driver: 'default', Config: [{ Subnet: network.podCIDR, Gateway: network.gateway }] },
    Options: {
      [option('name')]: network.bridge,
      [option('enable_ip_masquerade')]: 'false',
      [option('enable_icc')]: 'true',
      ...(network.mtu === undefined ? {} : { 'com.docker.network.driver.mtu': String(network.mtu) }),
      ...(engineMajor >= 28 ? { [option('gateway_mode_ipv4')]: 'nat-unprotected' } : {}),
    },
    Labels: { [label.cluster]: owner.cluster, [label.node]: owner.node },
  };
}

/** How an existing network differs from the wanted one; empty when it serves. */
export function networkDifferences(actual: Docker.NetworkInspectInfo, wanted: Docker.NetworkCreateOptions): string[] {
  const differences: string[] = [];
  const [have, want] = [actual.IPAM?.Config?.[0], wanted.IPAM?.Config?.[0]];
  if (have?.Subnet !== want?.Subnet) differences.push(`subnet is ${have?.Subnet ?? 'none'} instead of ${want?.Subnet}`);
  if (have?.Gateway !== want?.Gateway) differences.push(`gateway is ${have?.Gateway ?? 'none'} instead of ${want?.Gateway}`);
  for (const [name, value] of Object.entries(wanted.Options ?? {})) {
    const now = actual.Options?.[name];
    if (now !== value) differences.push(`option ${name} is ${now ?? 'unset'} instead of ${value}`);
  }
  return differences;
}

async function explainCreateFailure(docker: Docker, network: PodNetwork, error: unknown): Promise<Error> {
  const others = await docker.listNetworks().catch(() => []);
  const other = others.find((n) => n.IPAM?.Config?.some((c) => c.Subnet !== undefined && /^[\d./]+$/.test(c.Subnet) && overlaps(c.Subnet, network.podCIDR)));
  const advice = other === undefined ? '' : `; network "${other.Name}" has ${other.IPAM?.Config?.[0]?.Subnet}: remove it (docker network rm ${other.Name}) or choose another pod CIDR`;
  return new RuntimeError('Failed', `cannot create pod network "${network.name}" with ${network.podCIDR}: ${engineMessage(error)}${advice}`);
}

/** Creates the node's pod network, or verifies the one there is; one that differs is replaced when nothing uses it. */
export async function ensureNetwork(engine: Engine, network: PodNetwork, owner: Owner, engineMajor: number): Promise<void> {
  checkPodNetwork(network);
  const wanted = networkSpec(network, owner, engineMajor);
  const found = await engine.call(`find pod network "${network.name}"`, async (docker) => {
    try { return await docker.getNetwork(network.name).inspect() as Docker.NetworkInspectInfo; } catch (error) { if (statusOf(error) === 404) return undefined; throw error; }
  });
  if (found !== undefined) {
    const differences = networkDifferences(found, wanted);
    if (differences.length === 0) return;
    const users = Object.values(found.Containers ?? {}).map((container) => container.Name);
    const what = `pod network "${network.name}" exists, but its ${differences.join(', ')}`;
    if (users.length > 0) throw new RuntimeError('Conflict', `${what}; ${users.length} containers use it (${users.slice(0, 3).join(', ')}): remove them, or restore the former settings`);
    await engine.call(`replace ${what}`, (docker) => docker.getNetwork(found.Id).remove());
  }
  await engine.call(`create pod network "${network.name}"`, async (docker) => {
    try { await docker.createNetwork(wanted); } catch (error) { throw statusOf(error) === 0 ? error : await explainCreateFailure(docker, network, error); }
  });
}

export async function removeNetwork(engine: Engine, network: PodNetwork): Promise<void> {
  await engine.call(`remove pod network "${network.name}"`, async (docker) => {
    try { await docker.getNetwork(network.name).remove(); } catch (error) { if (statusOf(error) !== 404) throw error; }
  });
}
