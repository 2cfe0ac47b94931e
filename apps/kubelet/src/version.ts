import { KUBERNETES_VERSION } from './kubernetes-version.js';

/** `v1.36.0`, as nodes report it. */
export const GIT_VERSION = KUBERNETES_VERSION;
/** `1.36`, as in user agents. */
export const MINOR_VERSION = KUBERNETES_VERSION.replace(/^v(\d+\.\d+).*/, '$1');
