import type { Pod } from '@kubets/api/core/v1/pod';
import { isPodReady, isPodTerminal } from '@kubets/api/core/v1/pod.helpers';
import type { Service } from '@kubets/api/core/v1/service';
import type { Endpoint, EndpointPort } from '@kubets/api/discovery/v1/endpoint-slice';
import { addressOf, hostnameOf, portsOf } from '../service-backends/pod-ports.js';
import type { EndpointGroup } from './plan.js';

export type NodeOf = (name: string | undefined) => { readonly zone: string | undefined } | undefined;
type Family = 'IPv4' | 'IPv6';

const familiesOf = ({ spec }: Service): Family[] => {
  if (spec.ipFamilies?.length) return spec.ipFamilies as Family[];
  return [spec.clusterIP?.includes(':') ? 'IPv6' : 'IPv4'];
};

/** What a service's slices should hold. Pods of a node that is gone are gone too, unless the service wants to hear of pods in any state. */
export function groupsOf(service: Service, pods: readonly Pod[], nodeOf: NodeOf): EndpointGroup[] {
  return familiesOf(service).flatMap((addressType): EndpointGroup[] => {
    const groups = new Map<string, { ports: EndpointPort[]; endpoints: Endpoint[] }>();
    for (const pod of pods) {
      const address = addressOf(pod, addressType);
      const node = nodeOf(pod.spec.nodeName);
      if (address === undefined || isPodTerminal(pod) || (!node && !service.spec.publishNotReadyAddresses)) continue;
      const ports = portsOf(service, pod);
      const key = JSON.stringify(ports);
      let group = groups.get(key);
      if (!group) groups.set(key, group = { ports, endpoints: [] });
      group.endpoints.push(endpointOf(service, pod, address, node?.zone));
    }
    return groups.size ? [...groups.values()].map((group) => ({ addressType, ...group })) : [{ addressType, ports: [], endpoints: [] }];
  });
}

function endpointOf(service: Service, pod: Pod, address: string, zone: string | undefined): Endpoint {
  const serving = isPodReady(pod);
  const terminating = Boolean(pod.metadata.deletionTimestamp);
  const hostname = hostnameOf(service, pod);
  const { name, namespace, uid } = pod.metadata;
  return {
    addresses: [address],
    conditions: { ready: Boolean(service.spec.publishNotReadyAddresses) || (serving && !terminating), serving, terminating },
    ...(hostname === undefined ? {} : { hostname }),
    targetRef: { kind: 'Pod', namespace, name, uid },
    ...(pod.spec.nodeName ? { nodeName: pod.spec.nodeName } : {}),
    ...(zone === undefined ? {} : { zone }),
  };
}
