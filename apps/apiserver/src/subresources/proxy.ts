import net from 'node:net';
import type { Duplex } from 'node:stream';
import tls from 'node:tls';
import { badRequest, forbidden, serviceUnavailable, StatusError } from '@kubets/apimachinery/errors/status';
import type { RequestContext } from '../request/context.js';
import type { ApiResponse } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import { forward, forwardUpgrade } from './node-dialer.js';

/** What follows the name: `name`, `name:port`, `scheme:name:port`. */
export interface ProxyName { readonly scheme: 'http' | 'https' | ''; readonly name: string; readonly port: string }

/** Where the traffic goes: a connection that is open, and the host that the other side is told. */
export interface ProxyTarget { readonly connection: Duplex; readonly host: string }

const CONNECT_TIMEOUT_MS = 30_000;

/** @throws 400 */
export function parseProxyName(text: string): ProxyName {
  const parts = text.split(':');
  if (parts.length === 1) return { scheme: '', name: parts[0]!, port: '' };
  if (parts.length === 2) return { scheme: '', name: parts[0]!, port: parts[1]! };
  const [scheme = '', name = '', port = ''] = parts;
  if (parts.length > 3 || (scheme !== 'http' && scheme !== 'https')) throw badRequest(`invalid proxy target ${JSON.stringify(text)}: write <name>, <name>:<port> or <http|https>:<name>:<port>`);
  return { scheme, name, port };
}

/** `…/proxy/<path>`: HTTP to what runs in the cluster, through the API server. The path goes on as the caller wrote it. */
export class ProxySubresource implements ResourceHandler {
  constructor(private readonly find: (name: ProxyName, context: RequestContext) => Promise<ProxyTarget>) {}

  async handle(context: RequestContext): Promise<ApiResponse> {
    const { info, request } = context;
    const at = request.path.indexOf('/proxy', request.path.indexOf(`/${info.resource}/`) + info.resource.length + 2);
    const path = request.path.slice(at + '/proxy'.length);
    // Relative links in what is served have to lead below this path.
    if (path === '' && (request.method === 'GET' || request.method === 'HEAD') && !request.upgrade) {
      return { status: 301, headers: { location: `${request.path}/` }, body: '' };
    }
    const { connection, host } = await this.find(parseProxyName(info.name), context);
    const query = request.query.toString();
    const target = `${path || '/'}${query ? `?${query}` : ''}`;
    return request.upgrade ? forwardUpgrade(connection, request, target, host) : forward(connection, request, target, host);
  }
}

/** Connects to an address of the cluster. The API server's own host, and the link-local services of clouds, are out of bounds. */
export async function connectTo(address: string, port: number, scheme: ProxyName['scheme'], signal: AbortSignal): Promise<Duplex> {
  const family = net.isIP(address);
  if (!family) throw serviceUnavailable(`${JSON.stringify(address)} is no IP address that can be proxied to`);
  if (OUT_OF_BOUNDS.check(address, family === 6 ? 'ipv6' : 'ipv4')) throw forbidden({ group: '', resource: '' }, '', `proxying to ${address} is not allowed`);
  const socket = net.connect({ host: address, port, signal });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.setTimeout(CONNECT_TIMEOUT_MS, () => reject(new Error(`no answer within ${CONNECT_TIMEOUT_MS / 1000} seconds`)));
      socket.once('error', reject);
      socket.once('connect', resolve);
    });
    socket.setTimeout(0);
    if (scheme !== 'https') return socket;
    // Certificates of workloads are theirs alone: there is no authority to check them against.
    return await new Promise<Duplex>((resolve, reject) => {
      const secure = tls.connect({ socket, rejectUnauthorized: false }, () => resolve(secure));
      secure.once('error', reject);
    });
  } catch (error) {
    socket.destroy();
    throw error instanceof StatusError ? error : serviceUnavailable(`error trying to reach service: dial tcp ${address}:${port}: ${(error as Error).message}`);
  }
}

const OUT_OF_BOUNDS = new net.BlockList();
OUT_OF_BOUNDS.addSubnet('0.0.0.0', 8, 'ipv4');
OUT_OF_BOUNDS.addSubnet('127.0.0.0', 8, 'ipv4');
OUT_OF_BOUNDS.addSubnet('169.254.0.0', 16, 'ipv4');
OUT_OF_BOUNDS.addSubnet('224.0.0.0', 3, 'ipv4');
OUT_OF_BOUNDS.addAddress('::', 'ipv6');
OUT_OF_BOUNDS.addAddress('::1', 'ipv6');
OUT_OF_BOUNDS.addSubnet('fe80::', 10, 'ipv6');
OUT_OF_BOUNDS.addSubnet('ff00::', 8, 'ipv6');
