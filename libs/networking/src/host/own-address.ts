import { networkInterfaces } from 'node:os';

/** Interfaces that belong to containers and virtual machines, not to the host's own networks. */
const VIRTUAL = /^(docker|br-|veth|virbr|cni|flannel|kb-|kubets|ifb|tun|tap)/;

/**
 * The IPv4 address under which this host's pods and other hosts reach it: the first of an interface that is up and its own.
 * `undefined` when there is only loopback.
 */
export function ownAddress(interfaces = networkInterfaces()): string | undefined {
  for (const [name, addresses] of Object.entries(interfaces)) {
    if (VIRTUAL.test(name)) continue;
    const found = addresses?.find((a) => a.family === 'IPv4' && !a.internal);
    if (found) return found.address;
  }
  return undefined;
}
