import type { Pod } from '@kubets/api/core/v1/pod';
import { findContainer, fieldPathOf } from '../pod/containers.js';
import { describePod, uidOf } from '../pod/identity.js';
import { currentOf } from '../runtime-state/pod-state.js';
import type { MountedVolumes } from '../volumes/volume-manager.js';
import type { BackingOff, PodAction } from './actions.js';
import type { PodContext } from './context.js';
import { killContainer } from './kill-container.js';
import { sandboxConfig, writeHostsFile } from './sandbox-config.js';
import { startContainer } from './start-container.js';
import { goDuration } from '../clock.js';
import { usableSandbox } from './decide.js';

export const backoffKey = (uid: string, container: string): string => `${uid}/${container}`;

export interface ActOptions {
  readonly volumes: MountedVolumes;
  readonly signal: AbortSignal;
}

/** The addresses that the downward API and probes see. */
export function factsOf(context: PodContext, pod: Pod): { hostIPs: string[]; podIPs: string[] } {
  const sandbox = usableSandbox(pod, context.state.pod(uidOf(pod)));
  const hostIPs = context.node.ip ? [context.node.ip] : [];
  return { hostIPs, podIPs: pod.spec.hostNetwork ? hostIPs : sandbox?.ip ? [sandbox.ip] : [] };
}

async function createSandbox(context: PodContext, pod: Pod, attempt: number): Promise<void> {
  const { state, clock } = context;
  try {
    const config = await sandboxConfig(context, pod, attempt);
    await writeHostsFile(context, pod, []);
    const { id, ip } = await context.metrics.operation('run_podsandbox', () => context.runtime.runPodSandbox(config));
    // Listing all pods of the node only to learn one address would make starting many pods quadratic.
    if (ip === undefined) await state.relist();
    else state.addSandbox({ id, ip, pod: config.pod, attempt, ready: true, createdAt: clock.now(), labels: config.labels, annotations: config.annotations });
  } catch (error) {
    context.event(pod, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  }
  await writeHostsFile(context, pod, factsOf(context, pod).podIPs);
}

async function stopSandbox(context: PodContext, pod: Pod, id: string): Promise<void> {
  context.event(pod, 'Normal', 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
  await context.metrics.operation('stop_podsandbox', () => context.runtime.stopPodSandbox(id));
  await context.state.relist();
}

/** How long the container may take to stop after a failed check: the probe may say, else the pod. */
function probeGrace(pod: Pod, name: string, cause: string): number {
  const container = findContainer(pod, name)?.container;
  const probe = cause === 'liveness' ? container?.livenessProbe : cause === 'startup' ? container?.startupProbe : undefined;
  return probe?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;
}

/** Carries out one decision about the pod. */
export async function act(context: PodContext, pod: Pod, action: PodAction, { volumes, signal }: ActOptions): Promise<void> {
  const uid = uidOf(pod);
  switch (action.type) {
    case 'stopSandbox': return stopSandbox(context, pod, action.sandboxId);
    case 'createSandbox': return createSandbox(context, pod, action.attempt);
    case 'killContainer': {
      const grace = probeGrace(pod, action.container.name, action.cause);
      return killContainer(context, pod, action.container, { message: action.message, grace: () => grace, podIP: factsOf(context, pod).podIPs[0] ?? '' });
    }
    case 'startContainer': {
      const of = findContainer(pod, action.name);
      const sandbox = usableSandbox(pod, context.state.pod(uid));
      if (!of || !sandbox) return;
      const current = currentOf(context.state.pod(uid), action.name);
      if (current?.state === 'exited') context.backoff.next(backoffKey(uid, action.name), current.finishedAt);
      return startContainer(context, {
        pod, of, attempt: action.attempt, sandboxId: sandbox.id, volumes, facts: factsOf(context, pod), signal, ...(action.replaces ? { replaces: action.replaces } : {}),
      });
    }
  }
}

/** The words for a container that waits before it runs again, and the event that goes with them. */
export function reportBackOff(context: PodContext, pod: Pod, { name, delay }: BackingOff, first: boolean): { reason: string; message: string } {
  const of = findContainer(pod, name);
  if (first) context.event(pod, 'Warning', 'BackOff', `Back-off restarting failed container ${name} in pod ${describePod(pod)}`, of && fieldPathOf(of));
  return { reason: 'CrashLoopBackOff', message: `back-off ${goDuration(delay)} restarting failed container=${name} pod=${describePod(pod)}` };
}
