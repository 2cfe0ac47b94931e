import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@kubets/cli/embedded/free-port';
import { Kubectl } from './kubectl.js';
import { freeRanges } from './machine.js';
import { removeTraces } from './traces.js';
import type { TestCluster } from './cluster.js';

/** Far more than it takes; a cluster that hangs shall not hang the suite. */
const READY_SECONDS = 60;
const BUNDLE = resolve(import.meta.dirname, '../../../dist/kubets.mjs');

/** The embedded cluster as its user runs it: the bundle in a process of its own. */
export async function embeddedCluster(flags: readonly string[] = []): Promise<TestCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kubets-e2e-'));
  const port = await freePort('127.0.0.1');
  const { clusterCIDR, serviceCIDR } = freeRanges();
  const args = ['--data-dir', dataDir, '--secure-port', String(port), '--cluster-cidr', clusterCIDR, '--service-cidr', serviceCIDR, ...flags];
  let child: ChildProcess | undefined;
  let output = '';
  const kubeconfig = join(dataDir, 'kubeconfig');

  const start = async (): Promise<void> => {
    output = '';
    const started = spawn(process.execPath, ['--enable-source-maps', BUNDLE, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    await new Promise<void>((ready, fail) => {
      const take = (chunk: Buffer): void => { output += chunk.toString(); if (output.includes('export KUBECONFIG=')) ready(); };
      started.stdout.on('data', take);
      started.stderr.on('data', take);
      started.on('exit', (code) => fail(new Error(`the cluster ended with ${code} before it was ready:\n${output}`)));
      setTimeout(() => { if (!output.includes('export KUBECONFIG=')) { started.kill('SIGKILL'); fail(new Error(`the cluster was not ready after ${READY_SECONDS} s:\n${output}`)); } }, READY_SECONDS * 1000).unref();
    });
    started.removeAllListeners('exit');
  };
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const ending = child;
    if (!ending || ending.exitCode !== null || ending.signalCode !== null) return ending?.exitCode ?? null;
    const gone = new Promise<number | null>((resolveCode) => { ending.on('exit', (code) => resolveCode(code)); });
    ending.kill(signal);
    return gone;
  };
  const cluster = `kubets-${createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 8)}`;
  try { await start(); } catch (error) { removeTraces({ name: cluster, clusterCIDR, serviceCIDR }); await rm(dataDir, { recursive: true, force: true }); throw error; }
  return {
    kubectl: new Kubectl(kubeconfig), kubeconfig, clusterCIDR, serviceCIDR, label: `kubets.cluster=${cluster}`, table: cluster,
    output: () => output, start, stop: () => end('SIGINT'), kill: () => end('SIGKILL'),
    async destroy() {
      await end('SIGINT');
      removeTraces({ name: cluster, clusterCIDR, serviceCIDR });
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
