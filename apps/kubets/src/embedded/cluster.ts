import { join } from 'node:path';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { ApiServer } from '@kubets/apiserver/server';
import { ControllerManager } from '@kubets/controller-manager/controller-manager';
import { DnsServer } from '@kubets/dns/dns-server';
import { KubeProxy } from '@kubets/kube-proxy/kube-proxy';
import { Scheduler } from '@kubets/scheduler/scheduler';
import { writeKubeconfig } from '@kubets/client/write-kubeconfig';
import type { Component } from '@kubets/component/component';
import { createLogger, type Logger } from '@kubets/component/log';
import { createRegistry } from '@kubets/component/metrics';
import { componentToken } from '@kubets/component/nest';
import { ensurePki } from '@kubets/component/pki/ensure-pki';
import { UserError } from '@kubets/component/user-error';
import { formatIp } from '@kubets/networking/ip/address';
import { nthAddress, parseCidr, parseCidrs } from '@kubets/networking/ip/cidr';
import { openStore } from '@kubets/storage/engines.cfg';
import { streaming } from '@kubets/kubelet/server/streaming';
import { checkRanges, makeFolder } from './check-options.js';
import { publishDns } from './cluster-dns.js';
import { Hosts } from './components.js';
import { freePort } from './free-port.js';
import { ownAddress } from '@kubets/networking/host/own-address';
import { identityOf } from './identity.js';
import { IDENTITIES } from './identities.js';
import { Lifecycle } from './lifecycle.js';
import { Nodes } from './node.js';
import type { ClusterOptions, Progress } from './options.js';
import { makeNodes } from './runtimes.js';

export interface Cluster {
  /** URL of the API. */
  readonly server: string;
  readonly kubeconfig: string;
  /** What could not be had on this machine, a sentence each. */
  readonly missing: readonly string[];
  stop(): Promise<void>;
}

