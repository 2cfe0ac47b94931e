import type { Logger } from '@kubets/component/log';
import { answer, failure, finish, toWire, type Answer } from '../wire/answer.js';
import { CLASS_IN, RCODE, TYPE } from '../wire/codes.js';
import { isBad, parseQuery, type Query } from '../wire/query.js';
import { longestZone, type Handler, type Outcome, type Request } from './plugin.js';

const UDP_DEFAULT = 512;
const UDP_MOST = 4096;
const TCP_MOST = 65_535;
/** Zone transfers and other types that are no records. */
const META_TYPES: ReadonlySet<number> = new Set([251, 252, 253, 254]);

/** Turns a message into its answer, for one port. */
export class Responder {
  private readonly zones: readonly string[];

  /** @param chains zone → what answers for it */
  constructor(private readonly chains: ReadonlyMap<string, Handler>, private readonly monotonic: () => number, private readonly log: Logger) {
    this.zones = [...chains.keys()];
  }

  /** `undefined` when nothing should be sent. Never throws. */
  respond(bytes: Buffer, protocol: 'udp' | 'tcp', client: string): Buffer | undefined | Promise<Buffer | undefined> {
    const query = parseQuery(bytes);
    if (isBad(query)) return query.rcode === undefined ? undefined : failure(bytes, query.rcode, query.questionEnd);
    const after: ((outcome: Outcome) => void)[] = [];
    const zone = longestZone(query.name, this.zones);
    const request: Request = { query, protocol, client, zone: zone ?? '', started: this.monotonic(), after: (done) => after.push(done) };
    let found: Answer | Promise<Answer>;
    try { found = this.handle(request, zone); } catch (error) { found = this.failed(query, error); }
    if (found instanceof Promise) return found.then((late) => this.send(request, late, after), (error: unknown) => this.send(request, this.failed(query, error), after));
    return this.send(request, found, after);
  }

  /** Asks as if a client had. */
  async lookup(query: Query): Promise<Answer> {
    const zone = longestZone(query.name, this.zones);
    return this.handle({ query, protocol: 'udp', client: 'lookup', zone: zone ?? '', started: this.monotonic(), after: () => undefined }, zone);
  }

  private handle(request: Request, zone: string | undefined): Answer | Promise<Answer> {
    const { query } = request;
    if (zone === undefined || query.class !== CLASS_IN) return answer({ rcode: RCODE.REFUSED });
    // Zones are not handed out whole; ANY gets the least that RFC 8482 allows.
    if (META_TYPES.has(query.type)) return answer({ rcode: RCODE.REFUSED });
    if (query.type === TYPE.OPT) return answer({ rcode: RCODE.FORMERR });
    return this.chains.get(zone)!(request);
  }

  private failed(query: Query, error: unknown): Answer {
    this.log.error('A query could not be answered', { name: `${query.name}.`, error });
    return answer({ rcode: RCODE.SERVFAIL });
  }

  private send(request: Request, found: Answer, after: readonly ((outcome: Outcome) => void)[]): Buffer {
    const { query } = request;
    const limit = request.protocol === 'tcp' ? TCP_MOST : Math.min(UDP_MOST, Math.max(UDP_DEFAULT, query.edns?.size ?? 0));
    let out: Buffer;
    try { out = finish(toWire(found, query), query, limit); } catch (error) { out = finish(toWire(this.failed(query, error), query), query, limit); }
    const outcome = { answer: found, size: out.length, seconds: (this.monotonic() - request.started) / 1000, error: undefined };
    for (const done of after) done(outcome);
    return out;
  }
}
