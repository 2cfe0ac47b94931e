import { X509Certificate, createPrivateKey, type KeyObject } from 'node:crypto';
import type { CertificateSpec } from './certificates.cfg.js';

/** A certificate is renewed when less than this is left of it. */
export const RENEW_BEFORE_MS = 30 * 24 * 3_600_000;

/** Reads PEM; `undefined` when it is no certificate. */
export function parseCertificate(pem: string): X509Certificate | undefined {
  try { return new X509Certificate(pem); } catch { return undefined; }
}

export function parseKey(pem: string): KeyObject | undefined {
  try { return createPrivateKey(pem); } catch { return undefined; }
}

const EXTENDED: Readonly<Record<CertificateSpec['usages'][number], string>> = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2' };

/** `O=a\nO=b\nCN=c`, as Node prints subjects. Sorted, because order means nothing here. */
const subjectOf = (spec: CertificateSpec): string => [...(spec.organizations ?? []).map((o) => `O=${o}`), `CN=${spec.commonName}`].sort().join('\n');

/**
 * Why a certificate cannot be used any longer; `undefined` when it can.
 * @param now milliseconds since the epoch
 */
export function faultOf(spec: CertificateSpec, certPem: string, keyPem: string, ca: X509Certificate, now: number): string | undefined {
  const cert = parseCertificate(certPem);
  const key = parseKey(keyPem);
  if (!cert || !key) return 'the file is damaged';
  if (!cert.checkPrivateKey(key)) return 'the key is not the certificate\'s';
  if (Date.parse(cert.validTo) - now < RENEW_BEFORE_MS) return `it expires on ${cert.validTo}`;
  if (Date.parse(cert.validFrom) > now) return `it is not valid before ${cert.validFrom}`;
  if (!cert.checkIssued(ca) || !cert.verify(ca.publicKey)) return 'another authority signed it';
  if (cert.subject.split('\n').sort().join('\n') !== subjectOf(spec)) return 'it is for another subject';
  const usages: readonly string[] = cert.keyUsage ?? [];
  if (spec.usages.some((usage) => !usages.includes(EXTENDED[usage]))) return 'it is not for this use';
  const name = spec.dnsNames?.find((each) => !cert.checkHost(each, { subject: 'never', wildcards: false }));
  if (name !== undefined) return `it lacks the name ${name}`;
  const address = spec.addresses?.find((each) => !cert.checkIP(each));
  return address === undefined ? undefined : `it lacks the address ${address}`;
}
