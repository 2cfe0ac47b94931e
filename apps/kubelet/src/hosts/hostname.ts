import type { Pod } from '@kubets/api/core/v1/pod';
import { nameOf, namespaceOf } from '../pod/identity.js';

const MAX_HOSTNAME = 63;
const MAX_FQDN = 64;

/** Host name and domain of a pod. The domain is empty unless the pod has a subdomain. */
export function podHostname(pod: Pod, clusterDomain: string, nodeName: string): { hostname: string; domain: string } {
  if (pod.spec.hostnameOverride) return { hostname: pod.spec.hostnameOverride, domain: '' };
  if (pod.spec.hostNetwork) return { hostname: nodeName, domain: '' };
  // A pod's name may be longer than the kernel allows; a cut must not end in a separator.
  const hostname = (pod.spec.hostname ?? '') || nameOf(pod).slice(0, MAX_HOSTNAME).replace(/[-.]+$/, '');
  const domain = pod.spec.subdomain ? `${pod.spec.subdomain}.${namespaceOf(pod)}.svc.${clusterDomain}` : '';
  return { hostname, domain };
}

/** What `hostname` prints inside the pod. Throws when the qualified name is wanted but too long for the kernel. */
export function kernelHostname(pod: Pod, clusterDomain: string, nodeName: string): string {
  const { hostname, domain } = podHostname(pod, clusterDomain, nodeName);
  if (!pod.spec.setHostnameAsFQDN || !domain || pod.spec.hostNetwork) return hostname;
  const full = `${hostname}.${domain}`;
  if (full.length > MAX_FQDN) throw new Error(`failed to construct FQDN from pod hostname and cluster domain, FQDN ${full} is too long (${MAX_FQDN} characters is the max, ${full.length} characters requested)`);
  return full;
}
