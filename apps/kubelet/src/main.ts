import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { runMain } from '@kubets/component/main';
import { kubeletFlags } from './flags.js';
import { kubeletModule } from './kubelet.module.js';

await runMain(async () => {
  const { values } = await kubeletFlags.parse(process.argv.slice(2));
  const application = await NestFactory.createApplicationContext(kubeletModule(values), { logger: ['error', 'warn'], abortOnError: false });
  application.enableShutdownHooks();
}, { name: 'kubelet', help: () => kubeletFlags.help('kubelet [flags]') });
