import type { Draft } from '@kubets/apimachinery/schema/types';
import type { APIService } from './api-service.js';

export function defaultAPIService({ spec }: Draft<APIService>): void {
  if (spec?.service) spec.service.port ??= 443;
}
