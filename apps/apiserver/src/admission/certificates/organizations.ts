/** The organizations (groups, for a client certificate) that a PEM certificate request names; none when it cannot be read, which validation refuses. */
export async function organizationsOf(pem: string): Promise<readonly string[]> {
  // An X.509 library is large, and certificate requests are rare.
  await import('reflect-metadata');
  const { Pkcs10CertificateRequest } = await import('@peculiar/x509');
  try { return new Pkcs10CertificateRequest(pem).subjectName.getField('O'); } catch { return []; }
}
