import { integer, properties } from '../../corefile/arguments.js';
import { zoneName } from '../../corefile/corefile.js';
import { CorefileError } from '../../corefile/tokens.js';
import type { PluginSetup } from '../../server/plugin.js';

export type PodsMode = 'disabled' | 'insecure' | 'verified';

export interface KubernetesOptions {
  /** Cluster domains. */
  readonly zones: readonly string[];
  /** Zones of reverse DNS. */
  readonly reverse: readonly string[];
  readonly pods: PodsMode;
  readonly ttl: number;
  /** Zones in which a name that is not found is asked further on. */
  readonly fallthrough: readonly string[];
  readonly namespaces: ReadonlySet<string> | undefined;
}

const MODES: readonly PodsMode[] = ['disabled', 'insecure', 'verified'];
export const isReverse = (zone: string): boolean => /(^|\.)(in-addr|ip6)\.arpa$/.test(zone);

export function kubernetesOptions({ directive, zones: all }: PluginSetup): KubernetesOptions {
  const zones = directive.args.length > 0 ? directive.args.map((zone) => zoneName(zone, directive.line)) : all;
  const options = { pods: 'disabled' as PodsMode, ttl: 5, fallthrough: [] as readonly string[], namespaces: undefined as ReadonlySet<string> | undefined };
  properties(directive, {
    pods: (property) => {
      const mode = MODES.find((one) => one === (property.args[0] ?? ''));
      if (!mode) throw new CorefileError(property.line, `pods is ${JSON.stringify(property.args[0] ?? '')}; use ${MODES.join(', ')}`);
      options.pods = mode;
    },
    ttl: (property) => { options.ttl = integer(property, 'ttl', property.args[0], 0, 3600); },
    fallthrough: (property) => { options.fallthrough = property.args.length > 0 ? property.args.map((zone) => zoneName(zone, property.line)) : ['']; },
    namespaces: (property) => { options.namespaces = new Set(property.args); },
    // How names are found is the same with and without them: the client is given by the process.
    endpoint_pod_names: (property) => { throw new CorefileError(property.line, 'endpoint_pod_names is not served; endpoints are named by hostname or dashed address'); },
  });
  const forwardZones = zones.filter((zone) => !isReverse(zone));
  if (forwardZones.length === 0) throw new CorefileError(directive.line, 'kubernetes needs a cluster domain; write "kubernetes cluster.local in-addr.arpa ip6.arpa"');
  return { zones: forwardZones, reverse: zones.filter(isReverse), ...options };
}
