import { rm } from 'node:fs/promises';
import { RuntimeError } from '../runtime.js';
import { cgroupUsage } from './cgroup.js';
import { Containers } from './containers.js';
import { connectEngine, type Engine, engineMessage, unlessAlready } from './engine.js';
import { events } from './events.js';
import { execSync } from './exec-sync.js';
import { hairpin } from './hairpin.js';
import { Images } from './images.js';
import { type Owner, ownedBy } from './labels.js';
import { logs } from './logs.js';
import { ensureNetwork, removeNetwork } from './network.js';
import { createOomFloor } from './oom-score.js';
import type { DockerRuntime, DockerRuntimeOptions } from './options.js';
import { portForward } from './port-forward.js';
import { Sandboxes } from './sandboxes.js';
import { attach, exec } from './sessions.js';

interface EngineVersion { readonly Version: string; readonly ApiVersion: string }

async function networkProblem(engine: Engine, name: string): Promise<string> {
  try { await engine.call(`find pod network "${name}"`, (docker) => docker.getNetwork(name).inspect()); return ''; } catch (error) { return engineMessage(error); }
}

/** Removes everything that carries the labels of this cluster and node. */
async function removeOwned(engine: Engine, owner: Owner): Promise<void> {
  const found = await engine.call('list containers', (docker) => docker.listContainers({ all: true, filters: { label: ownedBy(owner) } }));
  await Promise.all(found.map((info) => engine.call(`remove container ${info.Id}`, (docker) =>
    unlessAlready([404, 409], docker.getContainer(info.Id).remove({ force: true, v: true })))));
}

/** Pods on a Docker engine. Creates or verifies the node's pod network, and fails with what to do when the engine does not answer. */
export async function createDockerRuntime(options: DockerRuntimeOptions): Promise<DockerRuntime> {
  const { network, log, stateDir, now = Date.now, nodePath = process.execPath, execOutputBytes = 16 * 1024 } = options;
  const owner: Owner = { cluster: options.cluster, node: options.node };
  const engine = await connectEngine(options.socketPath);
  const version = (): Promise<EngineVersion> => engine.call('ask for the version', (docker) => docker.version() as Promise<EngineVersion>);
  try {
    await ensureNetwork(engine, network, owner, Number.parseInt((await version()).Version, 10));
  } catch (error) { engine.close(); throw error; }

  const oomFloor = createOomFloor();
  const images = new Images(engine);
  const sandboxes = new Sandboxes({
    engine, images, owner, network: network.name, connected: hairpin(network.bridge, log), stateDir, oomFloor, log, now,
    ...(options.resolvConf === undefined ? {} : { resolvConf: options.resolvConf }),
  });
  const containers = new Containers({
    engine, sandboxes, owner, oomFloor, logMaxBytes: options.logMaxBytes, logMaxFiles: options.logMaxFiles,
    seccompProfileRoot: options.seccompProfileRoot ?? '/var/lib/kubelet/seccomp',
  });
  const closed = new AbortController();

  const runtime: DockerRuntime = {
    name: 'docker',
    version: async () => { const v = await version(); return { runtime: 'docker', version: v.Version, apiVersion: v.ApiVersion }; },
    status: async () => {
      try { await engine.call('reach the engine', (docker) => docker.ping()); } catch (error) {
        return { runtimeReady: false, networkReady: false, message: (error as Error).message };
      }
      const problem = await networkProblem(engine, network.name);
      return { runtimeReady: true, networkReady: problem === '', message: problem };
    },
    runPodSandbox: (config) => sandboxes.run(config),
    stopPodSandbox: (id) => sandboxes.stop(id),
    removePodSandbox: (id) => sandboxes.remove(id),
    listPodSandboxes: () => sandboxes.list(),
    createContainer: async (sandboxId, config) => ({ id: await containers.create(sandboxId, config) }),
    startContainer: (id) => containers.start(id),
    stopContainer: (id, graceSeconds) => containers.stop(id, graceSeconds),
    removeContainer: (id) => containers.remove(id),
    listContainers: () => containers.list(),
    containerStatus: (id) => containers.status(id),
    updateResources: (id, resources) => containers.updateResources(id, resources),
    execSync: (id, command, timeoutSeconds) => execSync(engine, id, command, timeoutSeconds, execOutputBytes),
    exec: (id, execOptions) => exec(engine, id, execOptions),
    attach: (id, attachOptions) => attach(engine, id, attachOptions),
    portForward: async (sandboxId, port) => {
      if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new RuntimeError('Failed', `port ${port} is not between 1 and 65535`);
      return portForward(await sandboxes.place(sandboxId), port, nodePath);
    },
    logs: (id, logOptions) => logs(engine, id, logOptions),
    pullImage: (image, auth) => images.pull(image, auth),
    imageStatus: (image) => images.status(image),
    listImages: () => images.list(),
    removeImage: (id) => images.remove(id),
    events: (signal) => events(engine, owner, log, AbortSignal.any([signal, closed.signal])),
    stats: async () => {
      const usages = await Promise.all((await containers.pids()).map(async ({ id, pid }) => ({ id, usage: await cgroupUsage(pid), timestamp: now() })));
      return usages.flatMap(({ id, usage, timestamp }) => (usage === undefined ? [] : [{ containerId: id, ...usage, timestamp }]));
    },
    close: async () => { closed.abort(); engine.close(); },
    removeNetwork: () => removeNetwork(engine, network),
    destroy: async () => {
      await removeOwned(engine, owner);
      await removeNetwork(engine, network);
      await rm(stateDir, { recursive: true, force: true });
      await runtime.close();
    },
  };
  return runtime;
}
