import type { Column } from '@kubets/apimachinery/resource/definition';
import { UNSET, cut } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import type { EndpointSlice } from './endpoint-slice.js';

const SHOWN = 3;

export const endpointSliceColumns: readonly Column<EndpointSlice>[] = [
  NAME,
  column('AddressType', 'string', 'What the addresses are: IPv4, IPv6 or FQDN.', ({ addressType }) => addressType ?? ''),
  column('Ports', 'string', 'Ports of each endpoint.', ({ ports }) => cut((ports ?? []).map(({ port, name }) => String(port ?? name ?? '*')), SHOWN, UNSET) || UNSET),
  column('Endpoints', 'string', 'Addresses of the endpoints.', ({ endpoints }) => cut((endpoints ?? []).flatMap(({ addresses }) => addresses ?? []), SHOWN, UNSET)),
  AGE,
];
