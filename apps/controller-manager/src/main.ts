import 'reflect-metadata';
import { runMain } from '@kubets/component/main';
import { createRemoteHost } from '@kubets/component/process/remote-host';
import { runComponent } from '@kubets/component/process/run-component';
import { controllerManagerModule } from './controller-manager.module.js';
import { controllerManagerFlags } from './flags.js';

await runMain(async () => {
  const { values } = await controllerManagerFlags.parse(process.argv.slice(2));
  const host = await createRemoteHost({
    component: 'kube-controller-manager', kubeconfig: values.kubeconfig, verbosity: values.v, format: values['logging-format'] === 'json' ? 'json' : 'text',
  });
  let lost = false;
  // Who lost the lease must not write: whoever supervises this process starts it anew.
  const onLost = (): void => { lost = true; process.kill(process.pid, 'SIGTERM'); };
  const code = await runComponent('controller-manager', host, (run) => controllerManagerModule(values, host, run, onLost));
  return lost ? 1 : code;
}, { name: 'kube-controller-manager', help: () => controllerManagerFlags.help('kube-controller-manager: runs the controllers of a cluster.\n\nUsage: kube-controller-manager [flags]') });
