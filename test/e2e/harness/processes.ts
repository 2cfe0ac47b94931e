import { randomBytes } from 'node:crypto';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '@kubets/cli/embedded/free-port';
import { writeCerts } from '@kubets/cli/certs/write-certs';
import { formatIp } from '@kubets/networking/ip/address';
import { nthAddress, parseCidr } from '@kubets/networking/ip/cidr';
import { ownAddress } from '@kubets/networking/host/own-address';
import type { TestCluster } from './cluster.js';
import { eventually, must } from './eventually.js';
import { Kubectl } from './kubectl.js';
import { removeTraces } from './traces.js';
import { freeRanges } from './machine.js';
import { Processes, type ProcessSpec } from './process-group.js';

const APPS = resolve(import.meta.dirname, '../../../apps');
const NODE = 'node-1';
const READY_SECONDS = 60;

/** Everything that the six processes have to agree on. */
interface Layout {
  readonly dataDir: string;
  readonly name: string;
  readonly address: string;
  readonly clusterCIDR: string;
  readonly serviceCIDR: string;
  readonly ports: { readonly api: number; readonly kubelet: number; readonly dns: number; readonly health: number; readonly metrics: number };
}

/** The cluster as one process per component, with TLS between all of them; each starts from the files that `kubets certs` writes. */
export async function processCluster(): Promise<TestCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kubets-e2e-'));
  const address = ownAddress() ?? '127.0.0.1';
  const [api, kubelet, dns, health, metrics] = await Promise.all(Array.from({ length: 5 }, () => freePort(address)));
  const layout: Layout = { dataDir, name: `kubets-${randomBytes(4).toString('hex')}`, address, ...freeRanges(), ports: { api: api!, kubelet: kubelet!, dns: dns!, health: health!, metrics: metrics! } };
  await writeCerts({ dataDir, server: `https://${address}:${api}`, names: ['127.0.0.1'], node: { name: NODE, address }, serviceCIDR: layout.serviceCIDR, clusterDomain: 'cluster.local' });
  await writeFile(join(dataDir, 'Corefile'), corefile(metrics!));

  const kubectl = new Kubectl(join(dataDir, 'super-admin.conf'));
  const processes = new Processes(specs(layout));
  const start = async (): Promise<void> => {
    processes.start();
    await processes.unlessOneEnds(eventually('a cluster of six processes', () => ready(kubectl, layout), READY_SECONDS));
    await kubectl.apply(dnsManifest(layout));
  };
  const destroy = async (): Promise<void> => {
    await processes.stop();
    removeTraces(layout);
    await rm(dataDir, { recursive: true, force: true });
  };
  try { await start(); } catch (error) { await destroy(); throw error; }
  return {
    kubectl, kubeconfig: kubectl.kubeconfig, clusterCIDR: layout.clusterCIDR, serviceCIDR: layout.serviceCIDR, label: `kubets.cluster=${layout.name}`, table: layout.name,
    output: () => processes.output(), start, stop: () => processes.stop(), kill: () => processes.kill(), destroy,
  };
}

