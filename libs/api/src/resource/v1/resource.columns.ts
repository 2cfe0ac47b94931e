import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { AGE, NAME, column, type Described } from '../../table/column.js';
import type { ResourceClaim } from './resource-claim.js';
import type { ResourceSlice } from './resource-slice.js';

function state({ metadata, status }: Draft<ResourceClaim>): string {
  const states = [
    ...(metadata?.deletionTimestamp ? ['deleted'] : []), ...(status?.allocation ? ['allocated'] : []), ...(status?.reservedFor?.length ? ['reserved'] : []),
  ];
  return status?.allocation || metadata?.deletionTimestamp ? states.join(',') : ['pending', ...states].join(',');
}

export const resourceClaimColumns: readonly Column<ResourceClaim>[] = [
  NAME, column('State', 'string', 'Whether devices are allocated, and reserved for somebody.', state), AGE,
];

export const agedColumns: readonly Column<Described>[] = [NAME, AGE];

export const resourceSliceColumns: readonly Column<ResourceSlice>[] = [
  NAME,
  column('Node', 'string', 'Node that has the devices.', ({ spec }) => spec?.nodeName ?? ''),
  column('Driver', 'string', 'Driver that reports the devices.', ({ spec }) => spec?.driver ?? ''),
  column('Pool', 'string', 'Pool that the devices belong to.', ({ spec }) => spec?.pool?.name ?? ''),
  AGE,
];
