import 'reflect-metadata';
import { runMain } from '@kubets/component/main';
import { createRemoteHost } from '@kubets/component/process/remote-host';
import { runComponent } from '@kubets/component/process/run-component';
import { schedulerFlags } from './flags.js';
import { schedulerModule } from './scheduler.module.js';

await runMain(async () => {
  const { values } = await schedulerFlags.parse(process.argv.slice(2));
  const host = await createRemoteHost({
    // As events and pods name it.
    component: values['scheduler-name'], kubeconfig: values.kubeconfig, verbosity: values.v, format: values['logging-format'] === 'json' ? 'json' : 'text',
  });
  // State that was built as a leader is out of date when leading again: a fresh process is simpler, and what upstream does.
  return runComponent('scheduler', host, (run) => schedulerModule(values, host, run, () => process.exit(1)));
}, { name: 'kube-scheduler', help: () => schedulerFlags.help('kube-scheduler: gives pods their nodes.\n\nUsage: kube-scheduler [flags]') });
