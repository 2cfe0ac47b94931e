import type { Draft } from '@kubets/apimachinery/schema/types';
import type { ResourceSlice } from './resource-slice.js';

export const sliceFields: Readonly<Record<string, (slice: Draft<ResourceSlice>) => string>> = {
  'spec.nodeName': ({ spec }) => spec?.nodeName ?? '',
  'spec.driver': ({ spec }) => spec?.driver ?? '',
};
