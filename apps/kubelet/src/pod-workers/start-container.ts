import type { Container } from '@kubets/api/core/v1/container';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Secret } from '@kubets/api/core/v1/secret';
import type { ContainerConfig, Mount } from '@kubets/container-runtime/runtime';
import { ConfigurationError, containerEnvironment, expandCommand } from '../environment/environment.js';
import { deferred } from '../deferred.js';
import type { PodFacts } from '../environment/field-ref.js';
import { serviceEnvironment } from '../environment/service-environment.js';
import { ImageProblem, type LocalImage } from '../images/image-manager.js';
import { fieldPathOf, isSidecar, type RoledContainer } from '../pod/containers.js';
import { identityOf, nameOf, namespaceOf, uidOf } from '../pod/identity.js';
import { linuxResources } from '../resources/linux-resources.js';
import { containerSecurity, nonRootViolation } from '../resources/security.js';
import { createTerminationMessageFile, DEFAULT_MESSAGE_PATH, terminationMessageFile } from '../resources/termination-message.js';
import { containerMounts } from '../volumes/mounts.js';
import { podDirectory } from '../volumes/paths.js';
import type { MountedVolumes } from '../volumes/volume-manager.js';
import { containerAnnotations, containerLabels } from './annotations.js';
import type { PodContext } from './context.js';
import { runHook } from './hooks.js';

/** A container could not be started; `reason` is what its status shows. `retryAt` in milliseconds since the epoch. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
  constructor(readonly reason: string, message: string, readonly retryAt: number) { super(message); }
}

export interface StartRequest {
  readonly pod: Pod;
  readonly of: RoledContainer;
  readonly attempt: number;
  readonly sandboxId: string;
  readonly volumes: MountedVolumes;
  readonly facts: PodFacts;
  /** A container that was created and never started; removed first. */
  readonly replaces?: string;
  /** Aborted when the pod is to end: a slow step is not waited for. */
  readonly signal: AbortSignal;
}

const RETRY_MS = 10_000;
const POST_START_SECONDS = 3600;

async function pullSecrets(context: PodContext, pod: Pod): Promise<Secret[]> {
  const found = await Promise.all((pod.spec.imagePullSecrets ?? []).map(({ name = '' }) => context.objects.secret(namespaceOf(pod), name)));
  const missing = (pod.spec.imagePullSecrets ?? []).filter((_, at) => !found[at]).map((s) => s.name);
  if (missing.length > 0) {
    context.event(pod, 'Warning', 'FailedToRetrieveImagePullSecret', `Unable to retrieve some image pull secrets (${missing.join(', ')}); attempting to pull the image may not succeed.`);
  }
  return found.filter((s) => s !== undefined);
}

