import type { Draft } from '@kubets/apimachinery/schema/types';
import type { IPAddress } from './ip-address.js';

export const ipAddressFields: Readonly<Record<string, (address: Draft<IPAddress>) => string>> = {
  'spec.parentRef.group': ({ spec }) => spec?.parentRef?.group ?? '',
  'spec.parentRef.resource': ({ spec }) => spec?.parentRef?.resource ?? '',
  'spec.parentRef.namespace': ({ spec }) => spec?.parentRef?.namespace ?? '',
  'spec.parentRef.name': ({ spec }) => spec?.parentRef?.name ?? '',
};
