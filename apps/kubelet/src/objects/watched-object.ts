import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { ResourceClient } from '@kubets/client/client';
import { sleep, type Clock } from '../clock.js';
import { deferred } from '../deferred.js';

const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** One named object kept current by a watch on it alone; a node may read only what its pods refer to, so a watch of all is no choice. */
export class WatchedObject<T extends KubeObject> {
  private readonly stopping = new AbortController();
  private readonly first = deferred<void>();
  private object: T | undefined;
  /** Set while the object cannot be read at all, so that waiting pods learn why. */
  private failure: unknown;

  constructor(private readonly client: ResourceClient<T>, private readonly name: string, private readonly clock: Clock, private readonly changed: () => void) {
    void this.run();
  }

  /** The object, or `undefined` when it does not exist. */
  async read(): Promise<T | undefined> {
    await this.first.promise;
    if (this.failure !== undefined) throw this.failure;
    return this.object;
  }

  stop(): void {
    this.stopping.abort();
    this.first.resolve();
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    let retry = RETRY_MS;
    while (!signal.aborted) {
      try {
        await this.follow(signal, () => { retry = RETRY_MS; });
      } catch (error) {
        if (signal.aborted) return;
        // What was read stays good while the API server cannot be reached.
        if (this.object === undefined) this.failure = error;
        this.first.resolve();
        await sleep(this.clock, retry, signal);
        retry = Math.min(LONGEST_RETRY_MS, retry * 2);
      }
    }
  }

  private async follow(signal: AbortSignal, reached: () => void): Promise<void> {
    const fieldSelector = `metadata.name=${this.name}`;
    const list = await this.client.list({ fieldSelector });
    this.set(list.items.find((item) => item.metadata.name === this.name));
    reached();
    for await (const event of this.client.watch({ fieldSelector, resourceVersion: list.metadata.resourceVersion, signal })) {
      if (signal.aborted) return;
      if (event.type === 'BOOKMARK' || event.object.metadata.name !== this.name) continue;
      this.set(event.type === 'DELETED' ? undefined : event.object);
    }
    // A server that ends watches at once must not make this spin.
    await sleep(this.clock, 50, signal);
  }

  private set(object: T | undefined): void {
    const before = this.object?.metadata.resourceVersion;
    const failed = this.failure !== undefined;
    this.object = object;
    this.failure = undefined;
    const known = this.settled;
    this.settled = true;
    this.first.resolve();
    if (known && (failed || before !== object?.metadata.resourceVersion)) this.changed();
  }
  private settled = false;
}
