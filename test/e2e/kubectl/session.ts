import { Kubectl, type Outcome } from '../harness/kubectl.js';

/** One version of kubectl at work in a namespace of its own. */
export class Session {
  readonly kubectl: Kubectl;
  /** @param name namespace, and prefix of what belongs to no namespace */
  constructor(readonly kubeconfig: string, readonly program: string, readonly name: string) { this.kubectl = new Kubectl(kubeconfig, program); }

  /** The same with other environment variables. */
  with(env: NodeJS.ProcessEnv): Kubectl { return new Kubectl(this.kubeconfig, this.program, env); }

  /** Standard output, without the last line break. Fails unless the command succeeds. */
  async ok(...args: string[]): Promise<string> { return (await this.kubectl.run('-n', this.name, ...args)).trimEnd(); }

  /** As {@link ok}, with a manifest on standard input. */
  async given(manifest: string | object, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.take(manifest, ...args);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}: ${stderr || stdout}`);
    return stdout.trimEnd();
  }

  take(manifest: string | object, ...args: string[]): Promise<Outcome> {
    return this.kubectl.try(['-n', this.name, ...args, '-f', '-'], typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  }

  try(...args: string[]): Promise<Outcome> { return this.kubectl.try(['-n', this.name, ...args]); }

  /** What is complained about. Fails unless the command ends with 1, as kubectl does for everything that the server refuses. */
  async refused(...args: string[]): Promise<string> { return complaint(await this.try(...args), args); }

  async refusedGiven(manifest: string | object, ...args: string[]): Promise<string> { return complaint(await this.take(manifest, ...args), args); }

  json<T>(...args: string[]): Promise<T> { return this.kubectl.json<T>('-n', this.name, ...args); }

  /** Lines of a table as cells, the header first. Cells are two spaces or more apart. */
  async table(...args: string[]): Promise<string[][]> { return cells(await this.ok('get', ...args)); }
}

export const cells = (table: string): string[][] => table.split('\n').map((line) => line.trimEnd().split(/ {2,}/));

function complaint({ code, stdout, stderr }: Outcome, args: readonly string[]): string {
  if (code !== 1) throw new Error(`kubectl ${args.join(' ')} ended with ${code}, not with 1: ${stdout}${stderr}`);
  return stderr.trimEnd();
}

/** A group of tests; the session is there when they run. */
export type Section = (session: () => Session) => void;
