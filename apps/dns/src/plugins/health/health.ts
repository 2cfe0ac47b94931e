import { duration, properties } from '../../corefile/arguments.js';
import type { PluginDefinition } from '../../server/plugin.js';
import { endpointPlugin } from '../endpoint-plugin.js';

/** Says that the process lives, at `:8080/health`; while it stops it says so for the lameduck time. */
export const health: PluginDefinition = {
  name: 'health',
  setup: (setup) => {
    let lameduck = 0;
    properties(setup.directive, { lameduck: (property) => { lameduck = duration(property, 'lameduck', property.args[0]); } });
    const plugin = endpointPlugin(setup, ':8080', '/health', (_request, response) => { response.writeHead(200, { 'content-type': 'text/plain' }).end('OK'); });
    return {
      ...plugin,
      stop: async () => {
        if (setup.httpAddress !== undefined && lameduck > 0) await new Promise((resolve) => { setTimeout(resolve, lameduck); });
        await plugin.stop?.();
      },
    };
  },
};
