import type Docker from 'dockerode';
import type { ContainerStatus } from '../runtime.js';
import { attemptOf, callerLabels, label, podOf } from './labels.js';

/** Exit code of a process that never started, as CRI engines report it. */
const startErrorCode = 128;

/** RFC 3339 with nanoseconds to milliseconds; the engine's year 1 ("never") is 0. */
export const milliseconds = (time: string): number => (time.startsWith('0001-') ? 0 : Date.parse(time) || 0);

type Outcome = Pick<ContainerStatus, 'state' | 'startedAt' | 'finishedAt' | 'exitCode' | 'reason' | 'message'>;

function outcome(info: Docker.ContainerInspectInfo): Outcome {
  const { State: s } = info;
  const times = { startedAt: milliseconds(s.StartedAt), finishedAt: milliseconds(s.FinishedAt) };
  if (s.Status === 'created' || (times.startedAt === 0 && !s.Running)) {
    if (s.ExitCode === 0 && s.Error === '') return { state: 'created', ...times, exitCode: 0, reason: '', message: '' };
    // The engine leaves it "created"; for a pod it is over, and counts as a restart.
    return { state: 'exited', startedAt: 0, finishedAt: times.finishedAt || milliseconds(info.Created), exitCode: startErrorCode, reason: 'StartError', message: s.Error };
  }
  if (s.Running) return { state: 'running', startedAt: times.startedAt, finishedAt: 0, exitCode: 0, reason: '', message: '' };
  const reason = s.OOMKilled ? 'OOMKilled' : s.ExitCode === 0 ? 'Completed' : 'Error';
  return { state: 'exited', ...times, exitCode: s.ExitCode, reason, message: s.Error };
}

/** A container's status from the engine's inspection. */
export function containerStatus(info: Docker.ContainerInspectInfo): ContainerStatus {
  const labels = info.Config.Labels;
  return {
    id: info.Id, sandboxId: labels[label.sandbox] ?? '', pod: podOf(labels),
    name: labels[label.container] ?? '', attempt: attemptOf(labels),
    ...outcome(info),
    image: info.Config.Image, imageId: info.Image, createdAt: milliseconds(info.Created),
    ...callerLabels(labels),
  };
}
