import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { RuntimeError, type SandboxConfig, type SandboxStatus } from '../runtime.js';
import { type Engine, statusOf, unlessAlready } from './engine.js';
import { type Images } from './images.js';
import { attemptOf, callerLabels, factsOf, label, type Owner, ownedBy, podOf, type SandboxFacts } from './labels.js';
import type { OomFloor } from './oom-score.js';
import type { RuntimeLog } from './options.js';
import { formatResolvConf, nodeResolvConf } from './resolv-conf.js';
import { sandboxSpec } from './sandbox-config.js';

export interface SandboxesOptions {
  readonly engine: Engine;
  readonly images: Images;
  readonly owner: Owner;
  readonly network: string;
  /** Called after a pod has been connected to the network. */
  readonly connected?: () => Promise<void>;
  readonly stateDir: string;
  readonly resolvConf?: string;
  readonly oomFloor: OomFloor;
  readonly log: RuntimeLog;
  readonly now: () => number;
}

/** Pause containers and the pods' files. */
export class Sandboxes {
  /** Saves an inspect per container; rebuilt from labels after a restart. */
  private readonly facts = new Map<string, SandboxFacts>();
  constructor(private readonly options: SandboxesOptions) {}

  async run(config: SandboxConfig): Promise<{ id: string; ip: string }> {
    const facts = await this.describe(config);
    const { id, ip } = await this.startLearning(config, facts);
    this.facts.set(id, facts);
    return { id, ip };
  }

  private async describe(config: SandboxConfig): Promise<SandboxFacts> {
    const { hostNetwork, hostPID, hostIPC, shareProcessNamespace, hostsFile } = config;
    const resolvConf = config.dns === undefined ? await nodeResolvConf(this.options.resolvConf, hostNetwork) : formatResolvConf(config.dns);
    return { hostNetwork, hostPID, hostIPC, shareProcessNamespace, resolvConf, ...(hostsFile === undefined ? {} : { hostsFile }) };
  }

  /** A first failure while the OOM score is negative may be that alone: tries again without, and remembers. */
  private async startLearning(config: SandboxConfig, facts: SandboxFacts): Promise<{ id: string; ip: string }> {
    try {
      return await this.start(config, facts);
    } catch (error) {
      if (!(error instanceof RuntimeError) || error.code !== 'StartFailed' || this.options.oomFloor.value >= 0) throw error;
      const known = this.options.oomFloor.value;
      this.options.oomFloor.value = 0;
      try {
        const started = await this.start(config, facts);
        this.options.log.warn('the engine may not lower OOM scores (CAP_SYS_RESOURCE is missing); pods run without that protection', { error: error.message });
        return started;
      } catch { this.options.oomFloor.value = known; throw error; }
    }
  }

  private async start(config: SandboxConfig, facts: SandboxFacts): Promise<{ id: string; ip: string }> {
    const { engine, owner, network, oomFloor, now } = this.options;
    const what = `start sandbox of pod ${config.pod.namespace}/${config.pod.name}`;
    const spec = sandboxSpec(config, { owner, network, facts, oomFloor: oomFloor.value, now: now() });
    const id = await this.create(spec, what);
    try {
      await Promise.all([this.writeResolvConf(id, facts), engine.call(what, (docker) => docker.getContainer(id).start())]);
      if (facts.hostNetwork) return { id, ip: '' };
      const [info] = await Promise.all([engine.call(what, (docker) => docker.getContainer(id).inspect()), this.options.connected?.()]);
      return { id, ip: info.NetworkSettings.Networks[network]?.IPAddress ?? '' };
    } catch (error) {
      await this.remove(id).catch(() => undefined);
      throw error instanceof RuntimeError && error.code !== 'Unavailable' ? new RuntimeError('StartFailed', error.message) : error;
    }
  }

