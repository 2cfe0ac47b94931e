import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { runMain } from '@kubets/component/main';
import { dnsModule } from './dns.module.js';
import { dnsFlags } from './flags.js';

await runMain(async () => {
  const { values } = await dnsFlags.parse(process.argv.slice(2));
  const application = await NestFactory.createApplicationContext(dnsModule(values), { logger: ['error', 'warn'], abortOnError: false });
  application.enableShutdownHooks();
}, { name: 'dns', help: () => dnsFlags.help('dns [flags]') });
