import type { Duplex } from 'node:stream';

/**
 * What a kubelet needs of a container engine. Engines are folders beside this file (`docker`, `simulated`); `contract/` is the suite all pass.
 * The engine is the kubelet's only memory: everything needed to rebuild its state travels in labels.
 * Names of operations follow the CRI, so that a CRI engine is a thin folder.
 */
export interface ContainerRuntime {
  readonly name: string;
  /** Name, version and address for `node.status.nodeInfo`. Throws when the engine does not answer. */
  version(): Promise<{ runtime: string; version: string; apiVersion: string }>;
  /** Checks, with a reason for each that fails: the engine, and the pod network. */
  status(): Promise<{ runtimeReady: boolean; networkReady: boolean; message: string }>;

  /** Starts the pause container with the pod's namespaces and address. Engines that know the address at once return it; empty under host network. */
  runPodSandbox(config: SandboxConfig): Promise<{ id: string; ip?: string }>;
  /** Stops the sandbox and every container in it, at once. Idempotent. */
  stopPodSandbox(id: string): Promise<void>;
  /** Removes the sandbox, its containers and their logs. Idempotent. */
  removePodSandbox(id: string): Promise<void>;
  listPodSandboxes(): Promise<readonly SandboxStatus[]>;

  createContainer(sandboxId: string, config: ContainerConfig): Promise<{ id: string }>;
  /** Throws {@link RuntimeError} `StartFailed` when its process cannot start; its status is then `exited`, code 128, reason `StartError`. */
  startContainer(id: string): Promise<void>;
  /** Asks to stop, then kills after `graceSeconds`. Resolves when it has stopped. Idempotent. */
  stopContainer(id: string, graceSeconds: number): Promise<void>;
  removeContainer(id: string): Promise<void>;
  /** Containers of this node's pods, running or not. */
  listContainers(): Promise<readonly ContainerStatus[]>;
  containerStatus(id: string): Promise<ContainerStatus | undefined>;
  updateResources(id: string, resources: ContainerResources): Promise<void>;

  /** Runs a command to its end, bounded in time and output; for probes and hooks. Throws {@link ExecTimeoutError}. */
  execSync(id: string, command: readonly string[], timeoutSeconds: number): Promise<{ exitCode: number; output: Buffer }>;
  exec(id: string, options: ExecOptions): Promise<StreamSession>;
  attach(id: string, options: Omit<ExecOptions, 'command'>): Promise<StreamSession>;
  /** A byte stream to a port inside the pod's network namespace. */
  portForward(sandboxId: string, port: number): Promise<Duplex>;
  logs(id: string, options: LogOptions): AsyncIterable<LogLine>;

  pullImage(image: string, auth?: RegistryAuth): Promise<{ id: string }>;
  imageStatus(image: string): Promise<{ id: string; sizeBytes: number; repoDigests: readonly string[]; user: string } | undefined>;
  listImages(): Promise<readonly { id: string; names: readonly string[]; sizeBytes: number }[]>;
  removeImage(id: string): Promise<void>;

  /** Something happened to one of this node's containers; the pod's worker should look again. Reconnects by itself. */
  events(signal: AbortSignal): AsyncIterable<RuntimeEvent>;
  /** CPU in nanoseconds since start and working set in bytes, per container. */
  stats(): Promise<readonly { containerId: string; cpuNanoseconds: number; memoryBytes: number; timestamp: number }[]>;
  close(): Promise<void>;
}

export interface PodIdentity { readonly namespace: string; readonly name: string; readonly uid: string }

