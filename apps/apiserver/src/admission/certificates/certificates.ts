import type { CertificateSigningRequest } from '@kubets/api/certificates/v1/certificate-signing-request';
import { forbidden } from '@kubets/apimachinery/errors/status';
import type { Authorizer } from '../../authorization/authorizer.js';
import { sameValue } from '../../registry/same-value.js';
import type { AdmissionPlugin, Attributes } from '../plugin.js';
import { subjectOf } from '../targets.js';

const GROUP = 'certificates.k8s.io';
const CLIENT_SIGNER = 'kubernetes.io/kube-apiserver-client';
const isRequest = (a: Attributes, subresource: string): boolean => a.definition.group === GROUP && a.definition.resource === 'certificatesigningrequests' && a.subresource === subresource;

/** A signer is authorized by its name, or by all names of its domain. */
async function mayUse(authorizers: readonly Authorizer[], a: Attributes, verb: string, signer: string): Promise<boolean> {
  for (const name of [signer, `${signer.slice(0, signer.indexOf('/'))}/*`]) {
    for (const authorizer of authorizers) {
      const { decision } = await authorizer.authorize({
        user: a.user, verb, isResource: true, group: GROUP, version: '*', resource: 'signers', subresource: '', namespace: '', name, path: '',
      });
      if (decision === 'allow') return true;
      if (decision === 'deny') break;
    }
  }
  return false;
}

/** Who approves a request needs the verb `approve` on its signer. Source: Certificate Signing Requests, "Authorization". */
export const certificateApproval = (authorizers: readonly Authorizer[]): AdmissionPlugin => ({
  name: 'CertificateApproval',
  handles: (a) => a.operation === 'UPDATE' && isRequest(a, 'approval'),
  async validate(a) {
    const signer = (a.old as unknown as CertificateSigningRequest).spec.signerName;
    if (!await mayUse(authorizers, a, 'approve', signer)) throw forbidden(subjectOf(a), a.name, `user not permitted to approve requests with signerName ${JSON.stringify(signer)}`);
  },
});

/** Who issues a certificate, or says that it failed, needs the verb `sign` on the signer. */
export const certificateSigning = (authorizers: readonly Authorizer[]): AdmissionPlugin => ({
  name: 'CertificateSigning',
  handles: (a) => a.operation === 'UPDATE' && isRequest(a, 'status'),
  async validate(a) {
    const old = a.old as unknown as CertificateSigningRequest;
    const now = a.object as unknown as CertificateSigningRequest;
    if (sameValue(old.status.certificate, now.status.certificate) && sameValue(old.status.conditions ?? [], now.status.conditions ?? [])) return;
    if (!await mayUse(authorizers, a, 'sign', old.spec.signerName)) throw forbidden(subjectOf(a), a.name, `user not permitted to sign requests with signerName ${JSON.stringify(old.spec.signerName)}`);
  },
});

/**
 * Nobody gets a client certificate of the group `system:masters`, whose members cannot be refused anything.
 * @param organizations reads the organizations (groups) out of a PEM request
 */
export const certificateSubjectRestriction = (organizations: (pem: string) => Promise<readonly string[]>): AdmissionPlugin => ({
  name: 'CertificateSubjectRestriction',
  handles: (a) => a.operation === 'CREATE' && isRequest(a, ''),
  async validate(a) {
    const { spec } = a.object as unknown as CertificateSigningRequest;
    if (spec.signerName !== CLIENT_SIGNER) return;
    const groups = await organizations(Buffer.from(String(spec.request ?? ''), 'base64').toString());
    if (groups.includes('system:masters')) throw forbidden(subjectOf(a), a.name, `use of ${CLIENT_SIGNER} signer with system:masters group is not allowed`);
  },
});
