import type { Service } from '@kubets/api/core/v1/service';
import type { Strategy } from '../registry/strategy.js';
import type { ServiceAllocator } from './service-allocator.js';

/** Services get addresses and node ports when they are written, and give them back when they change type or go. */
export const serviceStrategy = (allocator: ServiceAllocator): Strategy<Service> => ({
  statusMetadata: true,
  returnsDeleted: true,
  prepareForCreate(service) { service.status = { loadBalancer: {} } as Service['status']; },
  prepareForUpdate(service, old) {
    const { spec } = service;
    // A client that sends the service without what was allocated keeps it.
    if (spec.type !== 'ExternalName' && old.spec.type !== 'ExternalName') {
      if (!spec.clusterIP) spec.clusterIP = old.spec.clusterIP!;
      if (!spec.clusterIPs?.length && old.spec.clusterIPs) spec.clusterIPs = old.spec.clusterIPs;
      // Who changes only the singular field, as clients older than dual stack do, means the plural one too.
      if (spec.clusterIP !== old.spec.clusterIP && spec.clusterIPs?.[0] === old.spec.clusterIP) spec.clusterIPs = [spec.clusterIP, ...spec.clusterIPs!.slice(1)];
      spec.ipFamilies ??= old.spec.ipFamilies!;
      spec.ipFamilyPolicy ??= old.spec.ipFamilyPolicy!;
    }
    if (spec.type === 'ExternalName') {
      for (const name of ['clusterIP', 'clusterIPs', 'ipFamilies', 'ipFamilyPolicy', 'internalTrafficPolicy', 'allocateLoadBalancerNodePorts', 'healthCheckNodePort'] as const) delete spec[name];
    }
    if (usesNodePorts(service) && usesNodePorts(old)) {
      for (const port of spec.ports ?? []) {
        const was = old.spec.ports?.find((p) => p.port === port.port && p.protocol === port.protocol);
        if (!port.nodePort && was?.nodePort) port.nodePort = was.nodePort;
      }
    } else if (!usesNodePorts(service)) {
      for (const port of spec.ports ?? []) {
        if (old.spec.ports?.some((p) => p.nodePort === port.nodePort)) delete port.nodePort;
      }
    }
  },
  prepareForStatusUpdate(service) {
    for (const ingress of service.status.loadBalancer?.ingress ?? []) if (ingress.ip && !ingress.ipMode) ingress.ipMode = 'VIP';
  },
  allocate: (service, old) => allocator.allocate(service, old),
});

export const usesNodePorts = (service: Service): boolean =>
  service.spec.type === 'NodePort' || (service.spec.type === 'LoadBalancer' && service.spec.allocateLoadBalancerNodePorts !== false);