/** In the order in which people would start them; every one waits for what it needs. */
function specs({ dataDir, name, address, clusterCIDR, serviceCIDR, ports }: Layout): ProcessSpec[] {
  const pki = (file: string): string => join(dataDir, 'pki', file);
  const app = (component: string, flags: Record<string, string | number>): ProcessSpec =>
    ({ name: component, args: ['--enable-source-maps', join(APPS, component, 'dist/main.js'), ...Object.entries(flags).map(([flag, value]) => `--${flag}=${value}`)] });
  const kubeconfig = (who: string): { kubeconfig: string } => ({ kubeconfig: join(dataDir, `${who}.conf`) });
  return [
    app('apiserver', {
      'store': `lmdb:${join(dataDir, 'store')}`, 'bind-address': '0.0.0.0', 'advertise-address': address, 'secure-port': ports.api, 'service-cluster-ip-range': serviceCIDR,
      'tls-cert-file': pki('apiserver.crt'), 'tls-private-key-file': pki('apiserver.key'), 'client-ca-file': pki('ca.crt'), 'service-account-signing-key-file': pki('sa.key'),
      'kubelet-client-certificate': pki('apiserver-kubelet-client.crt'), 'kubelet-client-key': pki('apiserver-kubelet-client.key'), 'kubelet-certificate-authority': pki('ca.crt'),
    }),
    app('controller-manager', { ...kubeconfig('controller-manager'), 'root-ca-file': pki('ca.crt'), 'cluster-cidr': clusterCIDR, 'secure-port': 0, ...QUICK_LEASE }),
    app('scheduler', { ...kubeconfig('scheduler'), 'secure-port': 0, ...QUICK_LEASE }),
    app('kubelet', {
      ...kubeconfig(`kubelet-${NODE}`), 'hostname-override': NODE, 'node-ip': address, 'port': ports.kubelet, 'healthz-port': 0, 'cluster-name': name,
      'pod-cidr': podCIDR(clusterCIDR), 'cluster-cidr': clusterCIDR, 'service-cluster-ip-range': serviceCIDR, 'cluster-dns': clusterDNS(serviceCIDR),
      'root-dir': join(dataDir, 'kubelet'), 'tls-cert-file': pki(`kubelet/${NODE}/server.crt`), 'tls-private-key-file': pki(`kubelet/${NODE}/server.key`), 'client-ca-file': pki('ca.crt'),
    }),
    app('kube-proxy', {
      ...kubeconfig('kube-proxy'), 'hostname-override': NODE, 'nftables-table': name, 'cluster-cidr': clusterCIDR, 'service-cluster-ip-range': serviceCIDR,
      'healthz-bind-address': `${address}:${ports.health}`, 'metrics-bind-address': '',
    }),
    app('dns', { ...kubeconfig('dns'), 'conf': join(dataDir, 'Corefile'), 'bind-address': address, 'dns.port': ports.dns }),
  ];
}

/** A killed leader's lease runs out sooner, so that the suite does not wait 15 s for it. */
const QUICK_LEASE = { 'leader-elect-lease-duration': '5s', 'leader-elect-renew-deadline': '4s', 'leader-elect-retry-period': '1s' };

const podCIDR = (clusterCIDR: string): string => clusterCIDR.replace(/\.0\/16$/, '.0/24');
const clusterDNS = (serviceCIDR: string): string => formatIp(nthAddress(parseCidr(serviceCIDR), 10));

const corefile = (metrics: number): string => `.:53 {
  errors
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    pods insecure
    fallthrough in-addr.arpa ip6.arpa
  }
  prometheus :${metrics}
  loadbalance
}
`;

/** Everything answers: the API with its rules, the node, the proxy's rules, DNS. */
async function ready(kubectl: Kubectl, { address, ports }: Layout): Promise<void> {
  await kubectl.run('get', '--raw', '/readyz');
  await kubectl.run('wait', 'node', NODE, '--for=condition=Ready', '--timeout=1s');
  await kubectl.run('get', 'serviceaccount', 'default', '-n', 'default');
  const proxy = await fetch(`http://${address}:${ports.health}/livez`);
  must(proxy.ok, `kube-proxy answers ${proxy.status}`);
  const dns = await fetch(`http://${address}:${ports.metrics}/metrics`);
  must(dns.ok, `dns answers ${dns.status}`);
}

/** The DNS process does not publish itself: to the cluster it is a program outside. */
const dnsManifest = ({ address, serviceCIDR, ports }: Layout): string => `
apiVersion: v1
kind: Service
metadata: { name: kube-dns, namespace: kube-system, labels: { k8s-app: kube-dns } }
spec:
  clusterIP: ${clusterDNS(serviceCIDR)}
  ports: [{ name: dns, port: 53, protocol: UDP, targetPort: ${ports.dns} }, { name: dns-tcp, port: 53, protocol: TCP, targetPort: ${ports.dns} }]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: kube-dns-host, namespace: kube-system, labels: { kubernetes.io/service-name: kube-dns } }
addressType: IPv4
endpoints: [{ addresses: [${address}], conditions: { ready: true } }]
ports: [{ name: dns, port: ${ports.dns}, protocol: UDP }, { name: dns-tcp, port: ${ports.dns}, protocol: TCP }]
`;

/** Which component has not been built; a reason to skip. */
export async function missingBuild(): Promise<string | undefined> {
  for (const app of ['apiserver', 'controller-manager', 'scheduler', 'kubelet', 'kube-proxy', 'dns']) {
    if (await access(join(APPS, app, 'dist/main.js')).then(() => false, () => true)) return `apps/${app} has not been built: npm run build`;
  }
  return undefined;
}
