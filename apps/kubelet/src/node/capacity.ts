import type { NodeConfig } from '../node-config.js';
import { milliValue, wholeValue } from '../resources/quantity.js';
import type { Machine } from './machine.js';

export type Resources = Record<string, string>;

/** What the node has, as quantities by resource name; the configuration wins over the machine. */
export const capacityOf = (machine: Machine, node: NodeConfig): Resources => ({
  cpu: String(machine.cpus), 'ephemeral-storage': `${Math.floor(machine.storage / 1024)}Ki`, 'hugepages-1Gi': '0', 'hugepages-2Mi': '0',
  memory: `${Math.floor(machine.memory / 1024)}Ki`, pods: String(node.maxPods), ...node.capacity,
});

/** What pods may use: capacity less what is reserved. */
export function allocatableOf(capacity: Resources, reserved: Readonly<Record<string, string>> = {}): Resources {
  const result = { ...capacity };
  for (const [name, amount] of Object.entries(reserved)) {
    const has = result[name];
    if (has === undefined) continue;
    result[name] = name === 'cpu' ? `${Math.max(0, milliValue(has) - milliValue(amount))}m` : String(Math.max(0, wholeValue(has) - wholeValue(amount)));
  }
  return result;
}
