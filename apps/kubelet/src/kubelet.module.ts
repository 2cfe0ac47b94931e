import type { DynamicModule } from '@nestjs/common';
import { componentModule } from '@kubets/component/nest';
import type { RemoteHost } from '@kubets/component/process/remote-host';
import type { ComponentRun } from '@kubets/component/process/run-component';
import { createKubelet } from './assemble.js';
import type { KubeletFlags } from './flags.js';
import type { StreamingServer } from './server/upgrade.js';

/** The kubelet as a Nest module, for a process of its own. @param streaming the protocols of exec, attach and port-forward */
export const kubeletModule = (flags: KubeletFlags, host: RemoteHost, run: ComponentRun, streaming?: StreamingServer): DynamicModule =>
  componentModule('kubelet', () => createKubelet(flags, host, host.server, streaming), run);