  private async create(spec: Docker.ContainerCreateOptions, what: string): Promise<string> {
    const { engine, images } = this.options;
    return engine.call(what, async (docker) => {
      const attempt = async (): Promise<string> => (await docker.createContainer(spec)).id;
      try { return await attempt(); } catch (error) {
        if (statusOf(error) === 404) { await images.pullPause(spec.Image ?? ''); return attempt(); }
        if (statusOf(error) !== 409) throw error;
        // An earlier process died between create and start: nobody knows that container.
        const left = await docker.getContainer(spec.name ?? '').inspect();
        if (left.Config.Labels[label.cluster] !== this.options.owner.cluster || left.State.Running) throw error;
        await this.remove(left.Id);
        return attempt();
      }
    });
  }

  resolvConfPath(id: string): string { return join(this.options.stateDir, 'sandboxes', id, 'resolv.conf'); }

  private async writeResolvConf(id: string, facts: SandboxFacts): Promise<void> {
    const path = this.resolvConfPath(id);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, facts.resolvConf, { mode: 0o644 });
  }

  /** What a container that joins sandbox `id` inherits. After a restart it comes from the sandbox's labels, and lost files are written anew. */
  async factsFor(id: string): Promise<SandboxFacts> {
    const known = this.facts.get(id);
    if (known !== undefined) return known;
    const info = await this.options.engine.call(`find sandbox ${id}`, (docker) => docker.getContainer(id).inspect());
    const facts = factsOf(info.Config.Labels);
    if (facts === undefined) throw new RuntimeError('NotFound', `container ${id} is not a sandbox`);
    const score = info.HostConfig.OomScoreAdj ?? 0;
    if (score > this.options.oomFloor.value && score >= 0) this.options.oomFloor.value = 0;
    await this.writeResolvConf(id, facts);
    this.facts.set(id, facts);
    return facts;
  }

  /** Process id of the pause process as the engine's host counts, its address, and whether it has the host's network. */
  async place(id: string): Promise<{ pid: number; ip: string; hostNetwork: boolean }> {
    const info = await this.options.engine.call(`find sandbox ${id}`, (docker) => docker.getContainer(id).inspect());
    if (!info.State.Running) throw new RuntimeError('Conflict', `sandbox ${id} is not running`);
    return { pid: info.State.Pid, ip: info.NetworkSettings.Networks[this.options.network]?.IPAddress ?? '', hostNetwork: info.HostConfig.NetworkMode === 'host' };
  }

  private members(id: string): Promise<Docker.ContainerInfo[]> {
    return this.options.engine.call(`list containers of sandbox ${id}`, (docker) =>
      docker.listContainers({ all: true, filters: { label: ownedBy(this.options.owner, `${label.sandbox}=${id}`) } }));
  }

  async stop(id: string): Promise<void> {
    const kill = (container: string): Promise<void> => this.options.engine.call(`stop container ${container}`, (docker) =>
      unlessAlready([304, 404, 409], docker.getContainer(container).kill({ signal: 'SIGKILL' })));
    const members = await this.members(id);
    await Promise.all(members.filter((member) => member.State === 'running' || member.State === 'paused').map((member) => kill(member.Id)));
    await kill(id);
  }

  async remove(id: string): Promise<void> {
    const drop = (container: string): Promise<void> => this.options.engine.call(`remove container ${container}`, (docker) =>
      unlessAlready([404, 409], docker.getContainer(container).remove({ force: true, v: true })));
    await Promise.all((await this.members(id)).map((member) => drop(member.Id)));
    await drop(id);
    this.facts.delete(id);
    await rm(join(this.resolvConfPath(id), '..'), { recursive: true, force: true });
  }

  async list(): Promise<SandboxStatus[]> {
    const { engine, owner, network } = this.options;
    const found = await engine.call('list sandboxes', (docker) =>
      docker.listContainers({ all: true, filters: { label: ownedBy(owner, `${label.type}=podsandbox`) } }));
    return found.map((info) => ({
      id: info.Id, pod: podOf(info.Labels), attempt: attemptOf(info.Labels), ready: info.State === 'running',
      ip: info.NetworkSettings.Networks[network]?.IPAddress ?? '',
      createdAt: Number(info.Labels[label.created] ?? info.Created * 1000),
      ...callerLabels(info.Labels),
    }));
  }
}
