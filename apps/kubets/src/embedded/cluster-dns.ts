import { services } from '@kubets/api/core/v1/resources.cfg';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import type { Client } from '@kubets/client/client';

const NAME = 'kube-dns';
const LABELS = { 'k8s-app': 'kube-dns', 'kubernetes.io/cluster-service': 'true', 'kubernetes.io/name': 'CoreDNS' };

/** Publishes the DNS server of this process under the service address that pods are told: a Service whose endpoint is this host. */
export async function publishDns(client: Client, clusterIP: string, address: string, port: number): Promise<void> {
  const dns = client.resource(services, 'kube-system');
  await dns.get(NAME).catch(async (error: unknown) => {
    if (!isNotFound(error)) throw error;
    await dns.create({
      metadata: { name: NAME, namespace: 'kube-system', labels: LABELS },
      spec: {
        clusterIP, type: 'ClusterIP',
        ports: [{ name: 'dns', port: 53, protocol: 'UDP', targetPort: 53 }, { name: 'dns-tcp', port: 53, protocol: 'TCP', targetPort: 53 }],
      },
    });
  });
  const slices = client.resource(endpointslices, 'kube-system');
  const content = {
    addressType: 'IPv4', endpoints: [{ addresses: [address], conditions: { ready: true, serving: true, terminating: false } }],
    ports: [{ name: 'dns', port, protocol: 'UDP' }, { name: 'dns-tcp', port, protocol: 'TCP' }],
  };
  try {
    await slices.patch(`${NAME}-embedded`, { type: 'merge', body: content });
  } catch (error) {
    if (!isNotFound(error)) throw error;
    await slices.create({ metadata: { name: `${NAME}-embedded`, namespace: 'kube-system', labels: { 'kubernetes.io/service-name': NAME } }, ...content });
  }
}
