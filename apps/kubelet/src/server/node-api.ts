import type { Duplex } from 'node:stream';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { ExecOptions, StreamSession } from '@kubets/container-runtime/runtime';
import type { StatsSummary } from './stats-summary.js';

/** Query of a log request, as `kubectl logs` sends it. */
export interface ContainerLogOptions {
  readonly follow?: boolean;
  readonly previous?: boolean;
  readonly tailLines?: number;
  readonly sinceSeconds?: number;
  /** RFC 3339. */
  readonly sinceTime?: string;
  readonly timestamps?: boolean;
  readonly limitBytes?: number;
  /** One stream only; both when absent. */
  readonly stream?: 'Stdout' | 'Stderr' | 'All';
  readonly signal?: AbortSignal;
}

/** What a node answers about its pods: called in process by an embedded API server, or over the kubelet's HTTPS server. Failures are {@link StatusError}s. */
export interface NodeApi {
  /** Rejects before the first byte when the container has no log to show. An empty container name means the only one. */
  containerLogs(namespace: string, pod: string, container: string, options: ContainerLogOptions): Promise<AsyncIterable<Buffer>>;
  exec(namespace: string, pod: string, container: string, options: ExecOptions): Promise<StreamSession>;
  attach(namespace: string, pod: string, container: string, options: Omit<ExecOptions, 'command'>): Promise<StreamSession>;
  portForward(namespace: string, pod: string, port: number): Promise<Duplex>;
  runningPods(): readonly Pod[];
  statsSummary(): Promise<StatsSummary>;
}
