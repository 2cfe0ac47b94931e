/** Something that the person at the keyboard can put right: shown as one sentence, never with a stack trace. */
export class UserError extends Error {
  override readonly name = 'UserError';
  constructor(message: string, readonly exitCode = 1, options?: ErrorOptions) {
    super(message, options);
  }
}

/** Errors of other layers whose message is already meant for people. */
const FOR_PEOPLE = new Set(['UserError', 'KubeconfigError', 'ConnectionError', 'StatusError']);

/** What the system says about files and sockets is clear by itself: `EADDRINUSE: address already in use 127.0.0.1:6443`. */
const SYSTEM = /^E[A-Z]+$/;

/** The sentence to show for an error that is expected to happen; `undefined` for a defect. */
export function sentenceFor(error: unknown): { readonly message: string; readonly exitCode: number } | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof UserError) return { message: error.message, exitCode: error.exitCode };
  if (FOR_PEOPLE.has(error.name)) return { message: error.message, exitCode: 1 };
  if ('code' in error && typeof error.code === 'string' && SYSTEM.test(error.code)) return { message: error.message, exitCode: 1 };
  return undefined;
}
