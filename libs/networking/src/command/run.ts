import { spawn } from 'node:child_process';

export interface CommandResult { readonly code: number; readonly stdout: string; readonly stderr: string }

/** A program that could not be started, or ended with a status other than 0. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  constructor(readonly command: readonly string[], readonly code: number, readonly stderr: string, options?: ErrorOptions) {
    super(`${command.join(' ')} failed with status ${code}: ${stderr.trim() || 'it said nothing'}`, options);
  }
  /** The program does not exist on this machine. */
  get missing(): boolean { return this.code === 127; }
  /** The kernel refused: no rights. */
  get refused(): boolean { return /Operation not permitted|Permission denied|must be root/i.test(this.stderr); }
}

/** Runs a program to its end. Never throws for its exit status; see {@link run}. Status 127 stands for a program that is not there. */
export function tryRun(command: readonly string[], input?: string): Promise<CommandResult> {
  const [file = '', ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    // A program that ends before it has read its input closes the pipe; its exit status tells why.
    child.stdin.on('error', () => undefined);
    child.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ code: error.code === 'ENOENT' ? 127 : 126, stdout: '', stderr: error.message }));
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 128, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() + (signal ? ` (killed by ${signal})` : '') }));
    child.stdin.end(input ?? '');
  });
}

/** Standard output of a program. @throws CommandError */
export async function run(command: readonly string[], input?: string): Promise<string> {
  const result = await tryRun(command, input);
  if (result.code !== 0) throw new CommandError(command, result.code, result.stderr || result.stdout);
  return result.stdout;
}

/** How commands are run; tests and network namespaces put their own in. */
export type Run = typeof run;

/** Runs commands inside a network namespace of iproute2. */
export const inNamespace = (name: string): Run => (command, input) => run(['ip', 'netns', 'exec', name, ...command], input);
