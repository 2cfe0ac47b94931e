import { CorefileError } from '../../corefile/tokens.js';
import type { PluginDefinition } from '../../server/plugin.js';
import { toWire, type Answer } from '../../wire/answer.js';
import type { Wire } from '../../wire/layout.js';
import type { Query } from '../../wire/query.js';

/** Gives addresses a random order, so that clients that take the first are spread. */
export const loadbalance: PluginDefinition = {
  name: 'loadbalance',
  setup: ({ directive, random }) => {
    const policy = directive.args[0] ?? 'round_robin';
    if (policy !== 'round_robin') throw new CorefileError(directive.line, `loadbalance has no policy ${JSON.stringify(policy)}; it has round_robin`);
    const mix = (query: Query, found: Answer): Answer => (found.wire || found.answers.length > 1 ? { ...found, wire: shuffled(toWire(found, query), random) } : found);
    return {
      handle: (request, next) => {
        const found = next(request);
        return found instanceof Promise ? found.then((late) => mix(request.query, late)) : mix(request.query, found);
      },
    };
  },
};

/** Exchanges the addresses in place of the records: those of one answer differ in nothing else. */
function shuffled(wire: Wire, random: () => number): Wire {
  const { at, length } = wire.addresses;
  if (at.length < 2) return wire;
  const bytes = Buffer.from(wire.bytes);
  for (let n = at.length - 1; n > 0; n--) {
    const other = Math.floor(random() * (n + 1));
    const [a, b] = [at[n]!, at[other]!];
    const kept = Buffer.from(bytes.subarray(a, a + length));
    bytes.copy(bytes, a, b, b + length);
    kept.copy(bytes, b);
  }
  return { ...wire, bytes };
}
