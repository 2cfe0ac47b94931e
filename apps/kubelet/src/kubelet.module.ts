import type { DynamicModule } from '@nestjs/common';
import { componentModule } from '@kubets/component/nest';
import { KubeletProcess } from './assemble.js';
import type { KubeletFlags } from './flags.js';
import type { StreamingServer } from './server/upgrade.js';

/** The kubelet as a Nest module, for a process of its own. @param streaming the protocols of exec, attach and port-forward */
export const kubeletModule = (flags: KubeletFlags, streaming?: StreamingServer): DynamicModule =>
  componentModule('kubelet', () => KubeletProcess.create(flags, streaming));
