import type { Socket } from 'node:dgram';
import { readFile } from 'node:fs/promises';
import type { AddressInfo, Server, Socket as TcpSocket } from 'node:net';
import type { Component, ComponentHost } from '@kubets/component/component';
import { parseCorefile, type ServerBlock } from './corefile/corefile.js';
import { defaultCorefile } from './corefile/default-corefile.js';
import { PLUGINS } from './plugins.cfg.js';
import { buildChain, type Chain } from './server/chain.js';
import type { Handler } from './server/plugin.js';
import { Responder } from './server/responder.js';
import { listenTcp } from './server/tcp-listener.js';
import { listenUdp } from './server/udp-listener.js';
import { makeQuery, type Answer } from './wire/answer.js';
import { isBad, parseQuery } from './wire/query.js';

export interface DnsServerOptions {
  readonly host: ComponentHost;
  /** Text of a Corefile; kubeadm's by default. */
  readonly corefile?: string;
  /** Cluster domain of the default Corefile. */
  readonly domain?: string;
  /** Where to listen: address, and the port of zones that name none (53). Port 0 takes a free one, see {@link DnsServer.port}. */
  readonly listen: { readonly address: string; readonly port: number };
  /** Address of the HTTP servers of the plugins health, ready and prometheus; none are opened when absent. */
  readonly httpAddress?: string;
  readonly random?: () => number;
}

interface Port { readonly wanted: number; readonly responder: Responder; udp?: Socket; tcp?: Server & { readonly sockets: Set<TcpSocket> } }

/** Cluster DNS: a chain of plugins per zone, put together from a Corefile. */
export class DnsServer implements Component {
  readonly name = 'dns';
  private readonly chains: readonly Chain[];
  private readonly ports: readonly Port[];

  /** @throws CorefileError */
  constructor(private readonly options: DnsServerOptions) {
    const blocks = parseCorefile(options.corefile ?? defaultCorefile(options.domain));
    const built = blocks.map((block) => ({ block, chain: this.build(block) }));
    this.chains = built.map(({ chain }) => chain);
    const zones = new Map<number, Map<string, Handler>>();
    for (const { block, chain } of built) for (const { zone, port } of block.zones) {
      const at = port === 53 ? options.listen.port : port;
      zones.set(at, (zones.get(at) ?? new Map<string, Handler>()).set(zone, chain.handle));
    }
    this.ports = [...zones].map(([wanted, handlers]) => ({ wanted, responder: new Responder(handlers, monotonic, options.host.log) }));
  }

  /** The first port that is listened at, once started. */
  get port(): number { return this.ports[0]?.udp?.address().port ?? 0; }
  /** Whether every plugin can answer: the informers are filled. */
  get ready(): boolean { return this.chains.every((chain) => chain.plugins.every((plugin) => plugin.ready?.() ?? true)); }

  async start(signal: AbortSignal): Promise<void> {
    const { address } = this.options.listen;
    for (const chain of this.chains) for (const plugin of chain.plugins) await plugin.start?.(signal);
    if (signal.aborted) return;
    for (const port of this.ports) {
      port.tcp = await listenTcp(address, port.wanted, port.responder);
      port.udp = await listenUdp(address, (port.tcp.address() as AddressInfo).port, port.responder);
    }
    this.options.host.log.info('DNS is served', { address, ports: this.ports.map((port) => port.udp?.address().port) });
  }

  async stop(): Promise<void> {
    // Plugins first: health keeps the server answering for its lameduck time.
    for (const chain of this.chains) for (const plugin of chain.plugins) await plugin.stop?.();
    await Promise.all(this.ports.flatMap(({ udp, tcp }) => [
      new Promise<void>((resolve) => { if (udp) udp.close(() => resolve()); else resolve(); }),
      new Promise<void>((resolve) => { if (!tcp) return resolve(); for (const socket of tcp.sockets) socket.destroy(); tcp.close(() => resolve()); }),
    ]));
  }

  private build(block: ServerBlock): Chain {
    const { host, httpAddress, random = Math.random } = this.options;
    return buildChain(block, PLUGINS, {
      host, httpAddress, random, monotonic, now: host.now, readFile: (path) => readFile(path, 'utf8'),
      lookup: (name, type) => this.lookup(name, type),
    });
  }

  private async lookup(name: string, type: number): Promise<Answer> {
    const query = parseQuery(makeQuery(0, name, type, undefined));
    const [port] = this.ports;
    if (isBad(query) || !port) throw new Error(`${name} is not a name`);
    return port.responder.lookup(query);
  }
}

const monotonic = (): number => performance.now();
