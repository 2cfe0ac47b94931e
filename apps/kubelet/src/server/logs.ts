import { badRequest } from '@kubets/apimachinery/errors/status';
import type { ContainerStatus as ApiContainerStatus, PodStatus } from '@kubets/api/core/v1/pod-status';
import type { ContainerRuntime } from '@kubets/container-runtime/runtime';
import type { ContainerLogOptions } from './node-api.js';

const statusOf = (status: PodStatus, container: string): ApiContainerStatus | undefined =>
  [...(status.containerStatuses ?? []), ...(status.initContainerStatuses ?? []), ...(status.ephemeralContainerStatuses ?? [])].find((s) => s.name === container);

const plainId = (id: string): string => id.replace(/^[^:]*:\/\//, '');

/** Which run's log is meant. Throws a bad request, in the words that clients know, when there is none. */
export function logContainerId(pod: string, container: string, status: PodStatus, previous: boolean): string {
  const found = statusOf(status, container);
  if (!found) throw badRequest(`container "${container}" in pod "${pod}" is not available`);
  const last = found.lastState.terminated;
  if (previous) {
    if (!last?.containerID) throw badRequest(`previous terminated container "${container}" in pod "${pod}" not found`);
    return plainId(last.containerID);
  }
  const { waiting, running, terminated } = found.state;
  if (running && found.containerID) return plainId(found.containerID);
  if (terminated) {
    const id = terminated.containerID || last?.containerID;
    if (!id) throw badRequest(`container "${container}" in pod "${pod}" is terminated`);
    return plainId(id);
  }
  if (last?.containerID) return plainId(last.containerID);
  const reason = waiting?.reason ?? 'ContainerCreating';
  if (reason === 'ErrImagePull') throw badRequest(`container "${container}" in pod "${pod}" is waiting to start: image can't be pulled`);
  if (reason === 'ImagePullBackOff') throw badRequest(`container "${container}" in pod "${pod}" is waiting to start: trying and failing to pull image`);
  throw badRequest(`container "${container}" in pod "${pod}" is waiting to start: ${reason}`);
}

/** The log as bytes, with timestamps and limits as asked. @param now milliseconds since the epoch */
export async function* logBytes(runtime: ContainerRuntime, id: string, options: ContainerLogOptions, now: number): AsyncGenerator<Buffer> {
  const since = options.sinceTime ? Date.parse(options.sinceTime) : options.sinceSeconds === undefined ? undefined : now - options.sinceSeconds * 1000;
  const wanted = options.stream === 'Stdout' ? 'stdout' : options.stream === 'Stderr' ? 'stderr' : undefined;
  let left = options.limitBytes ?? Number.POSITIVE_INFINITY;
  const lines = runtime.logs(id, {
    follow: options.follow ?? false, ...(options.tailLines === undefined ? {} : { tailLines: options.tailLines }),
    ...(since === undefined ? {} : { since }), ...(options.signal ? { signal: options.signal } : {}),
  });
  for await (const line of lines) {
    if (wanted && line.stream !== wanted) continue;
    const bytes = options.timestamps ? Buffer.concat([Buffer.from(`${line.timestamp} `), line.bytes]) : line.bytes;
    yield bytes.length > left ? bytes.subarray(0, left) : bytes;
    left -= bytes.length;
    if (left <= 0) return;
  }
}
