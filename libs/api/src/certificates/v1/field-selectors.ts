import type { Draft } from '@kubets/apimachinery/schema/types';
import type { CertificateSigningRequest } from './certificate-signing-request.js';

export const signerFields: Readonly<Record<string, (csr: Draft<CertificateSigningRequest>) => string>> = { 'spec.signerName': ({ spec }) => spec?.signerName ?? '' };
