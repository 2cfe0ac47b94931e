import 'reflect-metadata';
import { createLogger } from '@kubets/component/log';
import { runMain } from '@kubets/component/main';
import { createShutdown } from '@kubets/component/shutdown';
import { apiserverModule } from './apiserver.module.js';
import { apiserverFlags } from './flags.js';

await runMain(async () => {
  const { values } = await apiserverFlags.parse(process.argv.slice(2));
  const log = createLogger({ component: 'apiserver', verbosity: values.v, format: values['logging-format'] === 'json' ? 'json' : 'text' });
  const shutdown = createShutdown({ log });
  const { NestFactory } = await import('@nestjs/core');
  const application = await NestFactory.createApplicationContext(apiserverModule(values), { logger: false, abortOnError: false });
  shutdown.onStop('apiserver', () => application.close());
  return await shutdown.finished ? 0 : 1;
}, { name: 'apiserver', help: () => apiserverFlags.help('apiserver: serves the Kubernetes API from a store.\n\nUsage: apiserver --store URL [flags]') });
