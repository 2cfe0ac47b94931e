import { readFile, statfs } from 'node:fs/promises';
import { arch, availableParallelism, freemem, release, totalmem } from 'node:os';
import { randomUUID } from 'node:crypto';
import { GIT_VERSION } from '@kubets/component/version';

/** What the kubelet reads off the machine that it runs on. */
export interface Machine {
  readonly cpus: number;
  /** Bytes. */
  readonly memory: number;
  /** Bytes of the file system that holds pods' files. */
  readonly storage: number;
  readonly architecture: string;
  readonly machineID: string;
  readonly systemUUID: string;
  readonly bootID: string;
  readonly kernelVersion: string;
  readonly osImage: string;
  readonly kubeletVersion: string;
}

/** Bytes that are free right now. */
export interface MachinePressure { readonly memoryAvailable: number; readonly storageAvailable: number; readonly storageCapacity: number }

const GO_ARCHITECTURE: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' };
const text = async (path: string): Promise<string> => (await readFile(path, 'utf8').catch(() => '')).trim();

export async function readMachine(rootDir: string): Promise<Machine> {
  const [machineID, systemUUID, bootID, osRelease, disk] = await Promise.all([
    text('/etc/machine-id'), text('/sys/class/dmi/id/product_uuid'), text('/proc/sys/kernel/random/boot_id'), text('/etc/os-release'),
    statfs(rootDir).catch(() => undefined),
  ]);
  const id = machineID || randomUUID().replaceAll('-', '');
  return {
    cpus: availableParallelism(), memory: totalmem(), storage: disk ? disk.blocks * disk.bsize : 0,
    architecture: GO_ARCHITECTURE[arch()] ?? arch(), machineID: id, systemUUID: systemUUID || id, bootID: bootID || id,
    kernelVersion: release(), osImage: /^PRETTY_NAME="?([^"\n]*)"?$/m.exec(osRelease)?.[1] ?? 'Linux', kubeletVersion: GIT_VERSION,
  };
}

export async function readPressure(rootDir: string): Promise<MachinePressure> {
  const disk = await statfs(rootDir).catch(() => undefined);
  const available = /^MemAvailable:\s+(\d+) kB$/m.exec(await text('/proc/meminfo'))?.[1];
  return {
    memoryAvailable: available ? Number(available) * 1024 : freemem(),
    storageAvailable: disk ? disk.bavail * disk.bsize : Number.MAX_SAFE_INTEGER, storageCapacity: disk ? disk.blocks * disk.bsize : 0,
  };
}
