import { noMore } from '../../corefile/arguments.js';
import type { PluginDefinition } from '../../server/plugin.js';
import { answer } from '../../wire/answer.js';
import { RCODE } from '../../wire/codes.js';

/**
 * Finds out whether queries sent upstream come back to this server, as when the node's resolv.conf names a local stub.
 * A name that nobody else knows is asked at start; if it arrives here more than once, the loop is reported and its queries refused.
 */
export const loop: PluginDefinition = {
  name: 'loop',
  setup: ({ directive, host, lookup, random }) => {
    noMore(directive, 0);
    const secret = `${Math.floor(random() * 2 ** 32).toString(16)}.${Math.floor(random() * 2 ** 32).toString(16)}.loop.invalid`;
    const HINFO = 13;
    let seen = 0;
    let timer: NodeJS.Timeout | undefined;
    return {
      start: () => {
        // After the listeners are up; a failure to answer it means only that nobody is upstream.
        timer = setTimeout(() => { lookup(secret, HINFO).catch(() => undefined); }, 500);
        timer.unref();
      },
      stop: () => clearTimeout(timer),
      handle: (request, next) => {
        if (request.query.type !== HINFO || request.query.name !== secret) return next(request);
        if (++seen === 1) return next(request);
        host.log.error('Queries sent upstream come back to this server: name other servers in the forward line of the Corefile', { seen });
        return answer({ rcode: RCODE.REFUSED });
      },
    };
  },
};
