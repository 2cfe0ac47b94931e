import { counter, gauge, histogram } from '../../metrics.js';
import { CorefileError } from '../../corefile/tokens.js';
import { inZone, longestZone, type Handler, type Plugin, type PluginDefinition, type PluginSetup, type Request } from '../../server/plugin.js';
import { answer, fromWire, makeQuery, type Answer } from '../../wire/answer.js';
import { RCODE, TYPE } from '../../wire/codes.js';
import { readLayout } from '../../wire/layout.js';
import type { Query } from '../../wire/query.js';
import { forwardOptions, resolvConfServers, serverAddress, type ForwardOptions } from './options.js';
import { Upstream } from './upstream.js';

const TIMEOUT = 2000;
/** All tries of one query; clients give up after five. */
const DEADLINE = 5000;

/** Asks other servers. */
export const forward: PluginDefinition = { name: 'forward', setup: (setup) => new Forward(setup, forwardOptions(setup.directive)) };

class Forward implements Plugin {
  private upstreams: Upstream[] = [];
  private readonly checks = new Map<Upstream, NodeJS.Timeout>();
  private turn = 0;
  private concurrent = 0;
  private stopped = false;
  private readonly metrics;

  constructor(private readonly setup: PluginSetup, private readonly options: ForwardOptions) {
    const { metrics } = setup.host;
    this.metrics = {
      duration: histogram(metrics, 'coredns_proxy_request_duration_seconds', 'Seconds until another server answered', ['proxy_name', 'to', 'rcode'], Array.from({ length: 16 }, (_, n) => 0.00025 * 2 ** n)),
      failures: counter(metrics, 'coredns_proxy_healthcheck_failures_total', 'Failed checks of other servers', ['proxy_name', 'to']),
      broken: counter(metrics, 'coredns_forward_healthcheck_broken_total', 'Queries for which no other server was well', []),
      rejected: counter(metrics, 'coredns_forward_max_concurrent_rejects_total', 'Queries refused because too many waited', []),
      healthy: gauge(metrics, 'coredns_forward_upstreams', 'Other servers in use', []),
    };
  }

  async start(): Promise<void> {
    const { directive, readFile, random, host } = this.setup;
    for (const text of this.options.to) {
      const address = serverAddress(text);
      if (!address && !text.startsWith('/')) throw new CorefileError(directive.line, `${JSON.stringify(text)} is neither an address nor the path of a resolv.conf`);
      const servers = address ? [address] : resolvConfServers(await readFile(text));
      if (servers.length === 0) host.log.warn('No name servers are named there: names outside the cluster cannot be resolved', { file: text });
      this.upstreams.push(...servers.map((one) => new Upstream(one, random, TIMEOUT)));
    }
    this.metrics.healthy.set(this.upstreams.length);
  }

  stop(): void {
    this.stopped = true;
    for (const timer of this.checks.values()) clearTimeout(timer);
    for (const upstream of this.upstreams) upstream.close();
  }

  handle(request: Request, next: Handler): Answer | Promise<Answer> {
    const { name } = request.query;
    if (!inZone(name, this.options.from) || longestZone(name, this.options.except) !== undefined) return next(request);
    if (this.options.maxConcurrent > 0 && this.concurrent >= this.options.maxConcurrent) { this.metrics.rejected.inc(); return answer({ rcode: RCODE.REFUSED }); }
    this.concurrent++;
    return this.ask(request.query).finally(() => { this.concurrent--; });
  }

  private async ask(query: Query): Promise<Answer> {
    const deadline = this.setup.monotonic() + DEADLINE;
    // One EDNS record of our own: the client's may carry what is meant for us alone.
    const message = Buffer.from(makeQuery(query.id, '', query.type, { dnssecOk: query.edns?.dnssecOk ?? false }));
    const bytes = Buffer.concat([message.subarray(0, 12), query.bytes.subarray(12, query.questionEnd), message.subarray(17)]);
    bytes.writeUInt16BE(0x0100 | (query.flags & 0x10), 2);
    let last: unknown = new Error('no name servers are configured');
    for (const upstream of this.order()) {
      if (this.setup.monotonic() >= deadline) break;
      const started = this.setup.monotonic();
      try {
        const wire = readLayout(await upstream.ask(bytes, query.questionEnd, this.options.forceTcp));
        if (!wire) throw new Error('the answer is malformed');
        this.metrics.duration.observe({ proxy_name: 'forward', to: upstream.name, rcode: `${wire.rcode}` }, (this.setup.monotonic() - started) / 1000);
        // An error may come without its question; ours needs one.
        return wire.questionEnd === query.questionEnd ? fromWire(wire) : answer({ rcode: wire.rcode });
      } catch (error) {
        last = new Error(`${upstream.name}: ${error instanceof Error ? error.message : String(error)}`);
        this.watch(upstream);
      }
    }
    throw last;
  }

  /** Servers that are well, by policy; all of them when none is. */
  private order(): Upstream[] {
    const { maxFails, policy } = this.options;
    const well = this.upstreams.filter((upstream) => maxFails === 0 || upstream.fails < maxFails);
    if (well.length === 0 && this.upstreams.length > 0) this.metrics.broken.inc();
    const list = well.length > 0 ? well : [...this.upstreams];
    if (policy === 'sequential' || list.length < 2) return list;
    const from = policy === 'random' ? Math.floor(this.setup.random() * list.length) : this.turn++ % list.length;
    return [...list.slice(from), ...list.slice(0, from)];
  }

  /** Asks a server that failed until it answers anything. */
  private watch(upstream: Upstream): void {
    if (this.stopped || this.checks.has(upstream)) return;
    const timer = setTimeout(() => {
      const probe = makeQuery(0, '', TYPE.NS, undefined);
      upstream.ask(probe, probe.length, this.options.forceTcp).then(() => this.checks.delete(upstream), () => {
        this.metrics.failures.inc({ proxy_name: 'forward', to: upstream.name });
        this.checks.delete(upstream);
        this.watch(upstream);
      });
    }, this.options.healthCheckMilliseconds);
    timer.unref();
    this.checks.set(upstream, timer);
  }
}
