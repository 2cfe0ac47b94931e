import { readdir, writeFile } from 'node:fs/promises';
import { done, refused, type HostOutcome } from './outcome.js';

/**
 * Lets a bridge send a frame back through the port it came from. A pod that calls its own service needs it: its packet is
 * translated while it crosses the bridge and has to return to the same port.
 * @param bridge name of the bridge; all its present ports are set, so call again after a port was added
 */
export async function enableHairpin(bridge: string, sys = '/sys/class/net'): Promise<HostOutcome> {
  const what = `hairpin mode on the ports of ${bridge}`;
  try {
    const ports = await readdir(`${sys}/${bridge}/brif`);
    // Ports come and go with their pods.
    await Promise.all(ports.map((port) => writeFile(`${sys}/${bridge}/brif/${port}/hairpin_mode`, '1', { flag: 'r+' }).catch(unlessGone)));
    return done(what, ports.length === 0);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    return refused(what, code === 'ENOENT' ? 'there is no such bridge' : `${(error as Error).message}; run as root`);
  }
}

function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT' && error.code !== 'ENODEV') throw error;
}
