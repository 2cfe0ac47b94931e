import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { RuntimeError } from '../runtime.js';

/** How long the direct way may take; a filtered address must not hold the loopback way up. */
const directTimeoutMs = 1_000;

export function connectTcp(host: string, port: number, timeoutMs = directTimeoutMs): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, allowHalfOpen: true, noDelay: true });
    const timer = setTimeout(() => fail(new Error(`no answer from ${host}:${port} within ${timeoutMs} ms`)), timeoutMs);
    const fail = (error: Error): void => { clearTimeout(timer); socket.destroy(); reject(error); };
    socket.once('error', fail);
    socket.once('connect', () => { clearTimeout(timer); socket.off('error', fail); resolve(socket); });
  });
}

/**
 * Runs inside the pod's network namespace: joins file descriptor 3, a socket pair, with the port on loopback, and says on standard error how connecting went.
 * A socket pair and not standard streams, because each side must see the other's end of writing.
 */
const helper = `
const net = require('node:net');
const port = Number(process.argv[1]);
const go = ([host, ...rest], why) => {
  if (host === undefined) { process.stderr.write('failed ' + why + '\\n'); process.exitCode = 1; return; }
  const s = net.connect({ host, port, allowHalfOpen: true, noDelay: true });
  const fail = (e) => go(rest, why || 'connect ' + e.code + ' ' + host + ':' + port);
  s.once('error', fail);
  s.once('connect', () => {
    const c = new net.Socket({ fd: 3, readable: true, writable: true, allowHalfOpen: true });
    s.off('error', fail);
    for (const side of [s, c]) side.on('error', () => process.exit(1));
    process.stderr.write('connected\\n');
    c.pipe(s); s.pipe(c);
  });
};
go(['127.0.0.1', '::1'], '');
`;

/** A connection to loopback inside the network namespace of process `pid`. Needs the right to enter it (root, or CAP_SYS_ADMIN). */
export function connectInside(pid: number, port: number, nodePath: string): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const child = spawn('nsenter', ['-t', String(pid), '-n', nodePath, '-e', helper, String(port)], { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], env: {} });
    const [, , stderr, pair] = child.stdio;
    const stream = pair as Duplex;
    stream.allowHalfOpen = true;
    let said = '';
    const fail = (message: string): void => { stream.destroy(); child.kill('SIGKILL'); reject(new Error(message)); };
    child.once('error', (error) => fail(`nsenter cannot run: ${error.message}`));
    const ended = (): void => fail(said.trim() || 'nsenter ended');
    // Not the child's `close`: that would wait for the socket pair, which nobody reads yet.
    stderr?.once('end', ended);
    stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.startsWith('connected\n')) return;
      stderr.off('end', ended).removeAllListeners('data').resume();
      // Both sides done: the helper ends by itself once it has passed everything on. Else the caller gave up.
      stream.once('close', () => { if (!stream.readableEnded) child.kill('SIGKILL'); });
      resolve(stream);
    });
  });
}

export interface PodPlace { readonly pid: number; readonly ip: string; readonly hostNetwork: boolean }

/**
 * A byte stream to a port of a pod. First straight to the pod's address, which costs nothing and serves whoever listens on all addresses;
 * what listens on loopback only is reached from inside the pod's network namespace.
 */
export async function portForward(place: PodPlace, port: number, nodePath: string): Promise<Duplex> {
  const reasons: string[] = [];
  const hosts = place.hostNetwork ? ['127.0.0.1', '::1'] : place.ip === '' ? [] : [place.ip];
  for (const host of hosts) {
    try { return await connectTcp(host, port); } catch (error) { reasons.push((error as Error).message); }
  }
  if (!place.hostNetwork) {
    try { return await connectInside(place.pid, port, nodePath); } catch (error) { reasons.push(`inside the pod: ${(error as Error).message}`); }
  }
  throw new RuntimeError('Failed', `cannot forward to port ${port} of the pod: ${reasons.join('; ')}. Does its process listen on that port?`);
}
