import { PassThrough, type Readable } from 'node:stream';
import type { RemoteSession } from '../remote-command/session.js';

/** A command made of streams, for tests: what it gets on `input`, what it says on `stdout` and `stderr`, and how it ends are the test's. */
export class FakeCommand implements RemoteSession {
  readonly stdin = new PassThrough();
  readonly stdout = new PassThrough();
  readonly stderr = new PassThrough();
  readonly sizes: [number, number][] = [];
  readonly exit: Promise<number>;
  readonly closed: Promise<void>;
  #exit: (code: number | Promise<never>) => void = () => undefined;
  #close: () => void = () => undefined;

  constructor(run: (command: FakeCommand) => void) {
    this.exit = new Promise((resolve) => { this.#exit = resolve; });
    this.closed = new Promise((resolve) => { this.#close = resolve; });
    run(this);
  }

  resize(columns: number, rows: number): Promise<void> { this.sizes.push([columns, rows]); return Promise.resolve(); }
  close(): void { for (const stream of [this.stdin, this.stdout, this.stderr]) stream.destroy(); this.#close(); }
  end(code: number): void { this.stdout.end(); this.stderr.end(); this.#exit(code); }
  fail(error: Error): void { this.stdout.end(); this.stderr.end(); this.#exit(Promise.reject(error)); }
}

/** Says back what it hears, and ends with `code` when that ends. */
export const echo = (code = 0): FakeCommand => new FakeCommand((command) => {
  command.stdin.pipe(command.stdout, { end: false });
  command.stdin.on('end', () => command.end(code));
});

/** Says something and ends. */
export const say = (stdout: string, stderr: string, code: number): FakeCommand => new FakeCommand((command) => {
  command.stdout.write(stdout);
  command.stderr.write(stderr);
  command.end(code);
});

export async function collect(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
