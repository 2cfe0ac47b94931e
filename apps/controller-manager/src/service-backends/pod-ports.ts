import type { Pod } from '@kubets/api/core/v1/pod';
import { isSidecar } from '@kubets/api/core/v1/pod.helpers';
import type { Service } from '@kubets/api/core/v1/service';

export interface BackendPort { readonly name: string; readonly protocol: string; readonly port: number; readonly appProtocol?: string }

/** The service's ports as one pod offers them: a named target may be another number in every pod, and a pod without it does not offer the port. */
export function portsOf(service: Service, pod: Pod): BackendPort[] {
  return (service.spec.ports ?? []).flatMap((each) => {
    const protocol = each.protocol ?? 'TCP';
    const port = targetOf(pod, each.targetPort ?? each.port, protocol, each.port);
    return port === undefined ? [] : [{ name: each.name ?? '', protocol, port, ...(each.appProtocol === undefined ? {} : { appProtocol: each.appProtocol }) }];
  });
}

function targetOf(pod: Pod, target: number | string, protocol: string, fallback: number): number | undefined {
  if (typeof target === 'number') return target || fallback;
  if (target === '') return fallback;
  const containers = [...pod.spec.containers ?? [], ...(pod.spec.initContainers ?? []).filter(isSidecar)];
  return containers.flatMap((container) => container.ports ?? []).find((port) => port.name === target && (port.protocol ?? 'TCP') === protocol)?.containerPort;
}

/** The pod's address of a family. */
export function addressOf({ status }: Pod, family: 'IPv4' | 'IPv6'): string | undefined {
  const addresses = status?.podIPs?.length ? status.podIPs.map(({ ip }) => ip) : [status?.podIP ?? ''];
  return addresses.find((ip) => ip && ip.includes(':') === (family === 'IPv6'));
}

/** A pod of a headless service may have a name of its own below the service's. */
export const hostnameOf = (service: Service, { metadata, spec }: Pod): string | undefined =>
  (spec.hostname && spec.subdomain === service.metadata.name && metadata.namespace === service.metadata.namespace ? spec.hostname : undefined);
