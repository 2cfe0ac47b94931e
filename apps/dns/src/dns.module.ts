import type { DynamicModule } from '@nestjs/common';
import { readFile } from 'node:fs/promises';
import { componentModule } from '@kubets/component/nest';
import { UserError } from '@kubets/component/user-error';
import { createHost } from './assemble.js';
import { CorefileError } from './corefile/tokens.js';
import { DnsServer } from './dns-server.js';
import type { DnsFlags } from './flags.js';

/** The DNS server as a Nest module, for a process of its own. */
export const dnsModule = (flags: DnsFlags): DynamicModule => componentModule('dns', async () => {
  const corefile = flags.conf === undefined ? {} : { corefile: await readFile(flags.conf, 'utf8') };
  const host = await createHost({ kubeconfig: flags.kubeconfig, verbosity: flags.v, format: flags['logging-format'] === 'json' ? 'json' : 'text' });
  try {
    return new DnsServer({ host, ...corefile, domain: flags['cluster-domain'], listen: { address: flags['bind-address'], port: flags['dns.port'] }, httpAddress: flags['bind-address'] });
  } catch (error) {
    if (error instanceof CorefileError) throw new UserError(error.message, 2);
    throw error;
  }
});
