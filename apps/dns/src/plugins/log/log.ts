import { noMore } from '../../corefile/arguments.js';
import type { PluginDefinition } from '../../server/plugin.js';
import { rcodeName, typeName } from '../../wire/codes.js';

/** Logs every query with its answer. */
export const log: PluginDefinition = {
  name: 'log',
  setup: ({ directive, host }) => {
    noMore(directive, 1);
    return {
      handle: (request, next) => {
        request.after(({ answer, size, seconds }) => host.log.info('query', {
          client: request.client, protocol: request.protocol, id: request.query.id, type: typeName(request.query.type), name: `${request.query.name}.`,
          rcode: rcodeName(answer.rcode), size, seconds,
        }));
        return next(request);
      },
    };
  },
};
