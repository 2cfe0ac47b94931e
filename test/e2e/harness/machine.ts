import { execFileSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { networkInterfaces } from 'node:os';

const works = (program: string, ...args: string[]): boolean => {
  try { execFileSync(program, args, { stdio: 'ignore', timeout: 10_000 }); return true; } catch { return false; }
};

/** What a program prints; empty where it is missing or fails, as `docker` does where no engine runs. */
export const outputOf = (program: string, ...args: string[]): string => {
  try { return execFileSync(program, args, { encoding: 'utf8', timeout: 30_000, stdio: ['ignore', 'pipe', 'ignore'] }); } catch { return ''; }
};

/** Why a version of kubectl cannot be used: by name. */
export const missingKubectl = (program: string): string | undefined => works(program, 'version', '--client') ? undefined : `no ${program}`;

/** What the end-to-end suites need; each that is missing is a reason to skip, by name. */
export function missingForContainers(): string | undefined {
  if (!works('docker', 'info')) return 'no Docker engine answers';
  for (const image of ['nginx:1.27', 'busybox:1.36', 'registry.k8s.io/pause:3.10']) if (!works('docker', 'image', 'inspect', image)) return `image ${image} is not here`;
  if (!works('kubectl', 'version', '--client')) return 'no kubectl';
  if (!works('nft', 'list', 'tables')) return 'no rights for nftables';
  return undefined;
}

/** Ranges that nothing on this machine uses: parallel runs do not meet. */
export function freeRanges(): { clusterCIDR: string; serviceCIDR: string } {
  const networks = outputOf('docker', 'network', 'ls', '-q').split('\n').filter(Boolean);
  const taken = networks.length ? outputOf('docker', 'network', 'inspect', '-f', '{{range .IPAM.Config}}{{.Subnet}} {{end}}', ...networks) : '';
  const routes = outputOf('ip', 'route');
  const own = Object.values(networkInterfaces()).flat().map((a) => a?.address).join(' ');
  for (;;) {
    const second = 16 + 2 * randomInt(100);
    const used = [`10.${second}.`, `10.${second + 1}.`].some((prefix) => [taken, routes, own].some((text) => text.includes(prefix)));
    if (!used) return { clusterCIDR: `10.${second}.0.0/16`, serviceCIDR: `10.${second + 1}.0.0/16` };
  }
}
