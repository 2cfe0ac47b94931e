import type { CertificateSigningRequest } from '@kubets/api/certificates/v1/certificate-signing-request';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { Strategy } from '../registry/strategy.js';

/** Who asks is what the server knows, not what the request says. */
export const certificateSigningRequestStrategy: Strategy<CertificateSigningRequest> = {
  prepareForCreate({ spec }, { user }) {
    spec.username = user.name;
    spec.groups = [...user.groups];
    if (user.uid) spec.uid = user.uid; else delete spec.uid;
    if (user.extra) spec.extra = Object.fromEntries(Object.entries(user.extra).map(([name, values]) => [name, [...values]])); else delete spec.extra;
  },
  prepareForUpdate(request, old) { request.spec = old.spec; },
  prepareForStatusUpdate(request, old, { now }) {
    // Approval and denial have a subresource of their own.
    const decided = (old.status.conditions ?? []).filter(isDecision);
    const others = (request.status.conditions ?? []).filter((condition) => !isDecision(condition));
    if (decided.length || others.length) request.status.conditions = [...decided, ...others]; else delete request.status.conditions;
    stampConditions(request, old, now);
  },
};

export const isDecision = ({ type }: { type?: string }): boolean => type === 'Approved' || type === 'Denied';

/** Conditions that are new or changed sides get their times. */
export function stampConditions(request: CertificateSigningRequest, old: CertificateSigningRequest, now: number): void {
  for (const condition of request.status.conditions ?? []) {
    const before = old.status.conditions?.find((c) => c.type === condition.type);
    condition.lastUpdateTime ??= formatTime(now);
    condition.lastTransitionTime ??= before?.status === condition.status ? before.lastTransitionTime ?? formatTime(now) : formatTime(now);
  }
}