export interface SandboxConfig {
  readonly pod: PodIdentity;
  /** Counts the sandboxes that the pod has had, from 0. */
  readonly attempt: number;
  readonly image: string;
  readonly hostname: string;
  readonly hostNetwork: boolean;
  readonly hostPID: boolean;
  readonly hostIPC: boolean;
  readonly shareProcessNamespace: boolean;
  /** Written to `/etc/resolv.conf`; absent under the `Default` DNS policy. */
  readonly dns?: { readonly servers: readonly string[]; readonly searches: readonly string[]; readonly options: readonly string[] };
  /** Absolute path on the node of the pod's `/etc/hosts`, mounted into every container; absent for host network. */
  readonly hostsFile?: string;
  readonly sysctls: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface SandboxStatus {
  readonly id: string;
  readonly pod: PodIdentity;
  readonly attempt: number;
  readonly ready: boolean;
  /** Empty under host network. */
  readonly ip: string;
  readonly createdAt: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ContainerConfig {
  readonly pod: PodIdentity;
  readonly name: string;
  /** Counts restarts of this container in the pod, from 0. */
  readonly attempt: number;
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly workingDir?: string;
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly mounts: readonly Mount[];
  readonly stdin: boolean;
  readonly stdinOnce: boolean;
  readonly tty: boolean;
  /** Asks the process to stop, e.g. `SIGUSR1`; the image's, else SIGTERM, when absent. */
  readonly stopSignal?: string;
  readonly security: ContainerSecurity;
  readonly resources: ContainerResources;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface Mount {
  readonly hostPath: string;
  readonly containerPath: string;
  readonly readOnly: boolean;
  readonly propagation: 'private' | 'rslave' | 'rshared';
}

export interface ContainerSecurity {
  readonly privileged: boolean;
  /** Numeric, or `uid:gid`; the image's user when absent. */
  readonly user?: string;
  readonly supplementalGroups: readonly number[];
  readonly addCapabilities: readonly string[];
  readonly dropCapabilities: readonly string[];
  readonly readOnlyRootFilesystem: boolean;
  readonly noNewPrivileges: boolean;
  /** `unconfined`, `runtime/default` or `localhost/<profile>`; as on upstream nodes, absent is `unconfined` for seccomp and the engine's default for AppArmor. */
  readonly seccomp?: string;
  readonly apparmor?: string;
}

export interface ContainerResources {
  /** CFS shares relative to 1024; at least 2. */
  readonly cpuShares: number;
  /** Microseconds of CPU per 100 ms period; 0 is no limit. */
  readonly cpuQuota: number;
  /** Bytes; 0 is no limit. */
  readonly memoryLimit: number;
  /** −1000 to 1000. */
  readonly oomScoreAdj: number;
  /** Most processes and threads; absent or 0 is no limit. */
  readonly pidsLimit?: number;
}

export interface ContainerStatus {
  readonly id: string;
  readonly sandboxId: string;
  readonly pod: PodIdentity;
  readonly name: string;
  readonly attempt: number;
  readonly state: 'created' | 'running' | 'exited';
  readonly image: string;
  readonly imageId: string;
  /** Milliseconds since the epoch; 0 when it has not happened. */
  readonly createdAt: number;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly exitCode: number;
  /** `Completed`, `Error`, `OOMKilled`, or why it could not start. */
  readonly reason: string;
  readonly message: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ExecOptions {
  readonly command: readonly string[];
  readonly stdin: boolean;
  readonly stdout: boolean;
  readonly stderr: boolean;
  readonly tty: boolean;
}

/** An exec or attach under way. With a TTY everything arrives on `stdout`. */
export interface StreamSession {
  readonly stdin?: NodeJS.WritableStream;
  readonly stdout?: NodeJS.ReadableStream;
  readonly stderr?: NodeJS.ReadableStream;
  resize(columns: number, rows: number): Promise<void>;
  /** Exit code; for attach, 0 when the stream ends. */
  readonly exit: Promise<number>;
  close(): void;
}

export interface LogOptions {
  readonly follow: boolean;
  readonly tailLines?: number;
  /** Milliseconds since the epoch. */
  readonly since?: number;
  readonly signal?: AbortSignal;
}
/** Partial lines keep their missing newline. `timestamp` is RFC 3339 with nanoseconds. */
export interface LogLine { readonly stream: 'stdout' | 'stderr'; readonly timestamp: string; readonly bytes: Buffer }

export interface RegistryAuth { readonly username?: string; readonly password?: string; readonly identityToken?: string; readonly serverAddress?: string }
export interface RuntimeEvent { readonly podUid: string; readonly containerId: string; readonly type: 'started' | 'died' | 'oom' | 'removed' }

/**
 * Why an engine refused. `Unavailable`: it does not answer, try again later; `NotFound`: no such container, sandbox or image;
 * `Conflict`: the state forbids it (not running, in use); `StartFailed`: the process could not start; `Failed`: anything else.
 */
export class RuntimeError extends Error {
  override readonly name = 'RuntimeError';
  constructor(readonly code: 'Unavailable' | 'NotFound' | 'Conflict' | 'StartFailed' | 'Failed', message: string) { super(message); }
}
export class ExecTimeoutError extends Error { override readonly name = 'ExecTimeoutError'; }
/** An image could not be had; `reason` is the one that container statuses show. */
export class ImageError extends Error {
  override readonly name = 'ImageError';
  constructor(readonly reason: 'ErrImagePull' | 'InvalidImageName' | 'RegistryUnavailable' | 'ErrImageNeverPull', message: string) { super(message); }
}
