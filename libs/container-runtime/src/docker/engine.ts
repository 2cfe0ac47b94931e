import { Agent } from 'node:http';
import type Docker from 'dockerode';
import { ImageError, RuntimeError } from '../runtime.js';

/** A connection to an engine: dockerode over a keep-alive pool, with errors as {@link RuntimeError}. */
export interface Engine {
  readonly docker: Docker;
  readonly address: string;
  /** Runs one API call. A pooled connection that the engine closed meanwhile (it restarted) is tried once more. */
  call<T>(what: string, request: (docker: Docker) => Promise<T>): Promise<T>;
  close(): void;
}

interface EngineFailure { readonly statusCode?: number; readonly code?: string; readonly message?: string; readonly json?: unknown }

const failure = (error: unknown): EngineFailure => (typeof error === 'object' && error !== null ? error as EngineFailure : { message: String(error) });

/** HTTP status of an engine's refusal, or 0. */
export const statusOf = (error: unknown): number => failure(error).statusCode ?? 0;

/** The engine's own words, without dockerode's frame around them. */
export function engineMessage(error: unknown): string {
  const { json, message } = failure(error);
  if (typeof json === 'object' && json !== null && 'message' in json && typeof json.message === 'string') return json.message.trim();
  return (message ?? String(error)).replace(/^\(HTTP code \d+\)[^-]*- /, '').trim();
}

const unreachable = new Set(['ECONNREFUSED', 'ENOENT', 'EACCES', 'EPIPE', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH']);
const dropped = (error: unknown): boolean => ['ECONNRESET', 'EPIPE'].includes(failure(error).code ?? '');

/** The error callers see. `what` says what was tried: "create container web". */
export function engineError(error: unknown, what: string, address: string): Error {
  if (error instanceof RuntimeError || error instanceof ImageError) return error;
  const { statusCode, code } = failure(error);
  if (statusCode === undefined && code !== undefined && unreachable.has(code)) {
    const advice = code === 'EACCES' ? 'this user may not open the socket: join the docker group' : 'is the Docker engine running?';
    return new RuntimeError('Unavailable', `cannot ${what}: the Docker engine at ${address} does not answer (${code}); ${advice}`);
  }
  const message = `cannot ${what}: ${engineMessage(error)}`;
  if (statusCode === 404) return new RuntimeError('NotFound', message);
  if (statusCode === 409) return new RuntimeError('Conflict', message);
  return new RuntimeError('Failed', message);
}

/** dockerode takes 0.4 s to load: only who uses Docker pays. */
export async function connectEngine(socketPath?: string): Promise<Engine> {
  const { default: DockerClient } = await import('dockerode');
  const agent = new Agent({ keepAlive: true, keepAliveMsecs: 30_000, maxFreeSockets: 8 });
  const docker = new DockerClient(socketPath === undefined ? {} : { socketPath });
  // dockerode passes it on with every request, though its types do not say so. TLS engines keep Node's own agent.
  const modem = docker.modem as { agent?: Agent; protocol?: string };
  if (modem.protocol === 'http') modem.agent = agent;
  const address = socketPath ?? process.env['DOCKER_HOST'] ?? '/var/run/docker.sock';
  return {
    docker, address,
    async call(what, request) {
      try {
        return await request(docker);
      } catch (error) {
        if (!dropped(error)) throw engineError(error, what, address);
        try { return await request(docker); } catch (again) { throw engineError(again, what, address); }
      }
    },
    close: () => agent.destroy(),
  };
}

/** Takes "already so" for success: `statuses` are the engine's answers that mean it (304 not modified, 404 gone, 409 in progress). */
export async function unlessAlready(statuses: readonly number[], request: Promise<unknown>): Promise<void> {
  try { await request; } catch (error) { if (!statuses.includes(statusOf(error))) throw error; }
}
