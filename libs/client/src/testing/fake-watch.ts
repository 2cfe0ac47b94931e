import { StatusError } from '@kubets/apimachinery/errors/status';
import { INITIAL_EVENTS_END } from '../watch-stream.js';
import type { Matcher } from './fake-selectors.js';
import type { FakeEvent, FakeStore, Location } from './fake-store.js';

/** Watches that are open, so that a test can break them or wait until they have sent everything. */
export interface OpenWatch { readonly caughtUp: boolean; break(error: Error | undefined): void }

export interface FakeWatchOptions {
  readonly store: FakeStore;
  readonly at: Location;
  readonly namespace: string | undefined;
  readonly matches: Matcher;
  readonly resourceVersion: string | null;
  readonly sendInitialEvents: boolean;
  readonly signal: AbortSignal | undefined;
  readonly open: Set<OpenWatch>;
}

const frame = (type: string, object: unknown): Buffer => Buffer.from(`${JSON.stringify({ type, object })}\n`);

/** What a change is for a watcher with a selector: an object that begins to match is new to it, one that ceases is gone. */
function framed(event: FakeEvent, { namespace, matches }: FakeWatchOptions): Buffer | undefined {
  if (namespace && event.object.metadata.namespace !== namespace) return undefined;
  const was = event.type !== 'ADDED' && event.old !== undefined && matches(event.old);
  const is = event.type !== 'DELETED' && matches(event.object);
  if (!was && !is) return undefined;
  return frame(was ? (is ? 'MODIFIED' : 'DELETED') : 'ADDED', event.object);
}

/** The body of a watch. Begins with everything that exists where that was asked for or no version was given. */
export async function* fakeWatch(options: FakeWatchOptions): AsyncGenerator<Buffer> {
  const { store, at, namespace, matches, resourceVersion, sendInitialEvents, signal, open } = options;
  let wake = (): void => {};
  let broken: { error: Error | undefined } | undefined;
  let asked = store.revision;
  let idle = false;
  const watch: OpenWatch = {
    get caughtUp() { return idle && asked === store.revision; },
    break(error) { broken = { error }; wake(); },
  };
  const abort = (): void => watch.break(undefined);
  const unlisten = store.onCommit(() => wake());
  signal?.addEventListener('abort', abort, { once: true });
  open.add(watch);
  try {
    const fromNow = sendInitialEvents || !resourceVersion || resourceVersion === '0';
    let at_ = fromNow ? store.revision : Number(resourceVersion);
    if (fromNow) for (const object of store.list(at, namespace).filter(matches)) yield frame('ADDED', object);
    if (sendInitialEvents) yield frame('BOOKMARK', { metadata: { resourceVersion: String(at_), annotations: { [INITIAL_EVENTS_END]: 'true' } } });
    while (!broken && !signal?.aborted) {
      asked = store.revision;
      const events = store.since(at, at_);
      at_ = asked;
      for (const event of events) {
        const data = framed(event, options);
        if (data) yield data;
      }
      if (store.revision > at_ || broken) continue;
      idle = true;
      await new Promise<void>((resolve) => { wake = resolve; });
      idle = false;
    }
    if (broken?.error) throw broken.error;
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
    yield frame('ERROR', error.toStatus());
  } finally {
    open.delete(watch);
    unlisten();
    signal?.removeEventListener('abort', abort);
  }
}