async function ensureImage(context: PodContext, { pod, of, signal }: StartRequest): Promise<LocalImage> {
  const report = (type: 'Normal' | 'Warning', reason: string, message: string): void => context.event(pod, type, reason, message, fieldPathOf(of));
  const stopped = deferred<never>();
  const abort = (): void => stopped.reject(new StartProblem('ContainerCreating', 'the pod is being stopped', 0));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  stopped.promise.catch(() => undefined);
  try {
    return await Promise.race([context.images.ensure(pod, of.container, () => pullSecrets(context, pod), report), stopped.promise]);
  } catch (error) {
    if (!(error instanceof ImageProblem)) throw error;
    report('Warning', 'Failed', `Error: ${error.reason}`);
    throw new StartProblem(error.reason, error.message, error.retryAt ?? context.clock.now() + 300_000);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function messageMount(context: PodContext, pod: Pod, container: Container, attempt: number): Promise<Mount> {
  const file = terminationMessageFile(podDirectory(context.node.rootDir, uidOf(pod)), container.name, attempt);
  await createTerminationMessageFile(file);
  return { hostPath: file, containerPath: container.terminationMessagePath || DEFAULT_MESSAGE_PATH, readOnly: false, propagation: 'private' };
}

/** Everything that the engine is told about the container. Throws {@link ConfigurationError}. */
export async function containerConfig(context: PodContext, request: Omit<StartRequest, 'signal'>, image: LocalImage): Promise<ContainerConfig> {
  const { pod, of: { role, container }, attempt } = request;
  const violation = nonRootViolation(pod, container, image.user);
  if (violation) throw new ConfigurationError(violation);
  const namespace = namespaceOf(pod);
  const services = serviceEnvironment(context.services(namespace), namespace, pod.spec.enableServiceLinks ?? true, context.node.apiServer);
  const environment = await containerEnvironment(pod, container, { objects: context.objects, facts: request.facts, services, allocatable: context.allocatable });
  const command = expandCommand(container.command, environment);
  const args = expandCommand(container.args, environment);
  return {
    pod: identityOf(pod), name: container.name, attempt, image: image.image,
    ...(command?.length ? { command } : {}), ...(args?.length ? { args } : {}), ...(container.workingDir ? { workingDir: container.workingDir } : {}),
    env: [...environment].map(([name, value]) => ({ name, value })),
    mounts: [...await containerMounts(container, request.volumes, environment), await messageMount(context, pod, container, attempt)],
    stdin: container.stdin ?? false, stdinOnce: container.stdinOnce ?? false, tty: container.tty ?? false,
    security: containerSecurity(pod, container), resources: linuxResources(pod, container, context.memoryCapacity),
    labels: containerLabels(pod, container), annotations: containerAnnotations(pod, container, attempt, role === 'init' && isSidecar(container)),
  };
}

/** Pulls, creates and starts one container, then runs its postStart hook. Throws {@link StartProblem}. */
export async function startContainer(context: PodContext, request: StartRequest): Promise<void> {
  const { pod, of, attempt, sandboxId } = request;
  const { runtime, state, clock } = context;
  const path = fieldPathOf(of);
  const fail = (reason: string, error: unknown): never => {
    const message = error instanceof Error ? error.message : String(error);
    context.event(pod, 'Warning', 'Failed', `Error: ${message}`, path);
    throw new StartProblem(reason, message, clock.now() + RETRY_MS);
  };
  const image = await ensureImage(context, request);
  if (request.replaces) {
    await runtime.removeContainer(request.replaces);
    state.forgetContainer(uidOf(pod), request.replaces);
  }
  const config = await containerConfig(context, request, image).catch((error: unknown) => fail('CreateContainerConfigError', error));
  const { id } = await context.metrics.operation('create_container', () => runtime.createContainer(sandboxId, config)).catch((error: unknown) => fail('CreateContainerError', error));
  context.event(pod, 'Normal', 'Created', 'Container created', path);
  try {
    await context.metrics.operation('start_container', () => runtime.startContainer(id));
  } catch (error) {
    await state.refresh(id, uidOf(pod));
    fail('RunContainerError', error);
  }
  context.event(pod, 'Normal', 'Started', 'Container started', path);
  await state.refresh(id, uidOf(pod));
  await dropOldRuns(context, pod, of.container.name, attempt);
  await postStart(context, request, id);
}

async function postStart(context: PodContext, { pod, of, facts, signal }: StartRequest, id: string): Promise<void> {
  const handler = of.container.lifecycle?.postStart;
  if (!handler) return;
  try {
    const hook = runHook(context, handler, of.container, id, facts.podIPs[0] ?? '', POST_START_SECONDS, signal);
    // A pod that is to end does not wait for its hook: ending stops the container, and with it the hook.
    const ending = deferred<void>();
    const end = (): void => ending.resolve();
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    hook.catch(() => undefined);
    await Promise.race([hook, ending.promise]).finally(() => signal.removeEventListener('abort', end));
  } catch (error) {
    // The reason stays in the log: hooks may print secrets, and events can be read by many.
    context.log.warn('postStart hook failed', { pod: nameOf(pod), container: of.container.name, error });
    context.event(pod, 'Warning', 'FailedPostStartHook', 'PostStartHook failed', fieldPathOf(of));
    context.event(pod, 'Normal', 'Killing', 'FailedPostStartHook', fieldPathOf(of));
    await context.runtime.stopContainer(id, pod.spec.terminationGracePeriodSeconds ?? 30);
    await context.state.refresh(id, uidOf(pod));
    throw new StartProblem('PostStartHookError', `PostStartHook failed: ${(error as Error).message}`, 0);
  }
}

/** One ended run is kept for `kubectl logs --previous`; older ones go. */
async function dropOldRuns({ runtime, state, log }: PodContext, pod: Pod, name: string, attempt: number): Promise<void> {
  const old = state.pod(uidOf(pod)).containers.filter((c) => c.name === name && c.state === 'exited' && c.attempt < attempt - 1);
  for (const { id } of old) {
    try {
      await runtime.removeContainer(id);
      state.forgetContainer(uidOf(pod), id);
    } catch (error) {
      log.debug(1, 'an old run could not be removed', { container: name, error });
    }
  }
}
