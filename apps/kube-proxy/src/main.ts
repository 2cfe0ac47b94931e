import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { runMain } from '@kubets/component/main';
import { cleanUp } from './cleanup.js';
import { configOf, kubeProxyFlags } from './flags.js';
import { kubeProxyModule } from './kube-proxy.module.js';

await runMain(async () => {
  const { values } = await kubeProxyFlags.parse(process.argv.slice(2));
  if (values.cleanup) { await cleanUp(configOf(values)); return 0; }
  const application = await NestFactory.createApplicationContext(kubeProxyModule(values), { logger: ['error', 'warn'], abortOnError: false });
  application.enableShutdownHooks();
  return undefined;
}, { name: 'kube-proxy', help: () => kubeProxyFlags.help('kube-proxy [flags]') });
