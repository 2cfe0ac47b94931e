import { canonicalIp, ipFamily } from '@kubets/networking/ip/address';
import { longestZone, type Handler, type PluginDefinition, type PluginSetup, type Request } from '../../server/plugin.js';
import { answer, type Answer, type Record } from '../../wire/answer.js';
import { RCODE, TYPE } from '../../wire/codes.js';
import { decodeAnswers } from '../../wire/decode.js';
import { Cluster } from './cluster.js';
import { kubernetesOptions, type KubernetesOptions } from './options.js';
import { dashedAddress, readQuestion } from './question.js';
import { addressRecord, NOTHING, serviceRecords, type Found } from './records.js';
import { addressOfReverse, pointerRecords } from './reverse.js';

/** Version of the layout of names that is served. */
const SPECIFICATION = '1.1.0';

/** Names of Services, endpoints and pods. */
export const kubernetes: PluginDefinition = { name: 'kubernetes', setup: (setup) => new Kubernetes(setup, kubernetesOptions(setup)) };

class Kubernetes {
  private readonly cluster: Cluster;

  constructor(private readonly setup: PluginSetup, private readonly options: KubernetesOptions) {
    this.cluster = new Cluster(setup.host.informers, options.pods === 'verified');
  }

  /** Does not wait for the caches: other zones are served meanwhile. */
  start(signal: AbortSignal): void {
    this.cluster.start(signal).catch((error: unknown) => { if (!signal.aborted) this.setup.host.log.error('Services cannot be read', { error }); });
  }

  ready(): boolean { return this.cluster.synced; }

  handle(request: Request, next: Handler): Answer | Promise<Answer> {
    const { name } = request.query;
    const zone = longestZone(name, this.options.zones);
    const reverse = zone === undefined ? longestZone(name, this.options.reverse) : undefined;
    if (zone === undefined && reverse === undefined) return next(request);
    if (!this.cluster.synced) return answer({ rcode: RCODE.SERVFAIL });
    const found = zone === undefined ? this.reverse(request) : this.forward(request, zone);
    if (found === undefined) {
      if (longestZone(name, this.options.fallthrough) !== undefined) return next(request);
      return answer({ rcode: RCODE.NXDOMAIN, authoritative: true, authorities: [this.soa(zone ?? reverse!)] });
    }
    if (found.answers.length === 0) return answer({ authoritative: true, authorities: [this.soa(zone ?? reverse!)] });
    const [first] = found.answers;
    if (first?.type === 'CNAME' && typeof first.data === 'string' && (request.query.type === TYPE.A || request.query.type === TYPE.AAAA)) return this.follow(first, request.query.type);
    return answer({ authoritative: true, ...found });
  }

  private forward(request: Request, zone: string): Found {
    const { name, type } = request.query;
    const { ttl } = this.options;
    const question = readQuestion(name === zone ? '' : zone === '' ? name : name.slice(0, -zone.length - 1));
    switch (question.kind) {
      case 'apex': return this.apex(zone, type);
      case 'version': return { answers: type === TYPE.TXT ? [{ type: 'TXT', name, ttl, data: SPECIFICATION }] : [], additionals: [] };
      case 'nameserver': return { answers: this.ownAddresses().map((ip) => addressRecord(name, ip, ttl)).filter((record) => TYPE[record.type] === type), additionals: [] };
      case 'branch': return NOTHING;
      case 'unknown': return undefined;
      case 'namespace': return this.visible(question.namespace) ? NOTHING : undefined;
      case 'pod': return this.pod(question.namespace, question.address, name, type);
      case 'service': return this.visible(question.namespace) ? serviceRecords(this.cluster, question, type, name, zone, ttl) : undefined;
    }
  }

  private apex(zone: string, type: number): Found {
    const { ttl } = this.options;
    const host = zone === '' ? 'ns.dns' : `ns.dns.${zone}`;
    if (type === TYPE.SOA) return { answers: [this.soa(zone)], additionals: [] };
    if (type === TYPE.NS) return { answers: [{ type: 'NS', name: zone, ttl, data: host }], additionals: this.ownAddresses().map((ip) => addressRecord(host, ip, ttl)) };
    return NOTHING;
  }

  private pod(namespace: string, label: string, name: string, type: number): Found {
    if (this.options.pods === 'disabled' || !this.visible(namespace)) return undefined;
    const text = dashedAddress(label);
    if (text === undefined || ipFamily(text) === undefined) return undefined;
    const ip = canonicalIp(text);
    if (this.options.pods === 'verified' && !this.cluster.hasPod(namespace, ip)) return undefined;
    return { answers: (ipFamily(ip) === 4 ? TYPE.A : TYPE.AAAA) === type ? [addressRecord(name, ip, this.options.ttl)] : [], additionals: [] };
  }

  private reverse(request: Request): Found {
    const ip = addressOfReverse(request.query.name);
    if (ip === undefined) return undefined;
    const answers = pointerRecords(this.cluster, request.query.name, ip, this.options.zones[0]!, this.options.ttl);
    if (answers.length === 0) return undefined;
    return { answers: request.query.type === TYPE.PTR ? answers : [], additionals: [] };
  }

  /** Resolvers of containers do not follow a CNAME themselves: its target's addresses go along. */
  private async follow(alias: Record & { readonly data: string }, type: number): Promise<Answer> {
    const target = await this.setup.lookup(alias.data, type).catch(() => undefined);
    return answer({ authoritative: true, answers: [alias, ...target ? recordsOf(target) : []] });
  }

  private visible(namespace: string): boolean {
    return (this.options.namespaces?.has(namespace) ?? true) && this.cluster.hasNamespace(namespace);
  }

  /** Where this server itself is found: the service that kubeadm makes for it. */
  private ownAddresses(): readonly string[] {
    const { clusterIPs, clusterIP } = this.cluster.service('kube-system', 'kube-dns')?.spec ?? {};
    return (clusterIPs ?? [clusterIP ?? '']).filter((ip) => ipFamily(ip) !== undefined);
  }

  private soa(zone: string): Record {
    const { ttl } = this.options;
    const below = (name: string): string => (zone === '' ? name : `${name}.${zone}`);
    return { type: 'SOA', name: zone, ttl, data: { mname: below('ns.dns'), rname: below('hostmaster'), serial: Math.floor(this.setup.now() / 1000), refresh: 7200, retry: 1800, expire: 86_400, minimum: ttl } };
  }
}

/** Addresses and aliases of an answer, whichever form it has. */
function recordsOf(found: Answer): readonly Record[] {
  if (!found.wire) return found.answers;
  return decodeAnswers(found.wire.bytes);
}
