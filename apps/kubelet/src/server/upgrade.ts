import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecOptions, StreamSession } from '@kubets/container-runtime/runtime';
import { badRequest, StatusError, unknownPath } from '@kubets/apimachinery/errors/status';
import type { NodeApi } from './node-api.js';
import { parsePath } from './paths.js';

/** Opens the command's streams once the client has said which it wants. */
export type RemoteCommandHandler = (options: ExecOptions) => Promise<StreamSession>;
/** Opens a byte stream to a port of the pod. */
export type PortForwardHandler = (port: number) => Promise<Duplex>;

/**
 * The protocols of exec, attach and port-forward (SPDY/3.1 and WebSocket). This is the one place where `libs/streaming` is plugged in:
 * each function takes over the upgraded connection and answers the client, errors of the handler included.
 */
export interface StreamingServer {
  serveRemoteCommand(request: IncomingMessage, socket: Duplex, head: Buffer, handler: RemoteCommandHandler): void | Promise<void>;
  servePortForward(request: IncomingMessage, socket: Duplex, head: Buffer, handler: PortForwardHandler): void | Promise<void>;
}

/** Options of exec and attach as they stand in the query. Both spellings occur: kubelet's (`input`) and the API's (`stdin`). */
export function execOptions(query: URLSearchParams): ExecOptions {
  const on = (...names: string[]): boolean => names.some((name) => ['1', 'true'].includes(query.get(name) ?? ''));
  const tty = on('tty');
  return { command: query.getAll('command'), stdin: on('input', 'stdin'), stdout: on('output', 'stdout'), stderr: on('error', 'stderr') && !tty, tty };
}

const refuse = (socket: Duplex, error: unknown): void => {
  const status = error instanceof StatusError ? error : new StatusError(500, 'InternalError', (error as Error).message);
  const body = JSON.stringify(status.toStatus());
  socket.end(`HTTP/1.1 ${status.code} ${status.reason}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`);
};

/** Answers an upgrade request. */
export async function handleUpgrade(api: NodeApi, streaming: StreamingServer | undefined, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
  try {
    const { operation, namespace, pod, container } = parsePath(request.url ?? '/');
    if (!streaming) throw badRequest(`this kubelet was started without streaming protocols: ${operation} is not available`);
    switch (operation) {
      case 'exec': return await streaming.serveRemoteCommand(request, socket, head, (options) => api.exec(namespace, pod, container, options));
      case 'attach': return await streaming.serveRemoteCommand(request, socket, head, (options) => api.attach(namespace, pod, container, options));
      case 'portForward': return await streaming.servePortForward(request, socket, head, (port) => api.portForward(namespace, pod, port));
      default: throw unknownPath();
    }
  } catch (error) {
    refuse(socket, error);
  }
}
