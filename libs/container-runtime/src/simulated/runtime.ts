import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseImage } from '../image-reference.js';
import { type ContainerConfig, type ContainerRuntime, type LogLine, type LogOptions, RuntimeError, type SandboxConfig } from '../runtime.js';
import { AddressPool } from './addresses.js';
import { Deadlines, realTimer, type SetTimer } from './deadlines.js';
import { honestLog, honestMessage, honestSession, noPorts } from './honesty.js';
import { lifecycleOf } from './lifecycles.cfg.js';
import { containerStatus, createSimulatedState, imageId, running, sandboxStatus, type SimulatedContainer, type SimulatedSandbox, type SimulatedState } from './state.js';
import { Subscribers } from './subscribers.js';

export interface SimulatedRuntimeOptions {
  readonly node: string;
  readonly podCIDR: string;
  readonly now: () => number;
  /** In [0, 1); for identities. */
  readonly random: () => number;
  /** How long starting a sandbox takes; at once when absent. */
  readonly startDelayMs?: number;
  readonly setTimer?: SetTimer;
  /** The state of an earlier runtime of this node, to take over. */
  readonly state?: SimulatedState;
}

/** A node without containers: pods have addresses and life cycles, and everything that would need a process says that there is none. */
export function createSimulatedRuntime(options: SimulatedRuntimeOptions): ContainerRuntime {
  const { node, now, random, startDelayMs = 0, setTimer = realTimer, state = createSimulatedState() } = options;
  const addresses = new AddressPool(options.podCIDR, [...state.sandboxes.values()].map((sandbox) => sandbox.ip));
  const subscribers = new Subscribers();
  const identity = (): string => Array.from({ length: 8 }, () => Math.floor(random() * 2 ** 32).toString(16).padStart(8, '0')).join('');
  const event = (type: 'started' | 'died' | 'oom' | 'removed', containerId: string, podUid: string): void => subscribers.emit({ type, containerId, podUid });

  const finish = (c: SimulatedContainer, exitCode: number, reason: string): void => {
    c.finishedAt = now();
    c.exitCode = exitCode;
    c.reason = reason;
    if (reason === 'OOMKilled') event('oom', c.id, c.sandbox.pod.uid);
    event('died', c.id, c.sandbox.pod.uid);
  };
  const deadlines = new Deadlines(now, setTimer, (id) => {
    const c = state.containers.get(id);
    if (c !== undefined && running(c)) finish(c, c.lifecycle.exitCode, c.lifecycle.reason ?? (c.lifecycle.exitCode === 0 ? 'Completed' : 'Error'));
  });
  const schedule = (c: SimulatedContainer): void => { if (c.lifecycle.afterMs !== undefined) deadlines.add(c.id, c.startedAt + c.lifecycle.afterMs); };
  for (const c of state.containers.values()) if (running(c)) schedule(c);

  const sandbox = (id: string): SimulatedSandbox => {
    const found = state.sandboxes.get(id);
    if (found === undefined) throw new RuntimeError('NotFound', `there is no sandbox ${id} on simulated node ${node}`);
    return found;
  };
  const container = (id: string): SimulatedContainer => {
    const found = state.containers.get(id);
    if (found === undefined) throw new RuntimeError('NotFound', `there is no container ${id} on simulated node ${node}`);
    return found;
  };
  const runningContainer = (id: string): SimulatedContainer => {
    const found = container(id);
    if (!running(found)) throw new RuntimeError('Conflict', `container ${id} is not running`);
    return found;
  };
  const members = (home: SimulatedSandbox): SimulatedContainer[] => [...home.members].flatMap((id) => state.containers.get(id) ?? []);

  async function runPodSandbox(config: SandboxConfig): Promise<{ id: string; ip: string }> {
    if (startDelayMs > 0) await sleep(startDelayMs);
    const made: SimulatedSandbox = {
      id: identity(), pod: config.pod, attempt: config.attempt, createdAt: now(), hostNetwork: config.hostNetwork,
      labels: config.labels, annotations: config.annotations, members: new Set(), ready: true, ip: config.hostNetwork ? '' : addresses.take(),
    };
    state.sandboxes.set(made.id, made);
    event('started', made.id, made.pod.uid);
    return { id: made.id, ip: made.ip };
  }

  function stopSandbox(id: string): void {
    const found = state.sandboxes.get(id);
    if (found === undefined) return;
    for (const c of members(found)) if (running(c)) finish(c, 137, 'Error');
    if (!found.ready) return;
    found.ready = false;
    if (found.ip !== '') addresses.release(found.ip);
    found.ip = '';
    event('died', id, found.pod.uid);
  }

  function removeContainer(id: string): void {
    const c = state.containers.get(id);
    if (c === undefined) return;
    if (running(c)) finish(c, 137, 'Error');
    state.containers.delete(id);
    c.sandbox.members.delete(id);
    event('removed', id, c.sandbox.pod.uid);
  }

  async function createContainer(sandboxId: string, config: ContainerConfig): Promise<{ id: string }> {
    const home = sandbox(sandboxId);
    const made: SimulatedContainer = {
      id: identity(), sandbox: home, name: config.name, attempt: config.attempt, image: config.image, createdAt: now(),
      labels: config.labels, annotations: config.annotations, lifecycle: lifecycleOf(config, home.annotations),
      startedAt: 0, finishedAt: 0, exitCode: 0, reason: '', message: '',
    };
    state.containers.set(made.id, made);
    home.members.add(made.id);
    return { id: made.id };
  }

  async function startContainer(id: string): Promise<void> {
    const c = container(id);
    if (c.startedAt > 0) return;
    if (c.lifecycle.startError !== undefined) {
      Object.assign(c, { finishedAt: now(), exitCode: c.lifecycle.exitCode, reason: 'StartError', message: c.lifecycle.startError });
      throw new RuntimeError('StartFailed', `cannot start container ${c.name}: ${c.lifecycle.startError}`);
    }
    c.startedAt = now();
    event('started', id, c.sandbox.pod.uid);
    schedule(c);
  }

  async function* logs(id: string, logOptions: LogOptions): AsyncGenerator<LogLine> {
    const c = container(id);
    // Subscribed before anything is yielded: an end that comes meanwhile is not missed.
    const follow = logOptions.follow && running(c) && !logOptions.signal?.aborted;
    const over = new AbortController();
    const changes = follow ? subscribers.subscribe(logOptions.signal === undefined ? over.signal : AbortSignal.any([over.signal, logOptions.signal])) : undefined;
    try {
      if (logOptions.tailLines !== 0 && c.startedAt >= (logOptions.since ?? 0)) yield honestLog(node, c.startedAt);
      if (changes !== undefined) for await (const change of changes) if (change.containerId === id && change.type === 'died') return;
    } finally { over.abort(); }
  }

  return {
    name: 'simulated',
    version: async () => ({ runtime: 'simulated', version: '1.0.0', apiVersion: 'v1' }),
    status: async () => ({ runtimeReady: true, networkReady: true, message: '' }),
    runPodSandbox,
    stopPodSandbox: async (id) => stopSandbox(id),
    removePodSandbox: async (id) => {
      const found = state.sandboxes.get(id);
      if (found === undefined) return;
      stopSandbox(id);
      for (const c of members(found)) removeContainer(c.id);
      state.sandboxes.delete(id);
      event('removed', id, found.pod.uid);
    },
    listPodSandboxes: async () => [...state.sandboxes.values()].map(sandboxStatus),
    createContainer,
    startContainer,
    stopContainer: async (id) => { const c = state.containers.get(id); if (c !== undefined && running(c)) finish(c, 143, 'Error'); },
    removeContainer: async (id) => removeContainer(id),
    listContainers: async () => [...state.containers.values()].map(containerStatus),
    containerStatus: async (id) => { const c = state.containers.get(id); return c === undefined ? undefined : containerStatus(c); },
    updateResources: async (id) => void container(id),
    // Probes and hooks succeed: a simulated pod is well as long as it runs.
    execSync: async (id) => { runningContainer(id); return { exitCode: 0, output: Buffer.from(honestMessage(node, 'the command was not run')) }; },
    exec: async (id, { tty }) => { runningContainer(id); return honestSession(node, 'the command was not run', tty, 1); },
    attach: async (id, { tty }) => { runningContainer(id); return honestSession(node, 'there is nothing to attach to', tty, 0); },
    portForward: async (sandboxId, port): Promise<Duplex> => { sandbox(sandboxId); throw noPorts(node, port); },
    logs,
    pullImage: async (image) => { parseImage(image); state.images.add(image); return { id: imageId(image) }; },
    imageStatus: async (image) => {
      if (!image.startsWith('sha256:')) parseImage(image);
      const name = [...state.images].find((known) => known === image || imageId(known) === image);
      return name === undefined ? undefined : { id: imageId(name), sizeBytes: 0, repoDigests: [`${parseImage(name).name}@${imageId(name)}`], user: '' };
    },
    listImages: async () => [...state.images].map((name) => ({ id: imageId(name), names: [name], sizeBytes: 0 })),
    removeImage: async (id) => { for (const name of [...state.images]) if (name === id || imageId(name) === id) state.images.delete(name); },
    events: (signal) => subscribers.subscribe(signal),
    stats: async () => [...state.containers.values()].filter(running).map((c) => ({ containerId: c.id, cpuNanoseconds: 0, memoryBytes: 0, timestamp: now() })),
    close: async () => { deadlines.close(); subscribers.close(); },
  };
}
