import 'reflect-metadata';
import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, webcrypto, type KeyObject } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { CertificateSpec } from './certificates.cfg.js';

const DAY_MS = 24 * 3_600_000;
const LEAF_DAYS = 365;
const CA_DAYS = 3650;
/** Clocks of other machines may be a little behind ours. */
const BACKDATE_MS = 5 * 60_000;

/** ECDSA P-256, PKCS #8 PEM. */
export const generateKey = (): string => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const publicKeyOf = (keyPem: string): string => createPublicKey(keyPem).export({ type: 'spki', format: 'pem' }).toString();

type Algorithm = webcrypto.EcKeyImportParams | webcrypto.RsaHashedImportParams;

/** How the key signs. Authorities that somebody else made may be RSA or another curve. */
function algorithmOf(key: KeyObject): { readonly imported: Algorithm; readonly signing: Algorithm | webcrypto.EcdsaParams } {
  if (key.asymmetricKeyType === 'rsa') return { imported: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, signing: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } };
  const curve = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }[key.asymmetricKeyDetails?.namedCurve ?? ''];
  if (!curve) throw new Error(`keys of type ${key.asymmetricKeyType} cannot sign certificates here; use ECDSA or RSA`);
  return { imported: { name: 'ECDSA', namedCurve: curve }, signing: { name: 'ECDSA', hash: 'SHA-256' } };
}

async function importPair(keyPem: string): Promise<{ readonly privateKey: webcrypto.CryptoKey; readonly publicKey: webcrypto.CryptoKey; readonly signing: Algorithm | webcrypto.EcdsaParams }> {
  const key = createPrivateKey(keyPem);
  const { imported, signing } = algorithmOf(key);
  const { subtle } = webcrypto;
  const [privateKey, publicKey] = await Promise.all([
    subtle.importKey('pkcs8', key.export({ type: 'pkcs8', format: 'der' }), imported, true, ['sign']),
    subtle.importKey('spki', createPublicKey(key).export({ type: 'spki', format: 'der' }), imported, true, ['verify']),
  ]);
  return { privateKey, publicKey, signing };
}

/** Positive, 127 bits: unique without keeping count. */
const serialNumber = (): string => {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0]! & 0x7f) | 0x40;
  return bytes.toString('hex');
};

const dates = (now: number, days: number): { notBefore: Date; notAfter: Date } => ({ notBefore: new Date(now - BACKDATE_MS), notAfter: new Date(now + days * DAY_MS) });

/** A certificate authority's own certificate, PEM. */
export async function issueAuthority(commonName: string, keyPem: string, now: number): Promise<string> {
  x509.cryptoProvider.set(webcrypto);
  const { privateKey, publicKey, signing } = await importPair(keyPem);
  const cert = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(), name: [{ CN: [commonName] }], ...dates(now, CA_DAYS), signingAlgorithm: signing, keys: { privateKey, publicKey },
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment | x509.KeyUsageFlags.keyCertSign, true),
      await x509.SubjectKeyIdentifierExtension.create(publicKey),
      new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: commonName }]),
    ],
  });
  return `${cert.toString('pem')}\n`;
}

export interface SigningAuthority { readonly certPem: string; readonly keyPem: string }

/** A certificate for the key, signed by the authority, PEM. Never outlives the authority. */
export async function issueCertificate(spec: CertificateSpec, keyPem: string, authority: SigningAuthority, now: number): Promise<string> {
  x509.cryptoProvider.set(webcrypto);
  const [own, signer] = await Promise.all([importPair(keyPem), importPair(authority.keyPem)]);
  const issuer = new x509.X509Certificate(authority.certPem);
  const { notBefore, notAfter } = dates(now, LEAF_DAYS);
  const names: x509.JsonGeneralNames = [
    ...(spec.dnsNames ?? []).map((value) => ({ type: 'dns' as const, value })), ...(spec.addresses ?? []).map((value) => ({ type: 'ip' as const, value })),
  ];
  const uses = { server: x509.ExtendedKeyUsage.serverAuth, client: x509.ExtendedKeyUsage.clientAuth };
  const cert = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(), issuer: issuer.subjectName.toJSON(),
    subject: [...(spec.organizations ?? []).map((O) => ({ O: [O] })), { CN: [spec.commonName] }],
    notBefore, notAfter: issuer.notAfter < notAfter ? issuer.notAfter : notAfter,
    publicKey: own.publicKey, signingKey: signer.privateKey, signingAlgorithm: signer.signing,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.keyEncipherment, true),
      new x509.ExtendedKeyUsageExtension(spec.usages.map((usage) => uses[usage])),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      ...(names.length ? [new x509.SubjectAlternativeNameExtension(names)] : []),
    ],
  });
  return `${cert.toString('pem')}\n`;
}
