import type { FlowSelector } from '@kubets/networking/host/conntrack';
import type { Frontend } from '../services/frontend.js';

/** More flows than this for one frontend are forgotten all at once. */
const ONE_BY_ONE = 16;

/**
 * Flows that the kernel would keep sending to where they no longer belong: to backends that are gone, and, of frontends that
 * just got their first backend, to nowhere.
 */
export function staleFlows(before: readonly Frontend[], now: readonly Frontend[]): FlowSelector[] {
  const current = new Map(now.map((frontend) => [identity(frontend), frontend]));
  const known = new Map(before.map((frontend) => [identity(frontend), frontend]));
  return [
    ...before.filter(connectionless).flatMap((frontend) => gone(frontend, current.get(identity(frontend)))),
    ...now.filter((frontend) => connectionless(frontend) && ips(frontend).size > 0 && ips(known.get(identity(frontend))).size === 0).map(selector),
  ];
}

const connectionless = (frontend: Frontend): boolean => frontend.protocol !== 'tcp';
const identity = (frontend: Frontend): string => `${frontend.family} ${frontend.address ?? ''} ${frontend.protocol} ${frontend.number}`;
const ips = (frontend: Frontend | undefined): Set<string> => new Set([...frontend?.backends ?? [], ...frontend?.localOnly ?? []].map((backend) => backend.ip));

const selector = (frontend: Frontend): FlowSelector => ({
  protocol: frontend.protocol === 'sctp' ? 'sctp' : 'udp', port: frontend.number, family: frontend.family,
  ...(frontend.address === undefined ? {} : { address: frontend.address }),
});

function gone(old: Frontend, now: Frontend | undefined): FlowSelector[] {
  const kept = ips(now);
  const lost = [...ips(old)].filter((ip) => !kept.has(ip));
  return lost.length > ONE_BY_ONE ? [selector(old)] : lost.map((backend) => ({ ...selector(old), backend }));
}
