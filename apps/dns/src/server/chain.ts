import { CorefileError } from '../corefile/tokens.js';
import type { ServerBlock } from '../corefile/corefile.js';
import { answer } from '../wire/answer.js';
import { RCODE } from '../wire/codes.js';
import type { Handler, Plugin, PluginDefinition, PluginSetup } from './plugin.js';

/** Accepted for the sake of existing Corefiles: what they ask for is so anyway, or has no meaning here. */
const SILENT: ReadonlySet<string> = new Set(['reload', 'bind', 'bufsize', 'minimal']);

export interface Chain { readonly plugins: readonly Plugin[]; readonly handle: Handler }

/** Puts the plugins of a block into the order of the list and ties each to the next. */
export function buildChain(block: ServerBlock, definitions: readonly PluginDefinition[], setup: Omit<PluginSetup, 'directive' | 'zones' | 'siblings'>): Chain {
  const known = new Map(definitions.map((definition, order) => [definition.name, { definition, order }]));
  const plugins: Plugin[] = [];
  const wanted = block.directives.filter((directive) => !SILENT.has(directive.name)).map((directive) => {
    const found = known.get(directive.name);
    if (!found) throw new CorefileError(directive.line, `there is no plugin ${JSON.stringify(directive.name)}; there are ${[...known.keys()].sort().join(', ')}`);
    return { directive, ...found };
  });
  wanted.sort((a, b) => a.order - b.order || a.directive.line - b.directive.line);
  for (const { definition, directive } of wanted) {
    plugins.push(definition.setup({ ...setup, directive, zones: block.zones.map((one) => one.zone), siblings: () => plugins }));
  }
  let handle: Handler = () => answer({ rcode: RCODE.REFUSED });
  for (const plugin of [...plugins].reverse()) {
    if (!plugin.handle) continue;
    const next = handle;
    handle = (request) => plugin.handle!(request, next);
  }
  return { plugins, handle };
}
