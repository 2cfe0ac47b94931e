import { execFileSync } from 'node:child_process';
import type { Kubectl } from './kubectl.js';

/** A running cluster under test, however its components are arranged. */
export interface TestCluster {
  readonly kubectl: Kubectl;
  readonly kubeconfig: string;
  readonly clusterCIDR: string;
  readonly serviceCIDR: string;
  /** Label that all its containers carry, `key=value`. */
  readonly label: string;
  /** Name of its nftables table. */
  readonly table: string;
  /** Everything printed since the last start. */
  output(): string;
  start(): Promise<void>;
  /** As Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | null>;
  /** `kill -9` of everything at once. */
  kill(): Promise<number | null>;
  /** Stops and removes every trace. */
  destroy(): Promise<void>;
}

const docker = (...args: string[]): string => execFileSync('docker', args, { encoding: 'utf8' }).trim();

/** Ids of the cluster's containers, stopped ones included; narrowed by more filters. */
export function containersOf(cluster: TestCluster, ...filters: string[]): string[] {
  return docker('ps', '-aq', '--filter', `label=${cluster.label}`, ...filters.flatMap((f) => ['--filter', f])).split('\n').filter(Boolean);
}

export const killContainer = (id: string): string => docker('kill', id);

/** The cluster's rules as text; empty when the table is not there. */
export function rulesOf(cluster: TestCluster): string {
  try { return execFileSync('nft', ['list', 'table', 'inet', cluster.table], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }); } catch { return ''; }
}
