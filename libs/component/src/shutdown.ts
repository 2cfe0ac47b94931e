import type { Logger } from './log.js';

export interface Shutdown {
  /** Aborts at the first signal. */
  readonly signal: AbortSignal;
  /** Registers something to stop. Stops run one after another, last registered first, after the signal has aborted. */
  onStop(name: string, stop: () => void | Promise<void>): void;
  /** Begins the shutdown as a signal would. */
  begin(reason: string): void;
  /** Resolves when everything registered has stopped or the deadline has passed; true when all stopped. */
  readonly finished: Promise<boolean>;
  /** Stops listening for signals, for tests and embedding. */
  dispose(): void;
}

export interface ShutdownOptions {
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** For all stops together. Default 10. */
  readonly deadlineSeconds?: number;
  readonly signals?: readonly NodeJS.Signals[];
  /** What the second signal does. */
  readonly exit?: (code: number) => void;
  readonly process?: Pick<NodeJS.EventEmitter, 'on' | 'off'>;
}

/** Turns SIGINT and SIGTERM into an orderly stop; the second one ends the process at once. */
export function createShutdown(options: ShutdownOptions): Shutdown {
  const { log, deadlineSeconds = 10, signals = ['SIGINT', 'SIGTERM'], exit = (code) => process.exit(code), process: from = process } = options;
  const controller = new AbortController();
  const stops: { readonly name: string; readonly stop: () => void | Promise<void> }[] = [];
  let finish: (all: boolean) => void = () => {};
  const finished = new Promise<boolean>((resolve) => { finish = resolve; });

  const stopAll = async (): Promise<void> => {
    for (let next = stops.pop(); next; next = stops.pop()) {
      try {
        await next.stop();
      } catch (error) {
        log.error('a part failed to stop', { part: next.name, error });
      }
    }
  };

  const begin = (reason: string): void => {
    if (controller.signal.aborted) return;
    log.info('stopping', { reason });
    const timer = setTimeout(() => { log.warn('not everything stopped in time', { deadlineSeconds, waiting: stops.map((each) => each.name) }); finish(false); }, deadlineSeconds * 1000);
    controller.abort(new Error(`stopping: ${reason}`));
    void stopAll().then(() => { clearTimeout(timer); finish(true); });
  };

  const onSignal = (signal: NodeJS.Signals): void => {
    if (!controller.signal.aborted) return begin(signal);
    log.warn('stopping at once', { signal });
    exit(signal === 'SIGINT' ? 130 : 143);
  };
  for (const signal of signals) from.on(signal, onSignal);

  return {
    signal: controller.signal,
    onStop: (name, stop) => void stops.push({ name, stop }),
    begin,
    finished,
    dispose() { for (const signal of signals) from.off(signal, onSignal); },
  };
}
