import type Docker from 'dockerode';
import type { SandboxConfig } from '../runtime.js';
import { containerName, type Owner, type SandboxFacts, sandboxLabels } from './labels.js';

/** The pause process must be among the last that the kernel kills: with it the pod loses its network. */
export const sandboxOomScore = -998;

export interface SandboxContext {
  readonly owner: Owner;
  readonly network: string;
  readonly facts: SandboxFacts;
  readonly oomFloor: number;
  readonly now: number;
}

/** The engine's create request for a pod's pause container. */
export function sandboxSpec(config: SandboxConfig, context: SandboxContext): Docker.ContainerCreateOptions {
  return {
    name: containerName('POD', config.pod, config.attempt),
    Image: config.image,
    ...(config.hostNetwork ? {} : { Hostname: config.hostname }),
    Labels: sandboxLabels(context.owner, config, context.facts, context.now),
    HostConfig: {
      NetworkMode: config.hostNetwork ? 'host' : context.network,
      IpcMode: config.hostIPC ? 'host' : 'shareable',
      ...(config.hostPID ? { PidMode: 'host' } : {}),
      ...(config.hostNetwork ? { UTSMode: 'host' } : {}),
      Sysctls: { ...config.sysctls },
      RestartPolicy: { Name: 'no' },
      LogConfig: { Type: 'none', Config: {} },
      CpuShares: 2,
      OomScoreAdj: Math.max(sandboxOomScore, context.oomFloor),
      SecurityOpt: ['no-new-privileges'],
    },
  };
}
