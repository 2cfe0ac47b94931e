import type { DynamicModule } from '@nestjs/common';
import { componentModule } from '@kubets/component/nest';
import type { RemoteHost } from '@kubets/component/process/remote-host';
import type { ComponentRun } from '@kubets/component/process/run-component';
import { createSchedulerProcess } from './process/scheduler-process.js';
import type { SchedulerFlags } from './flags.js';

/** The scheduler as a Nest module, for a process of its own. @param lost called when another scheduler leads from now on */
export const schedulerModule = (flags: SchedulerFlags, host: RemoteHost, run: ComponentRun, lost: () => void): DynamicModule =>
  componentModule('scheduler', () => createSchedulerProcess(flags, host, lost), run);
