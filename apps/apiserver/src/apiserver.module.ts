import type { DynamicModule } from '@nestjs/common';
import { componentModule } from '@kubets/component/nest';
import { createApiServer } from './assemble.js';
import type { ApiServerFlags } from './flags.js';

/** The API server as a Nest module, for a process of its own. */
export const apiserverModule = (flags: ApiServerFlags): DynamicModule => componentModule('apiserver', () => createApiServer(flags));
