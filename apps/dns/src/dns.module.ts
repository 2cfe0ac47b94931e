import type { DynamicModule } from '@nestjs/common';
import type { ComponentHost } from '@kubets/component/component';
import { componentModule } from '@kubets/component/nest';
import type { ComponentRun } from '@kubets/component/process/run-component';
import { createDns } from './assemble.js';
import type { DnsFlags } from './flags.js';

/** The DNS server as a Nest module, for a process of its own. */
export const dnsModule = (flags: DnsFlags, host: ComponentHost, run: ComponentRun): DynamicModule => componentModule('dns', () => createDns(flags, host), run);
