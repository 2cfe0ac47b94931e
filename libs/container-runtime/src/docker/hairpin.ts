import { enableHairpin } from '@kubets/networking/host/hairpin';
import type { RuntimeLog } from './options.js';

/** Lets pods on the bridge reach themselves through their Services; says once if this host refuses. Call when a pod has been connected. */
export function hairpin(bridge: string, log: RuntimeLog, enable = enableHairpin): () => Promise<void> {
  let refused = false;
  return async () => {
    if (refused) return;
    const outcome = await enable(bridge);
    if (outcome.ok) return;
    refused = true;
    log.warn('pods cannot reach themselves through their Services', { reason: outcome.message });
  };
}
