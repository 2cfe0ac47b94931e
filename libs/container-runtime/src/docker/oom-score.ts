import { readFileSync } from 'node:fs';

const sysResource = 1n << 24n;

/**
 * Lowest OOM score adjustment that containers may get. Lowering it takes CAP_SYS_RESOURCE, which init lacks in some containers and micro-VMs;
 * an engine beside it then fails every start below its own score. Only a guess: {@link createOomFloor}'s owner learns from failures too.
 */
function guess(): number {
  try {
    const bounding = /^CapBnd:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/1/status', 'utf8'))?.[1];
    return bounding !== undefined && (BigInt(`0x${bounding}`) & sysResource) === 0n ? 0 : -1000;
  } catch { return -1000; }
}

/** What this engine has shown it can do; shared by sandboxes and containers. */
export interface OomFloor { value: number }
export const createOomFloor = (): OomFloor => ({ value: guess() });
