import { errorCode } from '@kubets/client/error-code';
import { UserError } from '../user-error.js';

/**
 * Opens ports; when that fails for a reason outside of the program, says where, and what to change.
 * @param what such as `the kubelet's server` @param remedy where another address is chosen, such as `--port`
 */
export async function listening<T>(what: string, remedy: string, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const why = REASONS[errorCode(error) ?? ''];
    if (!why) throw error;
    throw new UserError(`${what} cannot listen${placeOf(error)}: ${why}; choose another with ${remedy}`, 1, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program does so already', EADDRNOTAVAIL: 'this machine does not have that address', EACCES: 'that needs more rights',
};

function placeOf(error: unknown): string {
  const { address, port } = error as { address?: string; port?: number };
  if (port === undefined) return '';
  return ` on ${address?.includes(':') ? `[${address}]` : address ?? ''}:${port}`;
}

/** `0.0.0.0:10256` or `[::]:10256` → its parts. @throws UserError naming the flag */
export function bindAddress(flag: string, value: string): { readonly host: string; readonly port: number } {
  const colon = value.lastIndexOf(':');
  const port = Number(value.slice(colon + 1));
  const host = value.slice(0, Math.max(colon, 0)).replace(/^\[|\]$/g, '');
  if (colon < 0 || value.length === colon + 1 || !Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new UserError(`--${flag} is ${JSON.stringify(value)}, which is not an address and a port such as 127.0.0.1:10256`, 2);
  }
  return { host: host || '0.0.0.0', port };
}
