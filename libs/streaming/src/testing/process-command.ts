import { spawn } from 'node:child_process';
import { PassThrough } from 'node:stream';
import type { RemoteSession } from '../remote-command/session.js';

/** A process of this machine as the command, for tests with real clients. */
export function processCommand(command: readonly string[], cwd: string): RemoteSession {
  const child = spawn(command[0]!, command.slice(1), { cwd, stdio: 'pipe' });
  const exit = new Promise<number>((resolve, reject) => { child.on('error', reject); child.on('close', (code) => resolve(code ?? 137)); });
  // Node drops what nobody has read when a process exits; these streams keep it for a client that connects late.
  const [stdout, stderr] = [child.stdout.pipe(new PassThrough()), child.stderr.pipe(new PassThrough())];
  return { stdin: child.stdin, stdout, stderr, exit, resize: () => Promise.resolve(), close: () => { child.kill('SIGKILL'); } };
}
