import type Docker from 'dockerode';
import type { ContainerConfig, ContainerResources, Mount } from '../runtime.js';
import { containerLabels, containerName, type Owner, type SandboxFacts } from './labels.js';

/** What a container's definition needs besides its own configuration. */
export interface ContainerContext {
  readonly owner: Owner;
  readonly sandboxId: string;
  readonly facts: SandboxFacts;
  /** Path on the node of the generated resolv.conf. */
  readonly resolvConf: string;
  readonly securityOptions: readonly string[];
  readonly logConfig: NonNullable<Docker.HostConfig['LogConfig']>;
  /** Lowest OOM score adjustment that this engine may set. */
  readonly oomFloor: number;
}

type BindOptions = { Propagation: Docker.MountPropagation; ReadOnlyNonRecursive?: boolean };

/** Mounts by the API's `Mounts`: unlike `Binds` it allows colons in paths and refuses a missing source instead of making a folder of it. */
function bind(mount: Mount): Docker.MountSettings {
  const options: BindOptions = { Propagation: mount.propagation === 'private' ? 'rprivate' : mount.propagation };
  // From version 25 on the engine makes read-only mounts recursively so, which Kubernetes does only on request.
  if (mount.readOnly) options.ReadOnlyNonRecursive = true;
  return { Type: 'bind', Source: mount.hostPath, Target: mount.containerPath, ReadOnly: mount.readOnly, BindOptions: options };
}

/** The pod's own files, unless the container mounts something else there. */
function podMounts(config: ContainerConfig, context: ContainerContext): Mount[] {
  const taken = new Set(config.mounts.map((mount) => mount.containerPath));
  const files: [string, string | undefined][] = [['/etc/resolv.conf', context.resolvConf], ['/etc/hosts', context.facts.hostsFile]];
  return files.flatMap(([containerPath, hostPath]) =>
    (hostPath === undefined || taken.has(containerPath) ? [] : [{ hostPath, containerPath, readOnly: config.security.readOnlyRootFilesystem, propagation: 'private' as const }]));
}

/** Limits as the engine's API names them; 0 is none. Swap is never given beyond memory, as on nodes without swap. */
export function resourceLimits(resources: ContainerResources): Docker.HostConfig {
  return {
    CpuShares: resources.cpuShares,
    CpuPeriod: resources.cpuQuota > 0 ? 100_000 : 0,
    CpuQuota: Math.max(resources.cpuQuota, 0),
    Memory: resources.memoryLimit, MemorySwap: resources.memoryLimit,
    ...(resources.pidsLimit === undefined ? {} : { PidsLimit: resources.pidsLimit }),
  };
}

const given = (list: readonly string[] | undefined): string[] | undefined => (list === undefined || list.length === 0 ? undefined : [...list]);

/** The engine's create request for a container of a pod. `command` replaces the image's entrypoint, `args` its command, as in the pod API. */
export function containerSpec(config: ContainerConfig, context: ContainerContext): Docker.ContainerCreateOptions {
  const { facts, sandboxId } = context;
  const { security } = config;
  const joined = `container:${sandboxId}`;
  const entrypoint = given(config.command);
  const cmd = given(config.args);
  return {
    name: containerName(config.name, config.pod, config.attempt),
    Image: config.image,
    ...(entrypoint === undefined ? {} : { Entrypoint: entrypoint }),
    ...(cmd === undefined ? {} : { Cmd: cmd }),
    ...(config.workingDir === undefined || config.workingDir === '' ? {} : { WorkingDir: config.workingDir }),
    ...(security.user === undefined ? {} : { User: security.user }),
    ...(config.stopSignal === undefined ? {} : { StopSignal: config.stopSignal }),
    Env: config.env.map(({ name, value }) => `${name}=${value}`),
    OpenStdin: config.stdin, StdinOnce: config.stdinOnce, Tty: config.tty,
    Labels: containerLabels(context.owner, sandboxId, config),
    // Probes are the kubelet's; an image's HEALTHCHECK would only cost.
    Healthcheck: { Test: ['NONE'] },
    HostConfig: {
      NetworkMode: joined,
      IpcMode: facts.hostIPC ? 'host' : joined,
      ...(facts.hostPID ? { PidMode: 'host' } : facts.shareProcessNamespace ? { PidMode: joined } : {}),
      ...(facts.hostNetwork ? { UTSMode: 'host' } : {}),
      Mounts: [...config.mounts, ...podMounts(config, context)].map(bind),
      LogConfig: context.logConfig,
      RestartPolicy: { Name: 'no' },
      Privileged: security.privileged,
      ReadonlyRootfs: security.readOnlyRootFilesystem,
      CapAdd: [...security.addCapabilities], CapDrop: [...security.dropCapabilities],
      GroupAdd: security.supplementalGroups.map(String),
      SecurityOpt: [...context.securityOptions],
      OomScoreAdj: Math.max(config.resources.oomScoreAdj, context.oomFloor),
      ...resourceLimits(config.resources),
    },
  };
}
