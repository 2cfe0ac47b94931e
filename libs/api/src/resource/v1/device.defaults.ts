import type { Draft } from '@kubets/apimachinery/schema/types';
import type { DeviceClaim, ExactDeviceRequest } from './device.js';
import type { ResourceClaimTemplate } from './resource-claim-template.js';
import type { ResourceClaim } from './resource-claim.js';

type Request = Pick<Draft<ExactDeviceRequest>, 'allocationMode' | 'count' | 'tolerations'>;

function defaultRequest(request: Request): void {
  request.allocationMode ||= 'ExactCount';
  if (request.allocationMode === 'ExactCount') request.count ||= 1;
  for (const toleration of request.tolerations ?? []) toleration.operator ||= 'Equal';
}

function defaultDevices(devices: Draft<DeviceClaim> | undefined): void {
  for (const { exactly, firstAvailable } of devices?.requests ?? []) {
    if (exactly) defaultRequest(exactly);
    firstAvailable?.forEach(defaultRequest);
  }
}

export const defaultResourceClaim = ({ spec }: Draft<ResourceClaim>): void => defaultDevices(spec?.devices);
export const defaultResourceClaimTemplate = ({ spec }: Draft<ResourceClaimTemplate>): void => defaultDevices(spec?.spec?.devices);
