import type { ComponentHost } from '@kubets/component/component';
import type { Directive } from '../corefile/corefile.js';
import type { Answer } from '../wire/answer.js';
import type { Query } from '../wire/query.js';

/** A query on its way through the plugins of a server block. */
export interface Request {
  readonly query: Query;
  readonly protocol: 'udp' | 'tcp';
  /** Address of the client, for logs. */
  readonly client: string;
  /** Zone of the block that answers. */
  readonly zone: string;
  /** Milliseconds, from a clock that never goes back. */
  readonly started: number;
  /** Registers something to be done when the answer was sent. */
  after(done: (outcome: Outcome) => void): void;
}

export interface Outcome { readonly answer: Answer; readonly size: number; readonly seconds: number; readonly error: unknown }

/** Answers directly where it can: a promise costs more than a lookup. */
export type Handler = (request: Request) => Answer | Promise<Answer>;

/** A configured plugin: it answers, or passes the request on to `next`. */
export interface Plugin {
  readonly handle?: (request: Request, next: Handler) => Answer | Promise<Answer>;
  /** Called before the server listens. */
  start?(signal: AbortSignal): Promise<void> | void;
  /** Whether queries can be answered; asked by the plugin ready. */
  ready?(): boolean;
  stop?(): Promise<void> | void;
}

/** What a plugin is made with. */
export interface PluginSetup {
  readonly host: ComponentHost;
  readonly directive: Directive;
  /** Zones of the block. */
  readonly zones: readonly string[];
  /** Address on which a plugin's own HTTP server listens if the Corefile names none; `undefined`: plugins open none. */
  readonly httpAddress: string | undefined;
  /** Plugins of the same block, for those who ask about the others. */
  readonly siblings: () => readonly Plugin[];
  /** Asks this server itself, as when a CNAME leads elsewhere. */
  readonly lookup: (name: string, type: number) => Promise<Answer>;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  readonly monotonic: () => number;
  /** Time of day in milliseconds. */
  readonly now: () => number;
  readonly readFile: (path: string) => Promise<string>;
}

export interface PluginDefinition {
  readonly name: string;
  readonly setup: (setup: PluginSetup) => Plugin;
}

/** Whether a name lies in a zone; both lower case without final dot. */
export const inZone = (name: string, zone: string): boolean => zone === '' || name === zone || name.endsWith(`.${zone}`);

/** The longest of the zones that holds the name. */
export function longestZone(name: string, zones: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const zone of zones) if (inZone(name, zone) && (best === undefined || zone.length > best.length)) best = zone;
  return best;
}
