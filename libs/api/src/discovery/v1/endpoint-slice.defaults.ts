import type { Draft } from '@kubets/apimachinery/schema/types';
import type { EndpointSlice } from './endpoint-slice.js';

export function defaultEndpointSlice(slice: Draft<EndpointSlice>): void {
  for (const port of slice.ports ?? []) {
    port.name ??= '';
    port.protocol ??= 'TCP';
  }
}
