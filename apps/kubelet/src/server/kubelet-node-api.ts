import type { Duplex } from 'node:stream';
import type { Pod } from '@kubets/api/core/v1/pod';
import { badRequest, internal, notFound } from '@kubets/apimachinery/errors/status';
import type { ContainerStatus, ExecOptions, StreamSession } from '@kubets/container-runtime/runtime';
import { containersOf, findContainer } from '../pod/containers.js';
import { nameOf, uidOf } from '../pod/identity.js';
import type { PodContext } from '../pod-workers/context.js';
import { usableSandbox } from '../pod-workers/decide.js';
import type { PodWorkers } from '../pod-workers/pod-workers.js';
import { currentOf, runningOf } from '../runtime-state/pod-state.js';
import { logBytes, logContainerId } from './logs.js';
import type { ContainerLogOptions, NodeApi } from './node-api.js';
import type { StatsCollector, StatsSummary } from './stats-summary.js';

const PODS = { group: '', resource: 'pods' };

/** A node's answers, from its workers and its engine. */
export class KubeletNodeApi implements NodeApi {
  constructor(private readonly context: PodContext, private readonly workers: PodWorkers, private readonly stats: StatsCollector) {}

  async containerLogs(namespace: string, podName: string, containerName: string, options: ContainerLogOptions): Promise<AsyncIterable<Buffer>> {
    const pod = this.pod(namespace, podName);
    const container = this.container(pod, containerName);
    const id = logContainerId(podName, container, pod.status, options.previous ?? false);
    return logBytes(this.context.runtime, id, options, this.context.clock.now());
  }

  async exec(namespace: string, podName: string, containerName: string, options: ExecOptions): Promise<StreamSession> {
    if (options.command.length === 0) throw badRequest('you must specify at least 1 command for the container');
    return this.context.runtime.exec(this.running(namespace, podName, containerName).id, options);
  }

  async attach(namespace: string, podName: string, containerName: string, options: Omit<ExecOptions, 'command'>): Promise<StreamSession> {
    return this.context.runtime.attach(this.running(namespace, podName, containerName).id, options);
  }

  async portForward(namespace: string, podName: string, port: number): Promise<Duplex> {
    const pod = this.pod(namespace, podName);
    const sandbox = usableSandbox(pod, this.context.state.pod(uidOf(pod)));
    if (!sandbox) throw internal(new Error(`pod ${podName} is not running: it has no sandbox yet`));
    return this.context.runtime.portForward(sandbox.id, port);
  }

  runningPods(): readonly Pod[] {
    return this.workers.pods.filter((pod) => runningOf(this.context.state.pod(uidOf(pod))).length > 0);
  }

  statsSummary(): Promise<StatsSummary> {
    return this.stats.summary(this.context.state.containers(), this.context.clock.now());
  }

  private pod(namespace: string, name: string): Pod {
    const worker = this.workers.find(namespace, name);
    if (!worker) throw notFound(PODS, name);
    return worker.current;
  }

  private container(pod: Pod, name: string): string {
    const all = containersOf(pod).map((c) => c.container.name);
    if (!name) {
      if (all.length > 1) throw badRequest(`a container name must be specified for pod ${nameOf(pod)}, choose one of: [${all.join(' ')}]`);
      return all[0] ?? '';
    }
    if (!findContainer(pod, name)) throw badRequest(`container ${name} is not valid for pod ${nameOf(pod)}`);
    return name;
  }

  private running(namespace: string, podName: string, containerName: string): ContainerStatus {
    const pod = this.pod(namespace, podName);
    const name = this.container(pod, containerName);
    const current = currentOf(this.context.state.pod(uidOf(pod)), name);
    if (current?.state !== 'running') throw badRequest(`container not found ("${name}")`);
    return current;
  }
}
