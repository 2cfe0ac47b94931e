import { type FieldError, child, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Label, dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { notForEndpoints } from '../../validation/addresses.js';
import { PROTOCOLS, each, invalidAll, oneOf, optionalText, portNumber } from '../../validation/fields.js';
import type { EndpointAddress, Endpoints } from './endpoints.js';

function validateAddress({ ip = '', hostname, nodeName }: Draft<EndpointAddress>, path: string): FieldError[] {
  return [
    ...invalidAll(child(path, 'ip'), ip, notForEndpoints(ip)),
    ...optionalText(child(path, 'hostname'), hostname, dns1123Label),
    ...optionalText(child(path, 'nodeName'), nodeName, dns1123Subdomain),
  ];
}

export const validateEndpoints = ({ subsets }: Draft<Endpoints>): FieldError[] =>
  each(subsets, 'subsets', ({ addresses, notReadyAddresses, ports }, at) => [
    ...(addresses?.length || notReadyAddresses?.length ? [] : [required(at, 'must specify `addresses` or `notReadyAddresses`')]),
    ...each(addresses, child(at, 'addresses'), validateAddress),
    ...each(notReadyAddresses, child(at, 'notReadyAddresses'), validateAddress),
    ...each(ports, child(at, 'ports'), ({ name, port, protocol }, place) => [
      ...(name ? invalidAll(child(place, 'name'), name, dns1123Label(name)) : (ports?.length ?? 0) > 1 ? [required(child(place, 'name'))] : []),
      ...portNumber(child(place, 'port'), port),
      ...oneOf(child(place, 'protocol'), protocol, PROTOCOLS),
    ]),
  ]);
