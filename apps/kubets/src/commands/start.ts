import { createLogger } from '@kubets/component/log';
import { createShutdown } from '@kubets/component/shutdown';
import { START_FLAGS } from '../flags.js';
import { refuseMore } from './choose.js';
import type { Command } from './command.js';

/** Runs a cluster until it is told to stop. */
export const start: Command = {
  name: 'start',
  summary: 'Run a cluster in one process; what happens when no command is named.',
  help: () => START_FLAGS.help('kubets: a Kubernetes cluster in one process.\n\nUsage: npm start -- [start] [flags]'),
  async run(argv) {
    const started = performance.now();
    const { values, rest } = await START_FLAGS.parse(argv);
    refuseMore(rest);
    const say = (line: string): void => console.log(line);
    say(`starting a cluster with its state in ${values['data-dir']}`);
    const logFormat = values['logging-format'] === 'json' ? 'json' : 'text';
    const shutdown = createShutdown({ log: createLogger({ component: 'kubets', verbosity: values.v, format: logFormat }), deadlineSeconds: 30 });
    const { startCluster } = await import('../embedded/cluster.js');
    const starting = startCluster({
      dataDir: values['data-dir'], bindAddress: values['bind-address'], securePort: values['secure-port'], runtime: values.runtime as 'auto' | 'docker' | 'simulated',
      dockerSocket: values['docker-socket'], nodes: values.nodes, serviceCIDR: values['service-cidr'], clusterCIDR: values['cluster-cidr'], clusterDomain: values['cluster-domain'],
      keepPods: values['keep-pods'], verbosity: values.v, logFormat,
      ...(values['node-name'] ? { nodeName: values['node-name'] } : {}), ...(values['node-ip'] ? { nodeIP: values['node-ip'] } : {}),
      ...(values.store ? { store: values.store } : {}), ...(values['write-kubeconfig'] ? { kubeconfig: values['write-kubeconfig'] } : {}),
    }, say);
    const cluster = await Promise.race([starting, shutdown.finished]);
    if (typeof cluster === 'boolean') {
      // What is half started cannot be stopped in order; the next start takes over what runs.
      say('stopped before the cluster was ready');
      return 130;
    }
    shutdown.onStop('the cluster', () => cluster.stop());
    for (const sentence of cluster.missing) say(`missing: ${sentence}`);
    say(`ready after ${((performance.now() - started) / 1000).toFixed(2)} s: ${cluster.server}`);
    say(`export KUBECONFIG=${cluster.kubeconfig}`);
    await shutdown.finished;
    say(`stopped; ${values['keep-pods'] ? 'the pods keep running' : 'the pods were stopped'}, and the next start finds the same cluster`);
    return 0;
  },
};
