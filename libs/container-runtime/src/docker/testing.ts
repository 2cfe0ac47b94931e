import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RuntimeLog } from './options.js';
import type { RuntimeUnderTest } from '../contract/runtime-contract.js';
import { connectEngine } from './engine.js';
import { ownedBy } from './labels.js';
import { overlaps } from './network.js';
import type { DockerRuntime, DockerRuntimeOptions } from './options.js';
import { createDockerRuntime } from './runtime.js';

export const quiet: RuntimeLog = { debug: () => undefined, info: () => undefined, warn: () => undefined };

/** Options for a cluster of this run alone: labels, names and a /24 that no network of the engine overlaps. */
export async function uniqueOptions(): Promise<DockerRuntimeOptions> {
  const run = randomBytes(4).toString('hex');
  const engine = await connectEngine();
  try {
    const networks = await engine.call('list networks', (docker) => docker.listNetworks());
    const taken = networks.flatMap((network) => network.IPAM?.Config ?? []).map((config) => config.Subnet ?? '').filter((subnet) => /^[\d.]+\/\d+$/.test(subnet));
    const free = Array.from({ length: 120 }, (_, i) => `10.244.${128 + i}.0/24`).filter((subnet) => !taken.some((other) => overlaps(other, subnet)));
    const podCIDR = free[(randomBytes(1)[0] ?? 0) % free.length];
    if (podCIDR === undefined) throw new Error('no /24 of 10.244.128.0/17 is free of Docker networks');
    return {
      cluster: `test-${run}`, node: 'node-1', stateDir: await mkdtemp(join(tmpdir(), 'kubets-runtime-')), logMaxBytes: 10 * 2 ** 20, logMaxFiles: 5, log: quiet,
      network: { name: `kubets-test-${run}`, bridge: `kt-${run}`, podCIDR, gateway: podCIDR.replace('.0/24', '.1'), clusterCIDR: '10.244.0.0/16', serviceCIDR: '10.96.0.0/12' },
    };
  } finally { engine.close(); }
}

/** Another run may take the same subnet between choosing and creating: chooses again. */
export async function createTestRuntime(tries = 5): Promise<{ runtime: DockerRuntime; options: DockerRuntimeOptions }> {
  const options = await uniqueOptions();
  try { return { runtime: await createDockerRuntime(options), options }; } catch (error) {
    await rm(options.stateDir, { recursive: true, force: true });
    if (tries <= 1) throw error;
    return createTestRuntime(tries - 1);
  }
}

/** Removes what a run made, and throws when anything is left. */
export async function assertNothingLeft(runtime: DockerRuntime, options: DockerRuntimeOptions): Promise<void> {
  const engine = await connectEngine();
  try {
    const owned = (): Promise<{ Names: string[] }[]> => engine.call('list containers', (docker) => docker.listContainers({ all: true, filters: { label: ownedBy(options) } }));
    const forgotten = (await owned()).flatMap((info) => info.Names);
    await runtime.destroy();
    const networks = await engine.call('list networks', (docker) => docker.listNetworks({ filters: { name: [options.network.name] } }));
    const folder = await stat(options.stateDir).then(() => true, () => false);
    if (forgotten.length > 0 || (await owned()).length > 0 || networks.length > 0 || folder) {
      throw new Error(`the run left: containers ${forgotten.join(', ') || 'none'}, ${networks.length} networks, state folder ${folder ? 'still there' : 'gone'}`);
    }
  } finally { engine.close(); }
}

export async function dockerUnderTest(): Promise<RuntimeUnderTest> {
  const { runtime, options } = await createTestRuntime();
  return { runtime, reopen: () => createDockerRuntime(options), cleanup: () => assertNothingLeft(runtime, options) };
}
