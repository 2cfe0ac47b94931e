import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { NONE, UNKNOWN, formatLabels, ingressAddresses, orNone } from '../../table/cells.js';
import { AGE, NAME, WIDE, column } from '../../table/column.js';
import type { Service, ServicePort } from './service.js';

function externalAddress({ spec, status }: Draft<Service>): string {
  const own = spec?.externalIPs ?? [];
  switch (spec?.type) {
    case 'ClusterIP':
    case 'NodePort': return orNone(own.join(','));
    case 'LoadBalancer': return [...ingressAddresses(status?.loadBalancer?.ingress), ...own].join(',') || '<pending>';
    case 'ExternalName': return spec.externalName ?? '';
    default: return UNKNOWN;
  }
}

const formatPort = ({ port, nodePort, protocol }: Draft<ServicePort>): string => `${port}${nodePort ? `:${nodePort}` : ''}/${protocol ?? 'TCP'}`;

export const serviceColumns: readonly Column<Service>[] = [
  NAME,
  column('Type', 'string', 'How the service is exposed.', ({ spec }) => spec?.type ?? ''),
  column('Cluster-IP', 'string', 'Address of the service inside the cluster.', ({ spec }) => spec?.clusterIPs?.[0] || spec?.clusterIP || NONE),
  column('External-IP', 'string', 'Addresses of the service outside the cluster.', externalAddress),
  column('Port(s)', 'string', 'Ports of the service, each with its node port if it has one.', ({ spec }) => orNone((spec?.ports ?? []).map(formatPort).join(','))),
  AGE,
  column('Selector', 'string', 'Labels of the pods behind the service.', ({ spec }) => formatLabels(spec?.selector), WIDE),
];
