import type { PluginDefinition } from '../../server/plugin.js';
import { endpointPlugin } from '../endpoint-plugin.js';

/** Says whether all plugins of the block can answer, at `:8181/ready`. */
export const ready: PluginDefinition = {
  name: 'ready',
  setup: (setup) => endpointPlugin(setup, ':8181', '/ready', (_request, response) => {
    const ok = setup.siblings().every((plugin) => plugin.ready?.() ?? true);
    response.writeHead(ok ? 200 : 503, { 'content-type': 'text/plain' }).end(ok ? 'OK' : 'kubernetes');
  }),
};
