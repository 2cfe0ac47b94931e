import type { CertificateSigningRequest } from '@kubets/api/certificates/v1/certificate-signing-request';
import { validateCertificateSigningRequestStatus } from '@kubets/api/certificates/v1/certificate-signing-request.validation';
import type { Pod } from '@kubets/api/core/v1/pod';
import { validateEphemeralContainersUpdate } from '@kubets/api/core/v1/pod.validation';
import { validatePodResize } from '@kubets/api/core/v1/pod-update.validation';
import { keepAllBut } from '../registry/preparation.js';
import type { Part } from '../registry/write-target.js';
import { isDecision, stampConditions } from '../strategies/certificate-signing-request.js';

/** `pods/<name>/ephemeralcontainers` (KEP-277): containers for debugging, added to a pod that runs. */
export const ephemeralContainers: Part<Pod> = {
  prepare(pod, old) {
    const asked = pod.spec.ephemeralContainers;
    keepAllBut(pod, old, []);
    pod.spec = { ...old.spec, ...(asked ? { ephemeralContainers: asked } : {}) };
    if (!asked) delete pod.spec.ephemeralContainers;
    pod.metadata = { ...old.metadata, managedFields: pod.metadata.managedFields } as Pod['metadata'];
  },
  validate: validateEphemeralContainersUpdate,
};

/** `pods/<name>/resize` (KEP-1287): cpu and memory of containers that run; what else was sent is refused by validation. */
export const resize: Part<Pod> = {
  prepare(pod, old) {
    keepAllBut(pod, old, ['spec']);
    pod.metadata = { ...old.metadata, managedFields: pod.metadata.managedFields } as Pod['metadata'];
  },
  validate: validatePodResize,
};

/** `certificatesigningrequests/<name>/approval`: the decision, and nothing else. */
export const approval = (now: () => number): Part<CertificateSigningRequest> => ({
  prepare(request, old) {
    const conditions = request.status.conditions;
    keepAllBut(request, old, ['status']);
    request.status = { ...old.status, ...(conditions ? { conditions } : {}) };
    if (!conditions) delete request.status.conditions;
    stampConditions(request, old, now());
  },
  validate(request, old) {
    return validateCertificateSigningRequestStatus(request, { ...old, status: { ...old.status, conditions: old.status.conditions?.filter(isDecision) } } as CertificateSigningRequest);
  },
});
