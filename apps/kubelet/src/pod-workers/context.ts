import type { Pod } from '@kubets/api/core/v1/pod';
import type { Service } from '@kubets/api/core/v1/service';
import type { Logger } from '@kubets/component/log';
import type { ContainerRuntime } from '@kubets/container-runtime/runtime';
import type { Clock } from '../clock.js';
import type { DnsSettings } from '../hosts/resolv-conf.js';
import type { ImageManager } from '../images/image-manager.js';
import type { KubeletMetrics } from '../metrics.js';
import type { NodeConfig } from '../node-config.js';
import type { ReferencedObjects } from '../objects/referenced-objects.js';
import type { ProbeManager } from '../probes/probe-manager.js';
import type { NetworkChecks } from '../probes/prober.js';
import type { RuntimeState } from '../runtime-state/runtime-state.js';
import type { StatusManager } from '../status/status-manager.js';
import type { Mounter } from '../volumes/mounter.js';
import type { TokenCache } from '../volumes/tokens.js';
import type { Backoff } from './backoff.js';

/** What all pod workers of a node share. */
export interface PodContext {
  readonly node: NodeConfig;
  readonly clock: Clock;
  readonly log: Logger;
  readonly runtime: ContainerRuntime;
  readonly state: RuntimeState;
  readonly images: ImageManager;
  readonly probes: ProbeManager;
  readonly network: NetworkChecks;
  readonly objects: ReferencedObjects;
  readonly tokens: TokenCache;
  readonly mounter: Mounter;
  readonly status: StatusManager;
  readonly metrics: KubeletMetrics;
  /** Delays of crashing containers, by `<pod uid>/<container>`. */
  readonly backoff: Backoff;
  /** Quantities by resource name. */
  readonly allocatable: Readonly<Record<string, string>>;
  /** Bytes. */
  readonly memoryCapacity: number;
  /** Services of a namespace, and the API server's. */
  services(namespace: string): readonly Service[];
  /** The node's own resolver settings. */
  nodeDns(): Promise<DnsSettings>;
  event(pod: Pod, type: 'Normal' | 'Warning', reason: string, message: string, fieldPath?: string): void;
}
