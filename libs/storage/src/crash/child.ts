import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { join } from 'node:path';

/** Folder of the programs that the tests kill; Jest runs ES modules from their sources. */
const folder = import.meta.dirname;

export interface Child {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  /** Complete lines printed so far. A line cut off by the kill was never said. */
  lines(): string[];
  errors(): string;
  /** Resolves when the program has ended, and all it said has been read. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  /** Resolves when at least this many lines were printed, or the program has ended. */
  printed(count: number): Promise<void>;
}

/** Runs one of the programs in this folder under plain Node. */
export function run(program: string, args: readonly string[], wrapper: readonly string[] = []): Child {
  const command = [...wrapper, process.execPath, '--import', join(folder, 'typescript.mjs'), join(folder, program), ...args];
  const [executable = process.execPath, ...rest] = command;
  const child = spawn(executable, rest, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text; });
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text; });
  let over = false;
  const ended = once(child, 'close').then(([code, signal]: unknown[]) => {
    over = true;
    return { code: code as number | null, signal: signal as NodeJS.Signals | null };
  });
  const lines = (): string[] => output.split('\n').slice(0, -1);
  return {
    process: child,
    lines,
    errors: () => errors,
    ended,
    async printed(count) {
      while (!over && lines().length < count) await Promise.race([once(child.stdout, 'data'), ended]);
    },
  };
}
