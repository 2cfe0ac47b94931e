import { type FieldError, child, duplicate, invalid, required, tooMany } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { dns1123Label, dns1123Subdomain } from '@kubets/apimachinery/validation/names';
import { ipFamily, notForEndpoints } from '../../validation/addresses.js';
import { PROTOCOLS, each, immutable, invalidAll, oneOf, optionalText, portNumber } from '../../validation/fields.js';
import type { Endpoint, EndpointSlice } from './endpoint-slice.js';

const MAX_ENDPOINTS = 1000;
const MAX_PORTS = 20_000;
const MAX_ADDRESSES = 100;
const MAX_HINTS = 8;

function validateAddress(address: string, path: string, type: string | undefined): FieldError[] {
  if (type === 'FQDN') return invalidAll(path, address, dns1123Subdomain(address));
  const errors = invalidAll(path, address, notForEndpoints(address));
  if (errors.length === 0 && (type === 'IPv4' || type === 'IPv6') && ipFamily(address) !== type) errors.push(invalid(path, address, `must be an ${type} address`));
  return errors;
}

function validateEndpoint({ addresses, hostname, nodeName, hints }: Draft<Endpoint>, path: string, type: string | undefined): FieldError[] {
  const at = child(path, 'addresses');
  const errors: FieldError[] = [];
  if (!addresses?.length) errors.push(required(at, 'must contain at least 1 address'));
  else if (addresses.length > MAX_ADDRESSES) errors.push(tooMany(at, addresses.length, MAX_ADDRESSES));
  else errors.push(...each(addresses, at, (address, place) => validateAddress(address, place, type)));
  for (const name of ['forZones', 'forNodes'] as const) {
    const targets = hints?.[name];
    const place = child(child(path, 'hints'), name);
    if ((targets?.length ?? 0) > MAX_HINTS) errors.push(tooMany(place, targets?.length ?? 0, MAX_HINTS));
    else errors.push(...each(targets, place, ({ name: target }, item) => (target ? [] : [required(child(item, 'name'))])));
  }
  return [...errors, ...optionalText(child(path, 'hostname'), hostname, dns1123Label), ...optionalText(child(path, 'nodeName'), nodeName, dns1123Subdomain)];
}

export function validateEndpointSlice({ addressType, endpoints, ports }: Draft<EndpointSlice>): FieldError[] {
  const names = new Set<string>();
  const errors = oneOf('addressType', addressType, ['FQDN', 'IPv4', 'IPv6']);
  if ((endpoints?.length ?? 0) > MAX_ENDPOINTS) return [...errors, tooMany('endpoints', endpoints?.length ?? 0, MAX_ENDPOINTS)];
  if ((ports?.length ?? 0) > MAX_PORTS) return [...errors, tooMany('ports', ports?.length ?? 0, MAX_PORTS)];
  return [
    ...errors,
    ...each(endpoints, 'endpoints', (endpoint, at) => validateEndpoint(endpoint, at, addressType)),
    ...each(ports, 'ports', ({ name = '', protocol, port }, at) => {
      const found = name ? invalidAll(child(at, 'name'), name, dns1123Label(name)) : [];
      if (names.has(name)) found.push(duplicate(child(at, 'name'), name));
      names.add(name);
      found.push(...oneOf(child(at, 'protocol'), protocol, PROTOCOLS));
      return port === undefined ? found : [...found, ...portNumber(child(at, 'port'), port)];
    }),
  ];
}

export const validateEndpointSliceUpdate = (slice: Draft<EndpointSlice>, old: Draft<EndpointSlice>): FieldError[] => [
  ...validateEndpointSlice(slice), ...immutable('addressType', slice.addressType, old.addressType),
];