/** Runs a whole cluster in this process. Resolves when its API answers and its nodes are registered. */
export async function startCluster(options: ClusterOptions, say: Progress = () => undefined): Promise<Cluster> {
  checkRanges(options);
  await makeFolder(options.dataDir, 'data-dir');
  const log = (component: string): Logger => createLogger({ component, verbosity: options.verbosity, format: options.logFormat, quiet: true });
  const address = options.nodeIP ?? ownAddress() ?? '127.0.0.1';
  const services = parseCidr(options.serviceCIDR);
  const identity = identityOf(options.dataDir);
  const pki = await ensurePki(join(options.dataDir, 'pki'), {
    addresses: [options.bindAddress, address, '127.0.0.1', 'localhost'], serviceAddress: formatIp(nthAddress(services, 1)), clusterDomain: options.clusterDomain,
    onIssued: (file, why) => log('pki').debug(1, 'certificate issued', { file, why }),
  });
  const [store, nodeSpecs] = await Promise.all([
    openStore(options.store ?? `lmdb:${join(options.dataDir, 'store')}`), makeNodes(options, identity, address, log('runtime'), say),
  ]);
  const port = options.securePort || await freePort(options.bindAddress);
  let nodes: Nodes | undefined;
  const server = new ApiServer({
    store, bindAddress: options.bindAddress, securePort: port, advertiseAddress: address, certificate: pki.apiserver.cert, key: pki.apiserver.key,
    clientCA: pki.ca.cert, clusterCA: pki.ca.cert, serviceAccountKey: pki.serviceAccount.key, serviceAccountIssuer: `https://kubernetes.default.svc.${options.clusterDomain}`,
    serviceCIDR: options.serviceCIDR, dialNode: (node, signal) => nodes!.dial(node, signal), log: log('apiserver'), metrics: createRegistry('apiserver'),
  });
  const hosts = new Hosts(server, log);
  const clusterDNS = formatIp(nthAddress(services, 10));
  const simulated = nodeSpecs[0]?.simulated ?? true;
  const node = nodeSpecs[0]?.name ?? '';
  let proxy: KubeProxy | undefined;
  let dns: DnsServer | undefined;

  const app = await compose({
    apiserver: () => guarded(server, () => store.close(), options, port),
    informers: () => ({ name: 'informers', start: async (signal) => { hosts.startInformers(signal); }, stop: () => hosts.close() }),
    'controller-manager': () => new ControllerManager({
      host: hosts.host('kube-controller-manager', IDENTITIES.controllerManager), options: { rootCA: pki.ca.cert, clusterCIDR: options.clusterCIDR },
    }),
    scheduler: () => new Scheduler(hosts.host('default-scheduler', IDENTITIES.scheduler)),
    nodes: () => (nodes = new Nodes({
      host: perNode((name) => hosts.host('kubelet', IDENTITIES.node(name), name)), shared: () => hosts.host('kubelet', { name: 'system:kubets-embedded', groups: ['system:masters'] }).client, nodes: nodeSpecs, rootDir: join(options.dataDir, 'kubelet'),
      clusterDNS, clusterDomain: options.clusterDomain, serviceCIDR: options.serviceCIDR, apiServer: { host: address, port }, streaming, keepPods: options.keepPods,
    })),
    ...(simulated ? {} : {
      'kube-proxy': () => (proxy = new KubeProxy({
        host: hosts.host('kube-proxy', IDENTITIES.proxy, node), nodeName: node,
        config: { table: identity.table, clusterCidrs: parseCidrs(options.clusterCIDR), serviceCidrs: parseCidrs(options.serviceCIDR) },
      })),
      dns: () => (dns = new DnsServer({ host: hosts.host('coredns', IDENTITIES.dns), domain: options.clusterDomain, listen: { address, port: 0 } })),
    }),
  });
  const component = (name: string): Component => app.get<Component>(componentToken(name));
  const lifecycle = new Lifecycle(log('kubets'));
  const stop = async (): Promise<void> => {
    await lifecycle.stop();
    if (proxy?.status.ok && !options.keepPods) await proxy.cleanup();
    await app.close();
  };
  try {
    await lifecycle.start([
      [component('apiserver')], [component('informers')],
      ['controller-manager', 'scheduler', 'nodes', ...(simulated ? [] : ['kube-proxy', 'dns'])].map(component),
    ]);
    if (dns) await publishDns(hosts.host('kubets', { name: 'system:kubets-embedded', groups: ['system:masters'] }).client, clusterDNS, address, (dns as DnsServer).port);
  } catch (error) { await stop(); throw error; }

  const url = `https://${options.bindAddress === '0.0.0.0' ? '127.0.0.1' : options.bindAddress}:${port}`;
  const kubeconfig = options.kubeconfig ?? join(options.dataDir, 'kubeconfig');
  const { superAdmin } = pki.clients;
  await writeKubeconfig(kubeconfig, { server: url, name: 'kubets', caPem: pki.ca.cert, certPem: superAdmin.cert, keyPem: superAdmin.key });
  return { server: url, kubeconfig, missing: missingOf(simulated, proxy), stop };
}

/** The API server as a component that owns its store, with its port in the message when that is taken. */
function guarded(server: ApiServer, close: () => Promise<void>, options: ClusterOptions, port: number): Component {
  return {
    name: 'apiserver',
    async start(signal) {
      try { await server.start(signal); } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        if (code === 'EADDRINUSE') throw new UserError(`port ${port} on ${options.bindAddress} is taken by another program: end it, or choose another with --secure-port`);
        if (code === 'EACCES' || code === 'EADDRNOTAVAIL') throw new UserError(`${options.bindAddress}:${port} cannot be listened on (${code}): choose another with --bind-address and --secure-port`);
        throw error;
      }
    },
    async stop() { await server.stop(); await close(); },
  };
}

function missingOf(simulated: boolean, proxy: KubeProxy | undefined): string[] {
  if (simulated) return ['no containers run: the nodes are simulated'];
  return proxy && !proxy.status.ok ? [`Service addresses do not work: ${proxy.status.message}`] : [];
}

/** Nest holds the components, each in a module of its own as in a process of its own; {@link Lifecycle} decides when they run. */
async function compose(factories: Readonly<Record<string, () => Component>>): Promise<INestApplicationContext> {
  const imports = Object.entries(factories).map(([name, useFactory]): DynamicModule => ({ module: { [name]: class {} }[name]!, providers: [{ provide: componentToken(name), useFactory }], exports: [componentToken(name)] }));
  const { NestFactory } = await import('@nestjs/core');
  return NestFactory.createApplicationContext({ module: class EmbeddedCluster {}, imports }, { logger: false, abortOnError: false });
}

function perNode<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => { let one = made.get(name); if (!one) made.set(name, one = make(name)); return one; };
}
