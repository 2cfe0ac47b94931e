import type { Component } from '@kubets/component/component';
import type { Logger } from '@kubets/component/log';

/** Components that start together once those of earlier stages run, and stop together before those. */
export type Stage = readonly Component[];

/** After this long people are told what is being waited for. */
const PATIENCE_MS = 10_000;

/** Starts components stage by stage, and stops them in reverse: who is needed last goes last. */
export class Lifecycle {
  readonly #running: { readonly stage: Stage; readonly stop: AbortController }[] = [];
  constructor(private readonly log: Logger) {}

  async start(stages: readonly Stage[]): Promise<void> {
    for (const stage of stages) {
      const stop = new AbortController();
      this.#running.push({ stage, stop });
      const waiting = new Set(stage.map((component) => component.name));
      const patience = setInterval(() => this.log.warn('still starting', { waitingFor: [...waiting] }), PATIENCE_MS);
      try {
        await Promise.all(stage.map(async (component) => { await component.start(stop.signal); waiting.delete(component.name); }));
      } finally { clearInterval(patience); }
    }
  }

  /** Never throws: a part that fails to stop is logged, and the others stop all the same. */
  async stop(): Promise<void> {
    for (let next = this.#running.pop(); next; next = this.#running.pop()) {
      next.stop.abort(new Error('the cluster stops'));
      await Promise.all(next.stage.map((component) => component.stop().catch((error: unknown) => this.log.error('a part failed to stop', { part: component.name, error }))));
    }
  }
}
