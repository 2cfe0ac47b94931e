import 'reflect-metadata';
import { runMain } from '@kubets/component/main';
import { createRemoteHost } from '@kubets/component/process/remote-host';
import { runComponent } from '@kubets/component/process/run-component';
import { UserError } from '@kubets/component/user-error';
import { probeNft } from '@kubets/networking/nft/probe';
import { cleanUp } from './cleanup.js';
import { configOf, kubeProxyFlags } from './flags.js';
import { kubeProxyModule } from './kube-proxy.module.js';

await runMain(async () => {
  const { values } = await kubeProxyFlags.parse(process.argv.slice(2));
  const config = configOf(values);
  if (values.cleanup) {
    const { ok, message } = await probeNft();
    if (!ok) throw new UserError(message);
    await cleanUp(config);
    return 0;
  }
  const host = await createRemoteHost({ component: 'kube-proxy', kubeconfig: values.kubeconfig, verbosity: values.v, format: values['logging-format'] === 'json' ? 'json' : 'text' });
  return runComponent('kube-proxy', host, (run) => kubeProxyModule(values, config, host, run));
}, { name: 'kube-proxy', help: () => kubeProxyFlags.help('kube-proxy: makes the addresses of Services work on this node.\n\nUsage: kube-proxy [flags]') });
