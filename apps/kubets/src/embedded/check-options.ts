import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '@kubets/component/user-error';
import { cidrsOverlap, parseCidr } from '@kubets/networking/ip/cidr';
import type { ClusterOptions } from './options.js';

type Ranges = Pick<ClusterOptions, 'serviceCIDR' | 'clusterCIDR'>;

/** @throws UserError when a range cannot be used */
export function checkRanges({ serviceCIDR, clusterCIDR }: Ranges): void {
  const read = (flag: string, text: string): ReturnType<typeof parseCidr> => {
    try { return parseCidr(text); } catch { throw new UserError(`--${flag} is ${JSON.stringify(text)}, which is not a range such as 10.96.0.0/16`); }
  };
  const services = read('service-cidr', serviceCIDR);
  const pods = read('cluster-cidr', clusterCIDR);
  for (const [flag, text, range] of [['service-cidr', serviceCIDR, services], ['cluster-cidr', clusterCIDR, pods]] as const) {
    if (range.family !== 4) throw new UserError(`--${flag} is ${text}: only IPv4 ranges can be used so far`);
    if (range.prefix > (flag === 'service-cidr' ? 28 : 24)) throw new UserError(`--${flag} is ${text}, which is too small: use a /${flag === 'service-cidr' ? 28 : 24} or larger`);
  }
  if (cidrsOverlap(services, pods)) throw new UserError(`--service-cidr ${serviceCIDR} and --cluster-cidr ${clusterCIDR} overlap: give Services and pods ranges of their own`);
}

/** Makes a folder and those above it. By hand: Node's own recursive form never returns on file systems that take no folders, such as /proc. */
export async function makeFolder(path: string, flag: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code === 'ENOENT' && dirname(path) !== path && !(await exists(dirname(path)))) { await makeFolder(dirname(path), flag); return makeFolder(path, flag); }
    throw new UserError(`--${flag} ${path} cannot be made (${code}): name a folder of yours`);
  }
}

async function exists(path: string): Promise<boolean> {
  const { access } = await import('node:fs/promises');
  return access(path).then(() => true, () => false);
}
