import type { Service, ServicePort } from '@kubets/api/core/v1/service';
import type { EndpointSlice } from '@kubets/api/discovery/v1/endpoint-slice';
import { canonicalIp, ipFamily, type IpFamily } from '@kubets/networking/ip/address';
import { formatCidr, parseCidr } from '@kubets/networking/ip/cidr';
import { candidates, clusterBackends, localBackends, type Candidate } from './endpoints.js';
import { NO_SERVICE, type Frontend, type Protocol, type ServiceView } from './frontend.js';
import type { NodeView } from './node-view.js';

const DEFAULT_AFFINITY_SECONDS = 10_800;

/** Everything that a service and its slices ask of this node. Headless and ExternalName services ask for nothing: DNS answers for them. */
export function serviceView(service: Service, slices: readonly EndpointSlice[], node: NodeView): ServiceView {
  const { spec } = service;
  const addresses = (spec.clusterIPs ?? (spec.clusterIP ? [spec.clusterIP] : [])).filter((ip) => ipFamily(ip) !== undefined);
  if (spec.type === 'ExternalName' || addresses.length === 0) return NO_SERVICE;
  if (service.metadata.labels?.['service.kubernetes.io/service-proxy-name'] !== undefined) return NO_SERVICE;
  const families = addresses.map((ip) => ipFamily(ip)!);
  const local = new Set<string>();
  const frontends = families.flatMap((family) => (spec.ports ?? []).flatMap((port) => {
    const all = candidates(slices, port.name ?? '', port.protocol ?? 'TCP', family, node);
    for (const one of localBackends(all)) local.add(one.ip);
    return portFrontends(service, port, family, all, node);
  }));
  const wanted = spec.type === 'LoadBalancer' && spec.externalTrafficPolicy === 'Local' && spec.healthCheckNodePort;
  return { frontends, healthCheck: wanted ? { port: wanted, localEndpoints: local.size } : undefined };
}

function portFrontends(service: Service, port: ServicePort, family: IpFamily, all: readonly Candidate[], node: NodeView): Frontend[] {
  const { spec } = service;
  const anywhere = clusterBackends(all, node);
  const here = localBackends(all);
  const base = {
    port: `${service.metadata.namespace}/${service.metadata.name}:${port.name ?? ''}`,
    family, protocol: (port.protocol ?? 'TCP').toLowerCase() as Protocol, number: port.port, sources: undefined, affinity: affinityOf(service),
  };
  const internalLocal = spec.internalTrafficPolicy === 'Local';
  const inside = { ...base, scope: 'cluster', backends: internalLocal ? here : anywhere, reach: internalLocal ? 'node' : 'cluster', whenEmpty: internalLocal && anywhere.length > 0 ? 'drop' : 'reject', localOnly: undefined } as const;
  const outside = {
    ...base, scope: 'external', backends: anywhere, reach: 'cluster', whenEmpty: 'reject',
    localOnly: spec.externalTrafficPolicy === 'Local' && anywhere.length > 0 ? here : undefined,
  } as const;
  const of = (ips: readonly string[] | undefined): string[] => [...new Set((ips ?? []).filter((ip) => ipFamily(ip) === family).map(canonicalIp))];
  const published = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
  return [
    ...of(spec.clusterIPs ?? [spec.clusterIP ?? '']).map((address) => ({ ...inside, address })),
    ...of(spec.externalIPs).map((address) => ({ ...outside, address })),
    ...of(spec.type === 'LoadBalancer' ? balancerIps(service) : []).map((address) => ({ ...outside, address, sources: sourcesOf(service, family) })),
    ...(published && port.nodePort ? [{ ...outside, address: undefined, number: port.nodePort }] : []),
  ];
}

const affinityOf = ({ spec }: Service): number | undefined =>
  (spec.sessionAffinity === 'ClientIP' ? spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? DEFAULT_AFFINITY_SECONDS : undefined);

/** Balancers in mode Proxy want to see the traffic themselves (KEP-1860). */
const balancerIps = (service: Service): string[] =>
  (service.status.loadBalancer.ingress ?? []).filter((entry) => entry.ip && (entry.ipMode ?? 'VIP') === 'VIP').map((entry) => entry.ip!);

function sourcesOf(service: Service, family: IpFamily): readonly string[] | undefined {
  const given = service.spec.loadBalancerSourceRanges ?? service.metadata.annotations?.['service.beta.kubernetes.io/load-balancer-source-ranges']?.split(',') ?? [];
  const ranges = given.flatMap((text) => { try { return [parseCidr(text.trim())]; } catch { return []; } });
  if (ranges.length === 0 || ranges.some((range) => range.prefix === 0 && range.family === family)) return undefined;
  return ranges.filter((range) => range.family === family).map(formatCidr);
}
