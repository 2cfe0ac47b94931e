import { ExecTimeoutError } from '../runtime.js';
import type { Engine } from './engine.js';
import { exec } from './sessions.js';

/** Runs a command to its end. Output over `maxBytes` is read and dropped, so that a talkative probe neither blocks nor fills memory. */
export async function execSync(engine: Engine, id: string, command: readonly string[], timeoutSeconds: number, maxBytes: number): Promise<{ exitCode: number; output: Buffer }> {
  const session = await exec(engine, id, { command, stdin: false, stdout: true, stderr: true, tty: false });
  const chunks: Buffer[] = [];
  let kept = 0;
  const keep = (chunk: Buffer): void => {
    const part = chunk.subarray(0, maxBytes - kept);
    kept += part.length;
    if (part.length > 0) chunks.push(part);
  };
  session.stdout?.on('data', keep);
  session.stderr?.on('data', keep);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    if (timeoutSeconds > 0) timer = setTimeout(() => reject(new ExecTimeoutError(`command ${JSON.stringify(command)} timed out after ${timeoutSeconds} s`)), timeoutSeconds * 1000);
  });
  try {
    const exitCode = await Promise.race([session.exit, late]);
    return { exitCode, output: Buffer.concat(chunks) };
  } finally {
    clearTimeout(timer);
    session.close();
  }
}
