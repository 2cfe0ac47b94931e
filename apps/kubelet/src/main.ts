import 'reflect-metadata';
import { runMain } from '@kubets/component/main';
import { createRemoteHost } from '@kubets/component/process/remote-host';
import { runComponent } from '@kubets/component/process/run-component';
import { nodeNameOf } from './assemble.js';
import { kubeletFlags } from './flags.js';
import { kubeletModule } from './kubelet.module.js';
import { streaming } from './server/streaming.js';

await runMain(async () => {
  const { values } = await kubeletFlags.parse(process.argv.slice(2));
  const host = await createRemoteHost({
    component: 'kubelet', node: nodeNameOf(values), kubeconfig: values.kubeconfig, verbosity: values.v, format: values['logging-format'] === 'json' ? 'json' : 'text',
  });
  return runComponent('kubelet', host, (run) => kubeletModule(values, host, run, streaming));
}, { name: 'kubelet', help: () => kubeletFlags.help('kubelet: runs the pods of this node.\n\nUsage: kubelet [flags]') });
