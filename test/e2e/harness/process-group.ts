import { type ChildProcess, spawn } from 'node:child_process';

export interface ProcessSpec { readonly name: string; readonly args: readonly string[] }

/** Programs of this Node.js that belong together. */
export class Processes {
  #running: { readonly name: string; readonly child: ChildProcess; readonly ended: Promise<number | null> }[] = [];
  #output: string[] = [];
  constructor(private readonly specs: readonly ProcessSpec[]) {}

  /** What all of them printed since the start, each line with the program's name. */
  output(): string { return this.#output.join('\n'); }

  start(): void {
    this.#output = [];
    this.#running = this.specs.map(({ name, args }) => {
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
      for (const stream of [child.stdout, child.stderr]) this.#collect(name, stream);
      const ended = new Promise<number | null>((resolve) => { child.once('close', (code) => resolve(code)); });
      return { name, child, ended };
    });
  }

  #collect(name: string, stream: NodeJS.ReadableStream): void {
    let rest = '';
    stream.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop()!;
      for (const line of lines) this.#output.push(`${name}| ${line}`);
    });
  }

  /** Fails with what was printed when the work fails, or as soon as one program ends before it is done. */
  async unlessOneEnds<T>(work: Promise<T>): Promise<T> {
    let over = false;
    const ends = this.#running.map(async ({ name, ended }) => {
      const code = await ended;
      if (over) return new Promise<never>(() => undefined);
      throw new Error(`${name} ended with ${code}:\n${this.output()}`);
    });
    for (const end of ends) end.catch(() => undefined);
    try { return await Promise.race([work, ...ends]); } catch (error) {
      throw (error as Error).message.includes(this.output()) ? error : new Error(`${(error as Error).message}\n${this.output()}`, { cause: error });
    } finally { over = true; }
  }

  /** As Ctrl-C in each of them, last started first. @returns the highest exit code; 1 for one that a signal ended */
  async stop(): Promise<number> {
    let worst = 0;
    for (const { child, ended } of this.#running.splice(0).reverse()) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      worst = Math.max(worst, await ended ?? 1);
    }
    return worst;
  }

  /** All at once. */
  async kill(): Promise<null> {
    const running = this.#running.splice(0);
    for (const { child } of running) child.kill('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    return null;
  }
}
