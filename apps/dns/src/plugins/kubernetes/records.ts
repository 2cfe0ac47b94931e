import type { Service } from '@kubets/api/core/v1/service';
import { canonicalIp, ipFamily } from '@kubets/networking/ip/address';
import type { Record } from '../../wire/answer.js';
import { TYPE } from '../../wire/codes.js';
import { isHeadless, namedEndpoints, type Cluster } from './cluster.js';
import type { Question } from './question.js';

/** The records of a name; `undefined` when the name does not exist, as opposed to having no records of the type. */
export type Found = { readonly answers: readonly Record[]; readonly additionals: readonly Record[] } | undefined;
export const NOTHING = { answers: [], additionals: [] } as const;

/** Places where a service can be met: each one address, port and name. */
interface Place { readonly host: string; readonly ip: string; readonly ports: readonly { name: string; protocol: string; port: number }[] }

export const addressRecord = (name: string, ip: string, ttl: number): Record => ({ type: ipFamily(ip) === 4 ? 'A' : 'AAAA', name, ttl, data: ip });
const isOfType = (ip: string, type: number): boolean => (ipFamily(ip) === 4 ? type === TYPE.A : type === TYPE.AAAA);

/** @param name the whole name asked for @param zone cluster domain */
export function serviceRecords(cluster: Cluster, question: Extract<Question, { kind: 'service' }>, type: number, name: string, zone: string, ttl: number): Found {
  const service = cluster.service(question.namespace, question.service);
  if (!service) return undefined;
  if (service.spec.type === 'ExternalName') {
    if (question.endpoint !== undefined || question.port !== undefined || !service.spec.externalName) return undefined;
    return { answers: [{ type: 'CNAME', name, ttl, data: service.spec.externalName.toLowerCase().replace(/\.$/, '') }], additionals: [] };
  }
  const base = `${question.service}.${question.namespace}.svc.${zone}`;
  const all = places(cluster, service, base, question.endpoint !== undefined);
  const found = question.endpoint === undefined ? all : all.filter((place) => place.host === `${question.endpoint}.${base}`);
  const matching = question.port === undefined ? found : found.map((place) => ({ ...place, ports: place.ports.filter((port) => offers(port, question)) })).filter((place) => place.ports.length > 0);
  // A headless service without ready endpoints has no name: a client's resolver may go on with its search list.
  if (matching.length === 0) return undefined;
  if (type === TYPE.SRV) return srv(matching, name, ttl);
  const ips = [...new Set(matching.filter((place) => isOfType(place.ip, type)).map((place) => place.ip))];
  return { answers: ips.map((ip) => addressRecord(name, ip, ttl)), additionals: [] };
}

const offers = (port: { name: string; protocol: string }, question: { port?: string; protocol?: string }): boolean =>
  (question.port === '*' || port.name === question.port) && port.protocol === question.protocol;

function places(cluster: Cluster, service: Service, base: string, endpoints: boolean): Place[] {
  if (!endpoints && !isHeadless(service)) {
    const ports = (service.spec.ports ?? []).map((port) => ({ name: (port.name ?? '').toLowerCase(), protocol: (port.protocol ?? 'TCP').toLowerCase(), port: port.port }));
    return (service.spec.clusterIPs ?? [service.spec.clusterIP ?? '']).filter((ip) => ipFamily(ip) !== undefined).map((ip) => ({ host: base, ip: canonicalIp(ip), ports }));
  }
  return namedEndpoints(cluster.slicesOf(service)).map(({ name, ip, slice }) => ({
    host: `${name}.${base}`, ip,
    ports: (slice.ports ?? []).filter((port) => port.port !== undefined).map((port) => ({ name: (port.name ?? '').toLowerCase(), protocol: (port.protocol ?? 'TCP').toLowerCase(), port: port.port! })),
  }));
}

function srv(found: readonly Place[], name: string, ttl: number): Found {
  const answers = new Map<string, Record>();
  const additionals = new Map<string, Record>();
  for (const place of found) {
    for (const { port } of place.ports) answers.set(`${place.host} ${port}`, { type: 'SRV', name, ttl, data: { priority: 0, weight: 100, port, target: place.host } });
    additionals.set(`${place.host} ${place.ip}`, addressRecord(place.host, place.ip, ttl));
  }
  const weight = Math.max(1, Math.floor(100 / Math.max(1, answers.size)));
  return { answers: [...answers.values()].map((record) => (record.type === 'SRV' ? { ...record, data: { ...record.data, weight } } : record)), additionals: answers.size > 0 ? [...additionals.values()] : [] };
}
