import { servePortForward } from '@kubets/streaming/port-forward/server';
import { serveRemoteCommand } from '@kubets/streaming/remote-command/server';
import { parsePath } from './paths.js';
import { execOptions, type StreamingServer } from './upgrade.js';

/** exec, attach and port-forward in all protocols that kubectl and client-go speak. */
export const streaming: StreamingServer = {
  serveRemoteCommand(request, socket, head, handler) {
    const options = execOptions(parsePath(request.url ?? '/').query);
    return serveRemoteCommand(request, socket, head, options, () => handler(options));
  },
  servePortForward: (request, socket, head, connect) => servePortForward(request, socket, head, connect),
};
