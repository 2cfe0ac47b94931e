import { mkdir, open, writeFile, chmod, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Container } from '@kubets/api/core/v1/container';
import type { ContainerRuntime, ContainerStatus } from '@kubets/container-runtime/runtime';

/** Longest message read from the file, in bytes. */
export const MAX_MESSAGE_BYTES = 4096;
const MAX_LOG_BYTES = 2048;
const MAX_LOG_LINES = 80;
export const DEFAULT_MESSAGE_PATH = '/dev/termination-log';

/** Where on the node a container's run leaves its last words. */
export const terminationMessageFile = (podDirectory: string, container: string, attempt: number): string =>
  join(podDirectory, 'containers', container, String(attempt));

/** Creates the empty file that is mounted into the container; any user inside may write it. */
export async function createTerminationMessageFile(file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await rm(file, { force: true });
  await writeFile(file, '');
  await chmod(file, 0o666);
}

async function head(file: string, bytes: number): Promise<string> {
  try {
    await using handle = await open(file, 'r');
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, bytesRead).toString('utf8');
  } catch {
    return '';
  }
}

async function logTail(runtime: ContainerRuntime, id: string): Promise<string> {
  const parts: Buffer[] = [];
  for await (const line of runtime.logs(id, { follow: false, tailLines: MAX_LOG_LINES })) parts.push(line.bytes);
  const all = Buffer.concat(parts);
  return all.subarray(Math.max(0, all.length - MAX_LOG_BYTES)).toString('utf8');
}

/** The message of an ended run: its file, else, if the policy says so and it failed, the end of its log. */
export async function readTerminationMessage(
  runtime: ContainerRuntime, podDirectory: string, container: Pick<Container, 'terminationMessagePolicy'>, status: ContainerStatus,
): Promise<string> {
  const written = await head(terminationMessageFile(podDirectory, status.name, status.attempt), MAX_MESSAGE_BYTES);
  if (written || container.terminationMessagePolicy !== 'FallbackToLogsOnError' || status.exitCode === 0) return written;
  try {
    return await logTail(runtime, status.id);
  } catch {
    return '';
  }
}
