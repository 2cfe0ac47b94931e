import { ipFamily } from '@kubets/networking/ip/address';
import { duration, integer, properties } from '../../corefile/arguments.js';
import { zoneName, type Directive } from '../../corefile/corefile.js';
import { CorefileError } from '../../corefile/tokens.js';
import type { Address } from './upstream.js';

export type Policy = 'random' | 'round_robin' | 'sequential';
const POLICIES: readonly Policy[] = ['random', 'round_robin', 'sequential'];

export interface ForwardOptions {
  readonly from: string;
  readonly to: readonly string[];
  readonly except: readonly string[];
  readonly forceTcp: boolean;
  readonly policy: Policy;
  /** Failures after which a server is passed over; 0: never. */
  readonly maxFails: number;
  readonly healthCheckMilliseconds: number;
  /** 0: no limit. */
  readonly maxConcurrent: number;
}

export function forwardOptions(directive: Directive): ForwardOptions {
  const [from, ...to] = directive.args;
  if (from === undefined || to.length === 0) throw new CorefileError(directive.line, 'forward needs a zone and where to: "forward . /etc/resolv.conf" or "forward . 10.0.0.53"');
  const options = { except: [] as string[], forceTcp: false, policy: 'random' as Policy, maxFails: 2, healthCheckMilliseconds: 500, maxConcurrent: 0 };
  properties(directive, {
    except: (property) => { options.except = property.args.map((zone) => zoneName(zone, property.line)); },
    force_tcp: () => { options.forceTcp = true; },
    prefer_udp: () => undefined, // what is done anyway
    policy: (property) => {
      const policy = POLICIES.find((one) => one === property.args[0]);
      if (!policy) throw new CorefileError(property.line, `policy is ${JSON.stringify(property.args[0] ?? '')}; use ${POLICIES.join(', ')}`);
      options.policy = policy;
    },
    max_fails: (property) => { options.maxFails = integer(property, 'max_fails', property.args[0], 0, 2 ** 31 - 1); },
    health_check: (property) => { options.healthCheckMilliseconds = duration(property, 'health_check', property.args[0]); },
    max_concurrent: (property) => { options.maxConcurrent = integer(property, 'max_concurrent', property.args[0], 0, 2 ** 31 - 1); },
  });
  return { from: zoneName(from, directive.line), to, ...options };
}

/** `10.0.0.53`, `10.0.0.53:5353`, `[2001:db8::53]:53`; `undefined` when it is a file's name. */
export function serverAddress(text: string): Address | undefined {
  const bare = text.replace(/^dns:\/\//, '');
  if (ipFamily(bare) !== undefined) return { host: bare, port: 53 };
  const [, v6, v4, port] = /^(?:\[([^\]]+)\]|([^:/]+)):(\d+)$/.exec(bare) ?? [];
  const host = v6 ?? v4;
  return host !== undefined && ipFamily(host) !== undefined && Number(port) <= 65_535 ? { host, port: Number(port) } : undefined;
}

/** Servers of a resolv.conf; zone indexes of IPv6 are kept off. */
export const resolvConfServers = (text: string): Address[] => text.split('\n')
  .flatMap((line) => { const [key, value] = line.trim().split(/\s+/); return key === 'nameserver' && value ? [serverAddress(value.split('%')[0]!)] : []; })
  .filter((address): address is Address => address !== undefined);
