import type { Draft } from '@kubets/apimachinery/schema/types';
import type { Endpoints } from './endpoints.js';

export function defaultEndpoints(endpoints: Draft<Endpoints>): void {
  for (const { ports } of endpoints.subsets ?? []) for (const port of ports ?? []) port.protocol ||= 'TCP';
}
