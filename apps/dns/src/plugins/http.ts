import { createServer, type RequestListener, type Server } from 'node:http';

/** Splits `host:port`, `:port` and `[::]:port`. */
export function splitAddress(text: string, fallbackHost: string): { host: string; port: number } | undefined {
  const [, host = '', port] = /^(?:\[([^\]]*)\]|([^:]*)):(\d+)$/.exec(text) ? [text, text.slice(0, text.lastIndexOf(':')).replace(/^\[|\]$/g, ''), text.slice(text.lastIndexOf(':') + 1)] : [];
  return port === undefined || Number(port) > 65_535 ? undefined : { host: host || fallbackHost, port: Number(port) };
}

export const listen = (host: string, port: number, handler: RequestListener): Promise<Server> => new Promise((resolve, reject) => {
  const server = createServer(handler);
  server.once('error', reject);
  server.listen(port, host, () => resolve(server));
});

export const close = (server: Server | undefined): Promise<void> => new Promise((resolve) => {
  if (!server) return resolve();
  server.closeAllConnections();
  server.close(() => resolve());
});
