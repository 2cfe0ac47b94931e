import type Docker from 'dockerode';
import { type ContainerConfig, type ContainerResources, type ContainerStatus, RuntimeError } from '../runtime.js';
import { containerSpec } from './container-config.js';
import { containerStatus } from './container-status.js';
import { type Engine, statusOf, unlessAlready } from './engine.js';
import { label, type Owner, ownedBy } from './labels.js';
import type { OomFloor } from './oom-score.js';
import type { Sandboxes } from './sandboxes.js';
import { securityOptions } from './security.js';

export interface ContainersOptions {
  readonly engine: Engine;
  readonly sandboxes: Sandboxes;
  readonly owner: Owner;
  readonly logMaxBytes: number;
  readonly logMaxFiles: number;
  readonly seccompProfileRoot: string;
  readonly oomFloor: OomFloor;
}

/** What an inspection said, and what the list said then: as long as the list says the same, it still holds. */
interface Known { readonly listed: string; readonly status: ContainerStatus; readonly pid: number }

const inParallel = 16;

/** The pods' own containers. */
export class Containers {
  private readonly known = new Map<string, Known>();
  constructor(private readonly options: ContainersOptions) {}

  async create(sandboxId: string, config: ContainerConfig): Promise<string> {
    const { engine, owner, sandboxes, logMaxBytes, logMaxFiles, oomFloor } = this.options;
    const what = `create container ${config.name} of pod ${config.pod.namespace}/${config.pod.name}`;
    const facts = await sandboxes.factsFor(sandboxId);
    const spec = containerSpec(config, {
      owner, sandboxId, facts, oomFloor: oomFloor.value, resolvConf: sandboxes.resolvConfPath(sandboxId),
      securityOptions: await securityOptions(config.security, this.options.seccompProfileRoot),
      logConfig: { Type: 'json-file', Config: { 'max-size': String(logMaxBytes), 'max-file': String(logMaxFiles) } },
    });
    return engine.call(what, async (docker) => {
      try { return (await docker.createContainer(spec)).id; } catch (error) {
        if (statusOf(error) !== 409) throw error;
        await this.dropLeftover(docker, spec.name ?? '', error);
        return (await docker.createContainer(spec)).id;
      }
    });
  }

  /** The name is taken: by a container that an earlier process created and never started, else the conflict is real. */
  private async dropLeftover(docker: Docker, name: string, conflict: unknown): Promise<void> {
    const left = await docker.getContainer(name).inspect();
    if (left.Config.Labels[label.cluster] !== this.options.owner.cluster || left.State.Status !== 'created') throw conflict;
    await docker.getContainer(left.Id).remove({ force: true, v: true });
  }

  async start(id: string): Promise<void> {
    try {
      await this.options.engine.call(`start container ${id.slice(0, 12)}`, (docker) => unlessAlready([304], docker.getContainer(id).start()));
    } catch (error) {
      if (!(error instanceof RuntimeError) || error.code === 'Unavailable') throw error;
      // A missing executable is answered as 404 as well: only the container's own absence stays NotFound.
      if (error.code === 'NotFound' && /no such container/i.test(error.message)) throw error;
      throw new RuntimeError('StartFailed', error.message);
    }
  }

  /** The engine waits out the grace period itself, so this call lasts as long. */
  stop(id: string, graceSeconds: number): Promise<void> {
    return this.options.engine.call(`stop container ${id}`, (docker) =>
      unlessAlready([304, 404], docker.getContainer(id).stop({ t: Math.max(0, Math.ceil(graceSeconds)) })));
  }

  async remove(id: string): Promise<void> {
    await this.options.engine.call(`remove container ${id}`, (docker) => unlessAlready([404, 409], docker.getContainer(id).remove({ force: true, v: true })));
    this.known.delete(id);
  }

  async status(id: string): Promise<ContainerStatus | undefined> {
    return (await this.inspect(id))?.status;
  }

  private inspect(id: string, listed = ''): Promise<Known | undefined> {
    return this.options.engine.call(`inspect container ${id}`, async (docker) => {
      try {
        const info = await docker.getContainer(id).inspect();
        const labels = info.Config.Labels;
        if (labels[label.cluster] !== this.options.owner.cluster || labels[label.type] !== 'container') return undefined;
        return { listed, status: containerStatus(info), pid: info.State.Pid };
      } catch (error) { if (statusOf(error) === 404) return undefined; throw error; }
    });
  }

  async list(): Promise<ContainerStatus[]> { return (await this.listKnown()).map((known) => known.status); }

  /** One list call, and one inspection per container whose state changed since the last. */
  private async listKnown(): Promise<Known[]> {
    const { engine, owner } = this.options;
    const found = await engine.call('list containers', (docker) =>
      docker.listContainers({ all: true, filters: { label: ownedBy(owner, `${label.type}=container`) } }));
    const ids = new Set(found.map((info) => info.Id));
    for (const id of this.known.keys()) if (!ids.has(id)) this.known.delete(id);
    const stale = found.filter((info) => this.known.get(info.Id)?.listed !== info.State);
    for (let at = 0; at < stale.length; at += inParallel) {
      await Promise.all(stale.slice(at, at + inParallel).map(async (info) => {
        const now = await this.inspect(info.Id, info.State);
        if (now === undefined) this.known.delete(info.Id);
        // A created one may yet fail to start without leaving that state: it is looked at each time.
        else this.known.set(info.Id, info.State === 'created' ? { ...now, listed: '' } : now);
      }));
    }
    return found.flatMap((info) => this.known.get(info.Id) ?? []);
  }

  /** Process ids of the running containers, for reading their control groups. */
  async pids(): Promise<{ id: string; pid: number }[]> {
    return (await this.listKnown()).filter((known) => known.status.state === 'running').map(({ status, pid }) => ({ id: status.id, pid }));
  }

  async updateResources(id: string, resources: ContainerResources): Promise<void> {
    // In an update 0 means "leave it", −1 "no limit".
    const limit = (value: number): number => (value > 0 ? value : -1);
    await this.options.engine.call(`update resources of container ${id}`, (docker) => docker.getContainer(id).update({
      CpuShares: resources.cpuShares, CpuPeriod: 100_000, CpuQuota: limit(resources.cpuQuota),
      Memory: limit(resources.memoryLimit), MemorySwap: limit(resources.memoryLimit),
      ...(resources.pidsLimit === undefined ? {} : { PidsLimit: limit(resources.pidsLimit) }),
    }));
  }
}
