import { isIPv6 } from 'node:net';
import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { NONE, cut } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import type { EndpointSubset, Endpoints } from './endpoints.js';

const SHOWN = 3;
const joinPort = (ip: string, port: number): string => `${isIPv6(ip) ? `[${ip}]` : ip}:${port}`;

function addresses({ addresses: ips, ports }: Draft<EndpointSubset>): string[] {
  const list = (ips ?? []).map(({ ip }) => ip ?? '');
  return ports?.length ? ports.flatMap(({ port }) => list.map((ip) => joinPort(ip, port ?? 0))) : list;
}

export const endpointsColumns: readonly Column<Endpoints>[] = [
  NAME,
  column('Endpoints', 'string', 'Addresses and ports that are ready.', ({ subsets }) => (subsets?.length ? cut(subsets.flatMap(addresses), SHOWN, '') : NONE)),
  AGE,
];
