import { noMore } from '../../corefile/arguments.js';
import type { PluginDefinition } from '../../server/plugin.js';
import { answer } from '../../wire/answer.js';
import { RCODE, typeName } from '../../wire/codes.js';

/** Logs what goes wrong further on, and answers SERVFAIL in its place. */
export const errors: PluginDefinition = {
  name: 'errors',
  setup: ({ directive, host }) => {
    noMore(directive, 1);
    return {
      handle: async (request, next) => {
        try {
          return await next(request);
        } catch (error) {
          host.log.error('A query could not be answered', { name: `${request.query.name}.`, type: typeName(request.query.type), error: error instanceof Error ? error.message : error });
          return answer({ rcode: RCODE.SERVFAIL });
        }
      },
    };
  },
};
