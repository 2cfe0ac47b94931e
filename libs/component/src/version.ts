/** The Kubernetes version that is implemented; the product's own name follows the plus sign, as SemVer has it for builds. */
export const KUBERNETES_MAJOR = '1';
export const KUBERNETES_MINOR = '36';
export const GIT_VERSION = 'v1.36.0+kubets';
