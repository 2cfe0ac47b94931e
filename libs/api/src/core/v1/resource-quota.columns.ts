import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { AGE, NAME, column } from '../../table/column.js';
import { showQuantity } from '../../validation/quantity.js';
import type { ResourceQuota } from './resource-quota.js';

const usage = ({ status }: Draft<ResourceQuota>, wanted: (name: string) => boolean): string =>
  Object.keys(status?.hard ?? {}).filter(wanted).sort()
    .map((name) => `${name}: ${showQuantity(status?.used?.[name])}/${showQuantity(status?.hard?.[name])}`).join(', ');

const isLimit = (name: string): boolean => name.startsWith('limits.');

export const resourceQuotaColumns: readonly Column<ResourceQuota>[] = [
  NAME,
  column('Request', 'string', 'Use and bound of what may be requested or counted.', (quota) => usage(quota, (name) => !isLimit(name))),
  column('Limit', 'string', 'Use and bound of what limits may add up to.', (quota) => usage(quota, isLimit)),
  AGE,
];
