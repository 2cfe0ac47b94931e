import type { RequestListener, Server } from 'node:http';
import { noMore } from '../corefile/arguments.js';
import { CorefileError } from '../corefile/tokens.js';
import type { Plugin, PluginSetup } from '../server/plugin.js';
import { close, listen, splitAddress } from './http.js';

/** A plugin that answers no queries but HTTP: `name [address]`. */
export function endpointPlugin(setup: PluginSetup, address: string, path: string, respond: RequestListener): Plugin {
  const { directive, httpAddress } = setup;
  noMore(directive, 1);
  const at = splitAddress(directive.args[0] ?? address, httpAddress ?? '');
  if (!at) throw new CorefileError(directive.line, `${JSON.stringify(directive.args[0])} is no address; write it as ${address} or 127.0.0.1${address}`);
  let server: Server | undefined;
  return {
    start: async () => {
      if (httpAddress === undefined) return;
      server = await listen(at.host, at.port, (request, response) => {
        if (request.url?.split('?')[0] === path) respond(request, response);
        else response.writeHead(404).end('404 page not found\n');
      });
    },
    stop: () => close(server),
  };
}
