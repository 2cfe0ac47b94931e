/** How one check went. `unknown` says nothing about the container: the check itself could not be made. */
export interface ProbeOutcome { readonly result: 'success' | 'warning' | 'failure' | 'unknown'; readonly message: string }

export const success = (message = ''): ProbeOutcome => ({ result: 'success', message });
export const failure = (message: string): ProbeOutcome => ({ result: 'failure', message });

const MAX_OUTPUT = 10 * 1024;
export const shorten = (text: string): string => (text.length > MAX_OUTPUT ? text.slice(0, MAX_OUTPUT) : text);

/** Network errors in the words that people search for. */
export function dialMessage(error: unknown, address: string): string {
  const code = (error as NodeJS.ErrnoException).code;
  const words: Record<string, string> = {
    ECONNREFUSED: 'connect: connection refused', EHOSTUNREACH: 'connect: no route to host', ENETUNREACH: 'connect: network is unreachable',
    ETIMEDOUT: 'i/o timeout', ENOTFOUND: 'no such host',
  };
  if (code === 'ECONNRESET') return `read tcp ${address}: connection reset by peer`;
  return `dial tcp ${address}: ${(code && words[code]) ?? (error instanceof Error ? error.message : String(error))}`;
}
export const joinHostPort = (host: string, port: number): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
