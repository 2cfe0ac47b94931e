// Errors are told by what they have, not by `instanceof`: those that Node makes belong to another realm when code runs inside a `vm` context.

/** Node's code of a system error, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  const code: unknown = error !== null && typeof error === 'object' && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** An error in few words. */
export function reasonOf(error: unknown): string {
  return error !== null && typeof error === 'object' && 'message' in error ? String(error.message) : String(error);
}

/** An error to throw for a reason that may be anything. */
export const asError = (reason: unknown): Error =>
  (reason instanceof Error || (reason !== null && typeof reason === 'object' && 'stack' in reason) ? reason as Error : new Error(String(reason)));
