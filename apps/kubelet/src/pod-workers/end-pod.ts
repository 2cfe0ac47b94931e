import type { Pod } from '@kubets/api/core/v1/pod';
import type { ContainerStatus } from '@kubets/container-runtime/runtime';
import { uidOf } from '../pod/identity.js';
import { runningOf } from '../runtime-state/pod-state.js';
import type { PodContext } from './context.js';
import { killContainer } from './kill-container.js';
import { stopOrder } from './order.js';

export interface EndOptions {
  /** Seconds left now. */
  readonly grace: () => number;
  readonly hurry: () => AbortSignal;
  readonly podIP: string;
}

/** Stops what runs in the pod, in order, then its sandboxes. Idempotent; throws when the engine refuses. */
export async function stopPod(context: PodContext, pod: Pod, options: EndOptions): Promise<void> {
  const uid = uidOf(pod);
  const { state, runtime } = context;
  const known = new Set(stopOrder(pod).flat());
  const strangers = runningOf(state.pod(uid)).map((c) => c.name).filter((name) => !known.has(name));
  const [first = [], ...rest] = stopOrder(pod);
  for (const group of [[...first, ...strangers], ...rest]) {
    const running = runningOf(state.pod(uid)).filter((c) => group.includes(c.name));
    await Promise.all(running.map((status) => kill(context, pod, status, options)));
  }
  const sandboxes = state.pod(uid).sandboxes.filter((s) => s.ready);
  for (const { id } of sandboxes) await context.metrics.operation('stop_podsandbox', () => runtime.stopPodSandbox(id));
  if (sandboxes.length > 0) await state.relist();
}

const kill = (context: PodContext, pod: Pod, status: ContainerStatus, options: EndOptions): Promise<void> =>
  killContainer(context, pod, status, { message: `Stopping container ${status.name}`, ...options });

/** Removes what is left of the pod in the engine: sandboxes, ended containers, logs. */
export async function removeFromRuntime(context: PodContext, uid: string): Promise<void> {
  const { state, runtime } = context;
  const { sandboxes, containers } = state.pod(uid);
  const inside = new Set(sandboxes.map((s) => s.id));
  for (const { id, sandboxId } of containers) if (!inside.has(sandboxId)) await runtime.removeContainer(id);
  for (const { id } of sandboxes) await context.metrics.operation('remove_podsandbox', () => runtime.removePodSandbox(id));
  state.forgetPod(uid);
}
