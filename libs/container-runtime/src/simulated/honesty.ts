import { PassThrough } from 'node:stream';
import { type LogLine, RuntimeError, type StreamSession } from '../runtime.js';

/** What users are told wherever a real node would run something. */
export const honestMessage = (node: string, what: string): string => `node ${node} is simulated: no process runs there, so ${what}\n`;

/** An exec or attach that says why there is nothing, and ends. */
export function honestSession(node: string, what: string, tty: boolean, exitCode: number): StreamSession {
  const text = honestMessage(node, what);
  const stdin = new PassThrough().resume();
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  stdout.end(tty ? text.replace('\n', '\r\n') : '');
  stderr.end(tty ? '' : text);
  return { stdin, stdout, ...(tty ? {} : { stderr }), resize: async () => undefined, exit: Promise.resolve(exitCode), close: () => { stdin.destroy(); stdout.destroy(); stderr.destroy(); } };
}

export const honestLog = (node: string, time: number): LogLine =>
  ({ stream: 'stdout', timestamp: new Date(time).toISOString().replace('Z', '000000Z'), bytes: Buffer.from(honestMessage(node, 'there are no logs')) });

export const noPorts = (node: string, port: number): RuntimeError => new RuntimeError('Failed', honestMessage(node, `nothing listens on port ${port}`).trim());
