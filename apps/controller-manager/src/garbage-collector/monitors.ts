import { Reflector } from '@kubets/client/reflector';
import { sleep, systemClock } from '@kubets/client/clock';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { discover, type Discovered, type DiscoveredResource } from '../discovery/discover.js';
import type { ManagerHost } from '../host.js';
import { keyOf, type OwnerGraph } from './graph.js';
import type { MetadataClient } from './metadata-client.js';

const REFRESH_MS = 30_000;
/** After a change of definitions: several come at once, and serving them takes the server a moment. */
const SOON_MS = 250;
/** Nobody owns anything through these, and there are many. */
const IGNORED = new Set(['/events', 'events.k8s.io/events']);
const DEFINING = new Set(['apiextensions.k8s.io/customresourcedefinitions', 'apiregistration.k8s.io/apiservices']);

interface Monitor { readonly resource: DiscoveredResource; readonly stop: AbortController; readonly filled: Promise<void>; readonly done: Promise<void> }

/** Watches the metadata of every resource that can be deleted, and follows the server when it serves others. */
export class Monitors {
  readonly #running = new Map<string, Monitor>();
  #resources: readonly DiscoveredResource[] = [];
  #refreshing: Promise<void> = Promise.resolve();
  #cancelTimer: () => void = () => {};
  #due = Infinity;
  #signal: AbortSignal | undefined;

  constructor(
    private readonly host: ManagerHost, private readonly graph: OwnerGraph, private readonly metadata: MetadataClient,
    private readonly find: () => Promise<Discovered> = () => discover(host.client),
  ) {}

  get resources(): readonly DiscoveredResource[] { return this.#resources; }

  /** Resolves when the graph shows what exists, as far as it could be read within half a minute. */
  async start(signal: AbortSignal): Promise<void> {
    this.#signal = signal;
    signal.addEventListener('abort', () => this.#end(), { once: true });
    await this.#refresh();
    const enough = new AbortController();
    await Promise.race([Promise.all([...this.#running.values()].map(({ filled }) => filled)), sleep(this.#clock, 30_000, AbortSignal.any([signal, enough.signal]))]);
    enough.abort();
  }

  #end(): void {
    this.#cancelTimer();
    for (const { stop } of this.#running.values()) stop.abort();
  }

  async stop(): Promise<void> {
    this.#end();
    await Promise.all([this.#refreshing, ...[...this.#running.values()].map(({ done }) => done)]);
  }

  get #clock() { return this.host.clock ?? systemClock; }

  #refreshIn(ms: number): void {
    const due = this.#clock.now() + ms;
    if (due >= this.#due || this.#signal?.aborted) return;
    this.#cancelTimer();
    this.#due = due;
    this.#cancelTimer = this.#clock.setTimer(() => { this.#due = Infinity; void this.#refresh(); }, ms);
  }

  #refresh(): Promise<void> {
    return this.#refreshing = this.#refreshing.then(async () => {
      if (this.#signal?.aborted) return;
      try {
        this.#follow(await this.find());
      } catch (error) {
        this.host.log.warn('the server does not say which resources it has; trying again', { error: (error as Error).message });
      }
      this.#refreshIn(REFRESH_MS);
    });
  }

  #follow({ resources, failures }: Discovered): void {
    const unknown = new Set(failures.map(({ group }) => group));
    // What did not answer is not gone.
    const kept = this.#resources.filter(({ group, resource }) => unknown.has(group) && !resources.some((r) => r.group === group && r.resource === resource));
    this.#resources = [...resources, ...kept];
    const wanted = new Map(this.#resources.filter(({ group, resource, verbs }) => ['delete', 'list', 'watch'].every((verb) => verbs.includes(verb)) && !IGNORED.has(keyOf({ group, resource })))
      .map((resource) => [keyOf(resource), resource]));
    for (const [key, monitor] of this.#running) {
      const now = wanted.get(key);
      if (now?.base === monitor.resource.base && now.kind === monitor.resource.kind) continue;
      monitor.stop.abort();
      this.#running.delete(key);
    }
    for (const [key, resource] of wanted) if (!this.#running.has(key)) this.#running.set(key, this.#monitor(key, resource));
  }

  #monitor(key: string, resource: DiscoveredResource): Monitor {
    const stop = new AbortController();
    let fill = (): void => {};
    const filled = new Promise<void>((resolve) => { fill = resolve; });
    const seen = (object: KubeObject): void => {
      this.graph.observed(resource, object.metadata);
      if (DEFINING.has(key)) this.#refreshIn(SOON_MS);
    };
    const reflector = new Reflector<KubeObject>({
      client: this.metadata.lister(resource), what: `${resource.resource}${resource.group ? `.${resource.group}` : ''} (metadata)`,
      clock: this.#clock, random: Math.random, log: this.host.log,
      sink: {
        replace: (objects) => {
          const listed = new Set<string>();
          for (const object of objects) {
            listed.add(object.metadata.uid ?? '');
            seen(object);
          }
          this.graph.removeUnlisted(key, listed);
          fill();
        },
        changed: seen,
        removed: ({ metadata }) => {
          this.graph.removed(metadata.uid ?? '');
          if (DEFINING.has(key)) this.#refreshIn(SOON_MS);
        },
      },
    });
    const done = reflector.run(stop.signal);
    return { resource, stop, filled, done };
  }
}
