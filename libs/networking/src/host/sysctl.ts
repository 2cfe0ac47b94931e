import { readFile, writeFile } from 'node:fs/promises';
import { done, refused, type HostOutcome } from './outcome.js';

/** Reads and writes kernel parameters. */
export interface SysctlFiles { read(path: string): Promise<string>; write(path: string, value: string): Promise<void> }

const onDisk: SysctlFiles = { read: (path) => readFile(path, 'utf8'), write: (path, value) => writeFile(path, value) };

/** `net.ipv4.ip_forward` → `/proc/sys/net/ipv4/ip_forward`. Interface names with dots are written with slashes: `net/ipv4/conf/eth0.5/rp_filter`. */
export const sysctlPath = (name: string): string => `/proc/sys/${name.includes('/') ? name : name.replaceAll('.', '/')}`;

/** Sets a kernel parameter unless it has the value. Never throws: the outcome says what to do when it was not permitted. */
export async function setSysctl(name: string, value: string, files: SysctlFiles = onDisk): Promise<HostOutcome> {
  const what = `${name}=${value}`;
  const path = sysctlPath(name);
  try {
    if ((await files.read(path)).trim() === value) return done(what, true);
    await files.write(path, value);
    return done(what, false);
  } catch (error) {
    return refused(what, why(error as NodeJS.ErrnoException, what));
  }
}

function why(error: NodeJS.ErrnoException, what: string): string {
  if (error.code === 'ENOENT') return 'this kernel does not have it (a module may be missing)';
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'EROFS') return `no right to; run "sysctl -w ${what}" as root`;
  return error.message;
}
