import type { DynamicModule } from '@nestjs/common';
import { componentModule } from '@kubets/component/nest';
import type { RemoteHost } from '@kubets/component/process/remote-host';
import type { ComponentRun } from '@kubets/component/process/run-component';
import { createManagerProcess } from './assemble.js';
import type { ControllerManagerFlags } from './flags.js';

/** The controller manager as a Nest module, for a process of its own. @param onLost called when leadership was lost */
export const controllerManagerModule = (flags: ControllerManagerFlags, host: RemoteHost, run: ComponentRun, onLost: () => void): DynamicModule =>
  componentModule('controller-manager', () => createManagerProcess(flags, host, onLost), run);
