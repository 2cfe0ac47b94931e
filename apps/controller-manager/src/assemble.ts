import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { reasonOf } from '@kubets/client/error-code';
import { UserError } from '@kubets/component/user-error';
import { ControllerManager, type ControllerManagerOptions } from './controller-manager.js';
import type { ControllerManagerFlags } from './flags.js';
import type { ManagerHost } from './host.js';
import { ManagerProcess } from './process/manager-process.js';
import { servingTls } from './process/serving-tls.js';

/** @throws UserError when a file cannot be read or a number makes no sense */
export async function managerOptions(flags: ControllerManagerFlags): Promise<ControllerManagerOptions> {
  const file = flags['root-ca-file'];
  const rootCA = file && await readFile(file, 'utf8').catch((error: unknown) => { throw new UserError(`the file named by --root-ca-file cannot be read: ${reasonOf(error)}`); });
  const perSlice = flags['max-endpoints-per-slice'];
  if (perSlice < 1 || perSlice > 1000) throw new UserError(`--max-endpoints-per-slice is ${perSlice}; it must be from 1 to 1000`, 2);
  return {
    controllers: flags.controllers, maxEndpointsPerSlice: perSlice, concurrentGCSyncs: flags['concurrent-gc-syncs'], terminatedPodGCThreshold: flags['terminated-pod-gc-threshold'],
    nodeMonitorGracePeriod: flags['node-monitor-grace-period'], nodeStartupGracePeriod: flags['node-startup-grace-period'], nodeEvictionRate: flags['node-eviction-rate'],
    ...(rootCA ? { rootCA } : {}), ...(flags['cluster-cidr'] && flags['allocate-node-cidrs'] ? { clusterCIDR: flags['cluster-cidr'] } : {}),
    ...(flags['node-cidr-mask-size'] ? { nodeCIDRMaskSize: flags['node-cidr-mask-size'] } : {}),
  };
}

/** The controller manager of a process of its own. @param onLost see {@link ManagerProcess} */
export async function createManagerProcess(flags: ControllerManagerFlags, host: ManagerHost, onLost: () => void): Promise<ManagerProcess> {
  const manager = new ControllerManager({ host, options: await managerOptions(flags) });
  const tls = flags['secure-port'] > 0 ? await servingTls(flags, host.now()) : undefined;
  return new ManagerProcess({ flags, host, manager, tls, identity: `${hostname()}_${randomUUID()}`, onLost });
}
