import { type FieldError, child, duplicate, forbidden, index, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { portName } from '@kubets/apimachinery/validation/identifiers';
import { dns1123Label, dns1123Subdomain, qualifiedName } from '@kubets/apimachinery/validation/names';
import { cidr, ipAddress, ipFamily, notForEndpoints } from '../../validation/addresses.js';
import { PROTOCOLS, between, each, invalidAll, oneOf, optionalOneOf, portNumber } from '../../validation/fields.js';
import { checkLabels } from '../../validation/labels.js';
import { isExternallyAccessible } from './service.defaults.js';
import type { Service, ServicePort, ServiceSpec } from './service.js';

const MAX_AFFINITY_SECONDS = 86_400;
const HEADLESS = 'None';

export function validateService(service: Draft<Service>): FieldError[] {
  const spec = service.spec ?? {};
  const headless = spec.clusterIP === HEADLESS;
  const errors = [
    ...oneOf('spec.type', spec.type, ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort']),
    ...oneOf('spec.sessionAffinity', spec.sessionAffinity, ['ClientIP', 'None']),
    ...checkLabels(spec.selector, 'spec.selector'),
    ...validateAddresses(spec),
    ...validateByType(spec, headless),
    ...validatePorts(spec),
    ...validateTraffic(spec),
  ];
  const seconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (seconds !== undefined && (seconds < 1 || seconds > MAX_AFFINITY_SECONDS)) {
    errors.push(invalid('spec.sessionAffinityConfig.clientIP.timeoutSeconds', seconds, `must be greater than 0 and less than ${MAX_AFFINITY_SECONDS}`));
  }
  return errors;
}

function validateByType(spec: Draft<ServiceSpec>, headless: boolean): FieldError[] {
  const errors: FieldError[] = [];
  const needsPorts = spec.type !== 'ExternalName' && !headless;
  if (needsPorts && !spec.ports?.length) errors.push(required('spec.ports'));
  if (spec.type === 'ExternalName') {
    const name = (spec.externalName ?? '').replace(/\.$/, '');
    if (spec.clusterIP) errors.push(forbidden('spec.clusterIPs', "may not be set when `type` is 'ExternalName'"));
    if (!name) errors.push(required('spec.externalName'));
    else errors.push(...invalidAll('spec.externalName', spec.externalName, dns1123Subdomain(name)));
  } else if (headless && (spec.type === 'LoadBalancer' || spec.type === 'NodePort')) {
    errors.push(invalid('spec.clusterIPs[0]', spec.clusterIP, `may not be set to 'None' for ${spec.type} services`));
  }
  if (spec.loadBalancerClass !== undefined) {
    if (spec.type !== 'LoadBalancer') errors.push(forbidden('spec.loadBalancerClass', 'may only be used when `type` is \'LoadBalancer\''));
    else errors.push(...invalidAll('spec.loadBalancerClass', spec.loadBalancerClass, qualifiedName(spec.loadBalancerClass)));
  }
  if (spec.allocateLoadBalancerNodePorts !== undefined && spec.type !== 'LoadBalancer') {
    errors.push(forbidden('spec.allocateLoadBalancerNodePorts', 'may only be used when `type` is \'LoadBalancer\''));
  }
  if (spec.loadBalancerSourceRanges?.length && spec.type !== 'LoadBalancer') {
    errors.push(forbidden('spec.LoadBalancerSourceRanges', 'may only be used when `type` is \'LoadBalancer\''));
  }
  return [...errors, ...each(spec.loadBalancerSourceRanges, 'spec.LoadBalancerSourceRanges', (range, at) => invalidAll(at, range, cidr(range.trim())))];
}

function validateAddresses(spec: Draft<ServiceSpec>): FieldError[] {
  const { clusterIP, clusterIPs = [], ipFamilies = [], externalIPs } = spec;
  const errors: FieldError[] = each(externalIPs, 'spec.externalIPs', (address, at) => invalidAll(at, address, notForEndpoints(address)));
  if (clusterIP && clusterIPs.length && clusterIPs[0] !== clusterIP) errors.push(invalid('spec.clusterIPs', clusterIPs, 'first value must match `clusterIP`'));
  if (clusterIPs.includes(HEADLESS) && clusterIPs.length > 1) errors.push(invalid('spec.clusterIPs', clusterIPs, "'None' must be the first and only value"));
  if (clusterIPs.length > 2) errors.push(invalid('spec.clusterIPs', clusterIPs, 'may only hold up to 2 values'));
  const addresses = clusterIPs.length ? clusterIPs : clusterIP ? [clusterIP] : [];
  addresses.forEach((address, at) => {
    if (address === HEADLESS) return;
    const place = index('spec.clusterIPs', at);
    const messages = ipAddress(address);
    errors.push(...invalidAll(place, address, messages));
    const family = ipFamilies[at];
    if (messages.length === 0 && family && family !== ipFamily(address)) errors.push(invalid(place, address, `expected an ${family} value as indicated by \`ipFamilies[${at}]\``));
  });
  errors.push(
    ...each(ipFamilies, 'spec.ipFamilies', (family, at) => oneOf(at, family, ['IPv4', 'IPv6'])),
    ...optionalOneOf('spec.ipFamilyPolicy', spec.ipFamilyPolicy, ['PreferDualStack', 'RequireDualStack', 'SingleStack']),
  );
  if (ipFamilies.length === 2 && ipFamilies[0] === ipFamilies[1]) errors.push(duplicate('spec.ipFamilies[1]', ipFamilies[1]));
  if (clusterIPs.length === 2 && clusterIPs.every((address) => ipAddress(address).length === 0) && ipFamily(clusterIPs[0] ?? '') === ipFamily(clusterIPs[1] ?? '')) {
    errors.push(invalid('spec.clusterIPs', clusterIPs, 'may specify no more than one IP for each IP family'));
  }
  return errors;
}

function validatePorts(spec: Draft<ServiceSpec>): FieldError[] {
  const names = new Set<string>();
  const ports = new Set<string>();
  const nodePorts = new Set<string>();
  const several = (spec.ports?.length ?? 0) > 1;
  return each(spec.ports, 'spec.ports', (port, at) => {
    const errors = validatePort(port, at, several, names);
    const id = `${port.port}/${port.protocol}`;
    if (ports.has(id)) errors.push(duplicate(at, { port: port.port, protocol: port.protocol }));
    ports.add(id);
    if (!port.nodePort) return errors;
    const node = `${port.nodePort}/${port.protocol}`;
    if (spec.type === 'ClusterIP') errors.push(forbidden(child(at, 'nodePort'), 'may not be used when `type` is \'ClusterIP\''));
    if (nodePorts.has(node)) errors.push(duplicate(child(at, 'nodePort'), port.nodePort));
    nodePorts.add(node);
    return errors;
  });
}

function validatePort({ name, port, protocol, targetPort, appProtocol }: Draft<ServicePort>, path: string, several: boolean, names: Set<string>): FieldError[] {
  const errors: FieldError[] = [];
  if (!name) errors.push(...(several ? [required(child(path, 'name'))] : []));
  else {
    errors.push(...invalidAll(child(path, 'name'), name, dns1123Label(name)));
    if (names.has(name)) errors.push(duplicate(child(path, 'name'), name));
    names.add(name);
  }
  errors.push(...portNumber(child(path, 'port'), port), ...oneOf(child(path, 'protocol'), protocol, PROTOCOLS));
  errors.push(...(typeof targetPort === 'string' ? invalidAll(child(path, 'targetPort'), targetPort, portName(targetPort)) : portNumber(child(path, 'targetPort'), targetPort)));
  if (appProtocol !== undefined) errors.push(...invalidAll(child(path, 'appProtocol'), appProtocol, qualifiedName(appProtocol)));
  return errors;
}

function validateTraffic(spec: Draft<ServiceSpec>): FieldError[] {
  const errors: FieldError[] = [];
  const outside = isExternallyAccessible(spec);
  const { externalTrafficPolicy, healthCheckNodePort: health } = spec;
  if (!outside && externalTrafficPolicy) errors.push(invalid('spec.externalTrafficPolicy', externalTrafficPolicy, 'may only be set for externally-accessible services'));
  if (outside) errors.push(...oneOf('spec.externalTrafficPolicy', externalTrafficPolicy, ['Cluster', 'Local']));
  if (health) {
    if (spec.type !== 'LoadBalancer' || externalTrafficPolicy !== 'Local') {
      errors.push(invalid('spec.healthCheckNodePort', health, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"));
    } else errors.push(...between('spec.healthCheckNodePort', health, 1, 65535));
  }
  if (spec.type !== 'ExternalName') errors.push(...optionalOneOf('spec.internalTrafficPolicy', spec.internalTrafficPolicy, ['Cluster', 'Local']));
  return [...errors, ...optionalOneOf('spec.trafficDistribution', spec.trafficDistribution, ['PreferClose', 'PreferSameNode', 'PreferSameZone'])];
}

const hasClusterIP = ({ type }: Draft<ServiceSpec>): boolean => type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer';

/** Addresses are kept for life, unless the service turns into a mere name and back. */
export function validateServiceUpdate(service: Draft<Service>, old: Draft<Service>): FieldError[] {
  const [spec, before] = [service.spec ?? {}, old.spec ?? {}];
  const errors = validateService(service);
  if (hasClusterIP(spec) && hasClusterIP(before)) {
    const [was, is] = [before.clusterIPs ?? [], spec.clusterIPs ?? []];
    if (was[0] && was[0] !== is[0]) errors.push(invalid('spec.clusterIPs[0]', is, 'may not change once set'));
    if (was[1] && is[1] && was[1] !== is[1]) errors.push(invalid('spec.clusterIPs[1]', is, 'may not change once set'));
    if (before.ipFamilies?.[0] && spec.ipFamilies?.[0] !== before.ipFamilies[0]) errors.push(invalid('spec.ipFamilies[0]', spec.ipFamilies, 'may not change once set'));
  }
  if (spec.type === 'LoadBalancer' && before.type === 'LoadBalancer' && spec.loadBalancerClass !== before.loadBalancerClass) {
    errors.push(invalid('spec.loadBalancerClass', spec.loadBalancerClass ?? null, 'may not change once set'));
  }
  return errors;
}

export const validateServiceStatus = ({ status, spec }: Draft<Service>): FieldError[] =>
  each(status?.loadBalancer?.ingress, 'status.loadBalancer.ingress', ({ ip, hostname, ipMode }, at) => {
    const errors: FieldError[] = spec?.type === 'LoadBalancer' ? [] : [forbidden('status.loadBalancer.ingress', 'may only be used when `spec.type` is \'LoadBalancer\'')];
    if (ip) errors.push(...invalidAll(child(at, 'ip'), ip, ipAddress(ip)));
    if (ip && !ipMode) errors.push(required(child(at, 'ipMode'), 'must be specified when `ip` is set'));
    if (!ip && ipMode) errors.push(forbidden(child(at, 'ipMode'), 'may not be specified when `ip` is not set'));
    if (hostname) errors.push(...invalidAll(child(at, 'hostname'), hostname, dns1123Subdomain(hostname)));
    return errors;
  });
