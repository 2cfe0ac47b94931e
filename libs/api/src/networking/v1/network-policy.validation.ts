import { type FieldError, child, forbidden, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { portName } from '@kubets/apimachinery/validation/identifiers';
import { cidr, strictlyInside } from '../../validation/addresses.js';
import { PROTOCOLS, each, invalidAll, oneOf, optionalOneOf, portNumber } from '../../validation/fields.js';
import { checkSelector } from '../../validation/labels.js';
import type { IPBlock, NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from './network-policy.js';

function validatePort({ protocol, port, endPort }: Draft<NetworkPolicyPort>, path: string): FieldError[] {
  const errors = optionalOneOf(child(path, 'protocol'), protocol, PROTOCOLS);
  if (typeof port === 'string') errors.push(...invalidAll(child(path, 'port'), port, portName(port)));
  else if (port !== undefined) errors.push(...portNumber(child(path, 'port'), port));
  if (endPort === undefined) return errors;
  const at = child(path, 'endPort');
  if (port === undefined) return [...errors, required(at, 'may not be specified when `port` is not specified')];
  if (typeof port === 'string') return [...errors, required(at, 'may not be specified when `port` is non-numeric')];
  if (endPort < port) errors.push(invalid(at, endPort, 'must be greater than or equal to `port`'));
  return [...errors, ...portNumber(at, endPort)];
}

function validateBlock({ cidr: range = '', except }: Draft<IPBlock>, path: string): FieldError[] {
  if (!range) return [required(child(path, 'cidr'))];
  const errors = invalidAll(child(path, 'cidr'), range, cidr(range));
  if (errors.length) return errors;
  return each(except, child(path, 'except'), (hole, at) => {
    const found = invalidAll(at, hole, cidr(hole));
    return found.length || strictlyInside(hole, range) ? found : [invalid(at, hole, 'must be a strict subset of `cidr`')];
  });
}

function validatePeer({ podSelector, namespaceSelector, ipBlock }: Draft<NetworkPolicyPeer>, path: string): FieldError[] {
  const errors = [...checkSelector(podSelector, child(path, 'podSelector')), ...checkSelector(namespaceSelector, child(path, 'namespaceSelector'))];
  if (ipBlock) errors.push(...validateBlock(ipBlock, child(path, 'ipBlock')));
  if (!podSelector && !namespaceSelector && !ipBlock) errors.push(required(path, 'must specify a peer'));
  if (ipBlock && (podSelector || namespaceSelector)) errors.push(forbidden(path, 'may not specify both ipBlock and another peer'));
  return errors;
}

export function validateNetworkPolicy({ spec = {} }: Draft<NetworkPolicy>): FieldError[] {
  const errors = [
    ...checkSelector(spec.podSelector, 'spec.podSelector'),
    ...each(spec.ingress, 'spec.ingress', ({ ports, from }, at) => [...each(ports, child(at, 'ports'), validatePort), ...each(from, child(at, 'from'), validatePeer)]),
    ...each(spec.egress, 'spec.egress', ({ ports, to }, at) => [...each(ports, child(at, 'ports'), validatePort), ...each(to, child(at, 'to'), validatePeer)]),
  ];
  if ((spec.policyTypes?.length ?? 0) > 2) return [...errors, invalid('spec.policyTypes', spec.policyTypes, 'may not specify more than two policyTypes')];
  return [...errors, ...each(spec.policyTypes, 'spec.policyTypes', (type, at) => oneOf(at, type, ['Egress', 'Ingress']))];
}
