import { readFile } from 'node:fs/promises';
import { reasonOf } from '@kubets/client/error-code';
import type { Component, ComponentHost } from '@kubets/component/component';
import { listening } from '@kubets/component/process/listening';
import { UserError } from '@kubets/component/user-error';
import { CorefileError } from './corefile/tokens.js';
import { DnsServer } from './dns-server.js';
import type { DnsFlags } from './flags.js';

/** The DNS server of a process of its own. @throws UserError about flags and the Corefile */
export async function createDns(flags: DnsFlags, host: ComponentHost): Promise<Component> {
  const corefile = flags.conf === undefined ? {} : { corefile: await read(flags.conf) };
  try {
    const dns = new DnsServer({ host, ...corefile, domain: flags['cluster-domain'], listen: { address: flags['bind-address'], port: flags['dns.port'] }, httpAddress: flags['bind-address'] });
    return {
      name: dns.name, stop: () => dns.stop(),
      start: (signal) => listening('the DNS server', '--bind-address and --dns.port, or for its health and metrics in the Corefile (--conf)', () => dns.start(signal)),
    };
  } catch (error) {
    if (error instanceof CorefileError) throw new UserError(flags.conf === undefined ? error.message : `${flags.conf}: ${error.message}`, 2);
    throw error;
  }
}

const read = (file: string): Promise<string> => readFile(file, 'utf8').catch((error: unknown) => {
  throw new UserError(`the Corefile ${file} named by --conf cannot be read: ${reasonOf(error)}`, 2);
});
