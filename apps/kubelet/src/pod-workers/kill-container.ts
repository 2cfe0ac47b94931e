import type { Pod } from '@kubets/api/core/v1/pod';
import type { ContainerStatus } from '@kubets/container-runtime/runtime';
import { sleep } from '../clock.js';
import { fieldPathOf, findContainer } from '../pod/containers.js';
import { nameOf } from '../pod/identity.js';
import type { PodContext } from './context.js';
import { runHook } from './hooks.js';

/** However long a preStop hook took, the container gets this much to react to its signal. */
const MINIMUM_GRACE_SECONDS = 2;

export interface KillOptions {
  /** Shown by the `Killing` event. */
  readonly message: string;
  /** Seconds left at this moment; asked again when hurried. */
  readonly grace: () => number;
  /** The signal that says `grace` has become shorter; a fresh one after each abort. */
  readonly hurry?: () => AbortSignal;
  readonly podIP: string;
}

const aborted = (signal: AbortSignal): Promise<'hurried'> =>
  new Promise((resolve) => (signal.aborted ? resolve('hurried') : signal.addEventListener('abort', () => resolve('hurried'), { once: true })));

/** Runs the preStop hook within the grace period, then stops the container: asked first, killed when the time is over. */
export async function killContainer(context: PodContext, pod: Pod, status: ContainerStatus, options: KillOptions): Promise<void> {
  const of = findContainer(pod, status.name);
  context.event(pod, 'Normal', 'Killing', options.message, of && fieldPathOf(of));
  const began = context.clock.now();
  const preStop = of?.container.lifecycle?.preStop;
  if (preStop && of && options.grace() > 0) await preStopHook(context, pod, status, options, async (signal) => runHook(context, preStop, of.container, status.id, options.podIP, Math.max(1, options.grace()), signal));
  const spent = Math.floor((context.clock.now() - began) / 1000);
  await stop(context, status, options, preStop ? spent : 0);
  await context.state.refresh(status.id, status.pod.uid);
}

async function preStopHook(context: PodContext, pod: Pod, status: ContainerStatus, options: KillOptions, run: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const over = new AbortController();
  const signal = options.hurry ? AbortSignal.any([options.hurry(), over.signal]) : over.signal;
  const failed = (error: unknown): void => {
    context.log.debug(1, 'preStop hook failed', { pod: nameOf(pod), container: status.name, error });
    context.event(pod, 'Warning', 'FailedPreStopHook', 'PreStopHook failed', ((of) => of && fieldPathOf(of))(findContainer(pod, status.name)));
  };
  await Promise.race([run(signal).catch(failed), sleep(context.clock, options.grace() * 1000, signal)]);
  over.abort();
}

async function stop({ runtime }: PodContext, status: ContainerStatus, options: KillOptions, spentSeconds: number): Promise<void> {
  for (;;) {
    const signal = options.hurry?.();
    const left = options.grace() - spentSeconds;
    const seconds = spentSeconds > 0 ? Math.max(MINIMUM_GRACE_SECONDS, left) : Math.max(0, left);
    const stopping = runtime.stopContainer(status.id, seconds).then(() => 'stopped' as const);
    if (!signal) return void (await stopping);
    // A shorter grace period supersedes the one under way; the engine's stop is idempotent.
    stopping.catch(() => undefined);
    if ((await Promise.race([stopping, aborted(signal)])) === 'stopped') return;
  }
}
