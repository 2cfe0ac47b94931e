import { readFileSync, readlinkSync } from 'node:fs';
import { codeOf } from '../failure.js';

/**
 * A process, so described that another one can tell whether it is still there. A pid alone will not do: pids are used again,
 * and in a container they start over at 1.
 */
export interface ProcessIdentity {
  readonly pid: number;
  /** Start time in clock ticks since boot; empty where `/proc` is missing. */
  readonly started: string;
  /** The kernel's boot id; a lock from before a reboot is stale. */
  readonly boot: string;
  /** Pid namespace: a pid of another one says nothing here. */
  readonly namespace: string;
}

export function ownIdentity(): ProcessIdentity {
  return {
    pid: process.pid,
    started: startTime(process.pid) ?? '',
    boot: attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()) ?? '',
    namespace: attempt(() => readlinkSync('/proc/self/ns/pid')) ?? '',
  };
}

/** `unknown`: it lives, if it lives, where this process cannot look. */
export function liveness(other: ProcessIdentity, own: ProcessIdentity): 'alive' | 'dead' | 'unknown' {
  if (other.boot !== own.boot) return 'dead';
  if (other.namespace !== own.namespace) return 'unknown';
  if (own.started !== '') return startTime(other.pid) === other.started ? 'alive' : 'dead';
  try {
    process.kill(other.pid, 0);
    return 'alive';
  } catch (error) {
    return codeOf(error) === 'EPERM' ? 'alive' : 'dead';
  }
}

/** Field 22 of `/proc/<pid>/stat`; the name in field 2 may hold blanks and parentheses. A zombie holds nothing any more. */
function startTime(pid: number): string | undefined {
  const fields = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' '));
  return fields?.[0] === 'Z' || fields?.[0] === 'X' ? undefined : fields?.[19];
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
