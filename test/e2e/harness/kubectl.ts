import { execFile, spawn, type ChildProcess } from 'node:child_process';

export interface Outcome { readonly code: number; readonly stdout: string; readonly stderr: string }

/** The real `kubectl`, bound to a cluster. */
export class Kubectl {
  /** @param more environment variables for the program, such as `KUBE_EDITOR` */
  constructor(readonly kubeconfig: string, readonly program = 'kubectl', private readonly more: NodeJS.ProcessEnv = {}) {}

  private get env(): NodeJS.ProcessEnv { return { ...process.env, KUBECONFIG: this.kubeconfig, HOME: '/nonexistent', ...this.more }; }

  /** Runs to the end, whatever comes out. */
  try(args: readonly string[], input = '', timeoutMs = 120_000): Promise<Outcome> {
    return new Promise((resolve) => {
      const child = execFile(this.program, [...args], { env: this.env, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0;
        resolve({ code, stdout, stderr });
      });
      child.stdin?.on('error', () => undefined);
      child.stdin?.end(input);
    });
  }

  /** Standard output. Fails with everything that was printed unless the command succeeds. */
  async run(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.try(args);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} ended with ${code}: ${stderr || stdout}`);
    return stdout;
  }

  async apply(manifest: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.try(['apply', '-f', '-', ...args], manifest);
    if (code !== 0) throw new Error(`kubectl apply ended with ${code}: ${stderr || stdout}`);
    return stdout;
  }

  async json<T>(...args: string[]): Promise<T> { return JSON.parse(await this.run(...args, '-o', 'json')) as T; }

  /** In the background; the caller ends it. */
  start(...args: string[]): ChildProcess {
    return spawn(this.program, args, { env: this.env, stdio: ['pipe', 'pipe', 'pipe'] });
  }
}
