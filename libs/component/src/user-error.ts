import { errorCode, reasonOf } from '@kubets/client/error-code';

/** Something that the person at the keyboard can put right: shown as one sentence, never with a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(message: string, readonly exitCode = 1, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Errors of other layers whose message is already meant for people. */
const FOR_PEOPLE = new Set(['UserError', 'KubeconfigError', 'ConnectionError', 'StatusError', 'StoreOpenError', 'RuntimeError']);

/** What the system says about files and sockets is clear by itself: `EADDRINUSE: address already in use 127.0.0.1:6443`. */
const SYSTEM = /^E[A-Z]+$/;

/** The sentence to show for an error that is expected to happen; `undefined` for a defect. */
export function sentenceFor(error: unknown): { readonly message: string; readonly exitCode: number } | undefined {
  if (error instanceof UserError) return { message: error.message, exitCode: error.exitCode };
  const name: unknown = error !== null && typeof error === 'object' && 'name' in error ? error.name : undefined;
  const expected = (typeof name === 'string' && FOR_PEOPLE.has(name)) || SYSTEM.test(errorCode(error) ?? '');
  return expected ? { message: reasonOf(error), exitCode: 1 } : undefined;
}
