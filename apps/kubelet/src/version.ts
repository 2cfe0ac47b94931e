/** As nodes report it. */
export const GIT_VERSION = 'v1.36.0';
/** As in user agents. */
export const MINOR_VERSION = '1.36';
