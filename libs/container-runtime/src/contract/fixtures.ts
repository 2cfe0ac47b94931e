import type { ContainerConfig, ContainerRuntime, ContainerStatus, LogLine, PodIdentity, SandboxConfig } from '../runtime.js';

export const pauseImage = 'registry.k8s.io/pause:3.10';
export const busybox = 'busybox:1.36';

let pods = 0;
export const podIdentity = (name = 'pod'): PodIdentity => {
  pods += 1;
  return { namespace: 'contract', name: `${name}-${pods}`, uid: `00000000-0000-4000-8000-${String(Date.now() % 1e8).padStart(8, '0')}${String(pods).padStart(4, '0')}` };
};

export const sandboxConfig = (overrides: Partial<SandboxConfig> = {}): SandboxConfig => ({
  pod: podIdentity(), attempt: 0, image: pauseImage, hostname: 'contract-host',
  hostNetwork: false, hostPID: false, hostIPC: false, shareProcessNamespace: false,
  dns: { servers: ['10.96.0.10'], searches: ['contract.svc.cluster.local', 'svc.cluster.local'], options: ['ndots:5'] },
  sysctls: {}, labels: { app: 'contract' }, annotations: { 'example.com/note': 'of the pod' }, ...overrides,
});

export const containerConfig = (pod: PodIdentity, command: readonly string[], overrides: Partial<ContainerConfig> = {}): ContainerConfig => ({
  pod, name: 'main', attempt: 0, image: busybox, command, env: [], mounts: [], stdin: false, stdinOnce: false, tty: false,
  security: { privileged: false, supplementalGroups: [], addCapabilities: [], dropCapabilities: [], readOnlyRootFilesystem: false, noNewPrivileges: false },
  resources: { cpuShares: 2, cpuQuota: 0, memoryLimit: 0, oomScoreAdj: 1000 },
  labels: { role: 'test' }, annotations: { 'example.com/hash': 'abc' }, ...overrides,
});

/** Starts a pod of one container; the pod may be given a sandbox of its own kind. */
export async function runPod(runtime: ContainerRuntime, command: readonly string[], overrides: Partial<ContainerConfig> = {}, sandbox: Partial<SandboxConfig> = {}): Promise<{ sandboxId: string; id: string; pod: PodIdentity }> {
  const config = sandboxConfig(sandbox);
  const { id: sandboxId } = await runtime.runPodSandbox(config);
  const { id } = await runtime.createContainer(sandboxId, containerConfig(config.pod, command, overrides));
  await runtime.startContainer(id);
  return { sandboxId, id, pod: config.pod };
}

/** Waits for a condition by looking; throws what was last seen when it does not come. */
export async function eventually<T>(look: () => Promise<T>, good: (seen: T) => boolean, seconds = 20): Promise<T> {
  for (let tries = seconds * 20; ; tries -= 1) {
    const seen = await look();
    if (good(seen)) return seen;
    if (tries <= 0) throw new Error(`it did not come about; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const exited = (runtime: ContainerRuntime, id: string): Promise<ContainerStatus> =>
  eventually(() => runtime.containerStatus(id), (status) => status?.state === 'exited') as Promise<ContainerStatus>;

export async function readAll(stream: NodeJS.ReadableStream | undefined): Promise<string> {
  const chunks: Buffer[] = [];
  if (stream !== undefined) for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

export async function readLog(lines: AsyncIterable<LogLine>): Promise<LogLine[]> {
  const all: LogLine[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

export const textOf = (lines: readonly LogLine[], stream?: LogLine['stream']): string =>
  lines.filter((line) => stream === undefined || line.stream === stream).map((line) => line.bytes.toString()).join('');
