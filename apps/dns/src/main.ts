import 'reflect-metadata';
import { runMain } from '@kubets/component/main';
import { createRemoteHost } from '@kubets/component/process/remote-host';
import { runComponent } from '@kubets/component/process/run-component';
import { dnsModule } from './dns.module.js';
import { dnsFlags } from './flags.js';

await runMain(async () => {
  const { values } = await dnsFlags.parse(process.argv.slice(2));
  const host = await createRemoteHost({ component: 'dns', kubeconfig: values.kubeconfig, verbosity: values.v, format: values['logging-format'] === 'json' ? 'json' : 'text' });
  return runComponent('dns', host, (run) => dnsModule(values, host, run));
}, { name: 'dns', help: () => dnsFlags.help('dns: cluster DNS.\n\nUsage: dns [flags]') });
