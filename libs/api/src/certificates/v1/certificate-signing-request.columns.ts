import type { Column } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/types';
import { humanDuration } from '@kubets/apimachinery/time/index';
import { NONE, orNone } from '../../table/cells.js';
import { AGE, NAME, column } from '../../table/column.js';
import type { CertificateSigningRequest } from './certificate-signing-request.js';

function condition({ status }: Draft<CertificateSigningRequest>): string {
  const has = (type: string): boolean => status?.conditions?.some((entry) => entry.type === type) === true;
  const decision = has('Denied') ? 'Denied' : has('Approved') ? 'Approved' : 'Pending';
  return `${decision}${has('Failed') ? ',Failed' : ''}${status?.certificate ? ',Issued' : ''}`;
}

export const certificateSigningRequestColumns: readonly Column<CertificateSigningRequest>[] = [
  NAME,
  AGE,
  column('SignerName', 'string', 'Signer that is asked for the certificate.', ({ spec }) => orNone(spec?.signerName)),
  column('Requestor', 'string', 'User who asks for the certificate.', ({ spec }) => spec?.username ?? ''),
  column('RequestedDuration', 'string', 'How long the certificate should be valid.', ({ spec }) => (spec?.expirationSeconds === undefined ? NONE : humanDuration(spec.expirationSeconds))),
  column('Condition', 'string', 'Whether the request was approved or denied, and the certificate issued.', condition),
];
