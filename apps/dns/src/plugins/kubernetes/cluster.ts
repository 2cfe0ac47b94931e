import { namespaces, pods, services } from '@kubets/api/core/v1/resources.cfg';
import type { Namespace } from '@kubets/api/core/v1/namespace';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Service } from '@kubets/api/core/v1/service';
import type { Endpoint, EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { endpointslices } from '@kubets/api/discovery/v1/resources.cfg';
import type { Informer, InformerFactory } from '@kubets/client/informer';
import { canonicalIp, ipFamily } from '@kubets/networking/ip/address';

const SERVICE_LABEL = 'kubernetes.io/service-name';
const canonical = (ips: readonly (string | undefined)[]): string[] => ips.filter((ip): ip is string => ip !== undefined && ipFamily(ip) !== undefined).map(canonicalIp);

/** One address of a service's endpoint, with the name it has under the service. */
export interface NamedEndpoint { readonly name: string; readonly ip: string; readonly slice: EndpointSlice }

/** What DNS reads of the cluster; every question is a lookup in an index. Index names carry the owner, as informers are shared. */
export class Cluster {
  private readonly services: Informer<Service>;
  private readonly slices: Informer<EndpointSlice>;
  private readonly namespaces: Informer<Namespace>;
  private readonly pods: Informer<Pod> | undefined;

  constructor(informers: InformerFactory, withPods: boolean) {
    this.services = informers.informer(services);
    this.services.addIndex('dns/address', (service) => canonical([...service.spec.clusterIPs ?? [service.spec.clusterIP]]));
    this.slices = informers.informer(endpointslices);
    this.slices.addIndex('dns/service', (slice) => { const name = slice.metadata.labels?.[SERVICE_LABEL]; return name ? [`${slice.metadata.namespace}/${name}`] : []; });
    this.slices.addIndex('dns/address', (slice) => canonical((slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses)));
    this.namespaces = informers.informer(namespaces);
    this.pods = withPods ? informers.informer(pods) : undefined;
    this.pods?.addIndex('dns/address', (pod) => canonical((pod.status.podIPs ?? [{ ip: pod.status.podIP }]).map((one) => one.ip)));
  }

  get synced(): boolean { return this.all.every((informer) => informer.synced); }
  async start(signal: AbortSignal): Promise<void> {
    for (const informer of this.all) informer.start(signal);
    await Promise.all(this.all.map((informer) => informer.whenSynced()));
  }

  hasNamespace(name: string): boolean { return this.namespaces.lister.get(name) !== undefined; }
  service(namespace: string, name: string): Service | undefined { return this.services.lister.get(`${namespace}/${name}`); }
  serviceByAddress(ip: string): Service | undefined { return this.services.lister.byIndex('dns/address', ip)[0]; }
  slicesOf(service: Service): readonly EndpointSlice[] { return this.slices.lister.byIndex('dns/service', `${service.metadata.namespace}/${service.metadata.name}`); }
  slicesByAddress(ip: string): readonly EndpointSlice[] { return this.slices.lister.byIndex('dns/address', ip); }
  hasPod(namespace: string, ip: string): boolean { return (this.pods?.lister.byIndex('dns/address', ip) ?? []).some((pod) => pod.metadata.namespace === namespace); }

  private get all(): readonly Informer<unknown>[] { return [this.services, this.slices, this.namespaces, ...(this.pods ? [this.pods] : [])] as readonly Informer<unknown>[]; }
}

/** Ready endpoints with their names; the API server's controller calls them ready too where publishNotReadyAddresses is set. */
export function namedEndpoints(slices: readonly EndpointSlice[]): NamedEndpoint[] {
  const found = new Map<string, NamedEndpoint>();
  for (const slice of slices) {
    if (slice.addressType === 'FQDN') continue;
    for (const endpoint of slice.endpoints ?? []) {
      if (endpoint.conditions?.ready === false) continue;
      for (const ip of canonical(endpoint.addresses)) { const name = endpointName(endpoint, ip); found.set(`${name} ${ip} ${slice.metadata.name}`, { name, ip, slice }); }
    }
  }
  return [...found.values()];
}

export const serviceNameOf = (slice: EndpointSlice): string | undefined => slice.metadata.labels?.[SERVICE_LABEL];
export const endpointName = (endpoint: Endpoint, ip: string): string => endpoint.hostname?.toLowerCase() || ip.replaceAll(/[.:]/g, '-');
export const isHeadless = (service: Service): boolean => service.spec.type !== 'ExternalName' && (service.spec.clusterIP === 'None' || !service.spec.clusterIP);
