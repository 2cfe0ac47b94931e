import { type FieldError, invalid, required } from '@kubets/apimachinery/errors/field';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { IMMUTABLE, each, immutable, oneOf } from '../../validation/fields.js';
import type { CertificateSigningRequest } from './certificate-signing-request.js';

const SIGNER = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+\/[a-zA-Z0-9][-a-zA-Z0-9._/]*$/;
const MIN_SECONDS = 600;
const USAGES = [
  'signing', 'digital signature', 'content commitment', 'key encipherment', 'key agreement', 'data encipherment', 'cert sign', 'crl sign', 'encipher only',
  'decipher only', 'any', 'server auth', 'client auth', 'code signing', 'email protection', 's/mime', 'ipsec end system', 'ipsec tunnel', 'ipsec user',
  'timestamping', 'ocsp signing', 'microsoft sgc', 'netscape sgc',
];

/** Only the outer form of the request is looked at here; whether it is a sound PKCS #10 message is the signer's matter. */
export function validateCertificateSigningRequest({ spec = {} }: Draft<CertificateSigningRequest>): FieldError[] {
  const { request, usages, signerName, expirationSeconds } = spec;
  const pem = Buffer.from(request ?? '', 'base64').toString('latin1');
  const errors: FieldError[] = [];
  if (!pem.includes('-----BEGIN CERTIFICATE REQUEST-----')) errors.push(invalid('spec.request', request ?? '', 'PEM block type must be CERTIFICATE REQUEST'));
  if (!usages?.length) errors.push(required('spec.usages'));
  errors.push(...each(usages, 'spec.usages', (usage, at) => oneOf(at, usage, USAGES)));
  if (!signerName) errors.push(required('spec.signerName'));
  else if (!SIGNER.test(signerName)) errors.push(invalid('spec.signerName', signerName, 'must be a fully qualified domain and path of the form \'example.com/signer-name\''));
  if (expirationSeconds !== undefined && expirationSeconds < MIN_SECONDS) errors.push(invalid('spec.expirationSeconds', expirationSeconds, `may not specify a duration less than ${MIN_SECONDS} seconds (10 minutes)`));
  return errors;
}

export const validateCertificateSigningRequestUpdate = (csr: Draft<CertificateSigningRequest>, old: Draft<CertificateSigningRequest>): FieldError[] =>
  immutable('spec', csr.spec, old.spec);

/** A decision cannot be taken back, and an issued certificate stays. */
export function validateCertificateSigningRequestStatus({ status = {} }: Draft<CertificateSigningRequest>, old: Draft<CertificateSigningRequest>): FieldError[] {
  const has = (type: string, of: typeof status): boolean => of.conditions?.some((condition) => condition.type === type) === true;
  const errors: FieldError[] = [];
  for (const type of ['Approved', 'Denied', 'Failed']) {
    if (has(type, old.status ?? {}) && !has(type, status)) errors.push(invalid('status.conditions', type, `may not remove the ${type} condition`));
  }
  if (has('Approved', status) && has('Denied', status)) errors.push(invalid('status.conditions', 'Denied', 'Approved and Denied conditions are mutually exclusive'));
  if (old.status?.certificate && old.status.certificate !== status.certificate) errors.push(invalid('status.certificate', '', IMMUTABLE));
  return errors;
}
