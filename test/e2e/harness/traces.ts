import { execFileSync } from 'node:child_process';
import { outputOf } from './machine.js';

/** Names and ranges under which a cluster is found on this machine. */
export interface Traces { readonly name: string; readonly clusterCIDR: string; readonly serviceCIDR: string }

const quietly = (program: string, ...args: string[]): void => { try { execFileSync(program, args, { stdio: 'ignore' }); } catch { /* it was not there */ } };

/** Removes what a cluster that was killed has left: containers, networks, rules and routes. Touches nothing of any other cluster. */
export function removeTraces({ name, clusterCIDR, serviceCIDR }: Traces): void {
  const left = outputOf('docker', 'ps', '-aq', '--filter', `label=kubets.cluster=${name}`).split('\n').filter(Boolean);
  if (left.length) quietly('docker', 'rm', '-f', '-v', ...left);
  const networks = outputOf('docker', 'network', 'ls', '-q', '--filter', `name=^${name}`).split('\n').filter(Boolean);
  if (networks.length) quietly('docker', 'network', 'rm', ...networks);
  quietly('nft', 'delete', 'table', 'inet', name);
  quietly('ip', 'route', 'del', 'unreachable', clusterCIDR);
  quietly('ip', 'route', 'del', serviceCIDR, 'dev', 'lo');
}
