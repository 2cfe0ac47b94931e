import { StatusError } from '@kubets/apimachinery/errors/status';

/** Whether a creation was refused because the namespace is on its way out: then there is nothing to repeat and nothing to report. */
export const isNamespaceTerminating = (error: unknown): boolean =>
  error instanceof StatusError && (error.details?.causes?.some((cause) => cause.reason === 'NamespaceTerminating') ?? false);
