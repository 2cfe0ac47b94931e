import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Registry } from 'prom-client';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { createInformerFactory } from '@kubets/client/shared-informers';
import { createFakeClient, type FakeClient } from '@kubets/client/testing/fake-api';
import { manualClock, type ManualClock } from '@kubets/client/testing/manual-clock';
import { silentLogger } from '@kubets/component/log';
import type { ContainerRuntime } from '@kubets/container-runtime/runtime';
import { createSimulatedRuntime } from '@kubets/container-runtime/simulated/runtime';
import { createSimulatedState, type SimulatedState } from '@kubets/container-runtime/simulated/state';
import { Kubelet } from '../kubelet.js';
import type { NetworkChecks } from '../probes/prober.js';

/** A node with a simulated engine against a fake API server, on a clock that the test moves. */
export interface Harness {
  readonly client: FakeClient;
  readonly clock: ManualClock;
  readonly state: SimulatedState;
  readonly rootDir: string;
  /** `type reason message`, oldest first. */
  readonly events: string[];
  /** Calls of the engine that change something, oldest first. */
  readonly calls: string[];
  start(): Promise<Kubelet>;
  /** As `kill -9` would: nothing is told, nothing is cleaned up. */
  crash(): Promise<void>;
  pod(name: string): Pod | undefined;
  /** Waits for real time to pass until it holds; fails after a second. */
  until(what: string, holds: () => boolean): Promise<void>;
  /** Moves the clock in steps, so that what happens in between can settle. */
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
}

export interface HarnessOptions { readonly objects?: readonly KubeObject[]; readonly network?: NetworkChecks }

const MUTATIONS = ['runPodSandbox', 'stopPodSandbox', 'removePodSandbox', 'createContainer', 'startContainer', 'stopContainer', 'pullImage'] as const;

const recorded = (runtime: ContainerRuntime, calls: string[]): ContainerRuntime => new Proxy(runtime, {
  get(target, key, receiver) {
    const value: unknown = Reflect.get(target, key, receiver);
    if (typeof value !== 'function' || !(MUTATIONS as readonly string[]).includes(String(key))) return value;
    return (...args: unknown[]): unknown => {
      const named = args.find((a): a is { name: string } => typeof a === 'object' && a !== null && 'name' in a);
      calls.push(named ? `${String(key)} ${named.name}` : String(key));
      return (value as (...all: unknown[]) => unknown).apply(target, args);
    };
  },
});

export async function harness(options: HarnessOptions = {}): Promise<Harness> {
  const rootDir = await mkdtemp(join(tmpdir(), 'kubelet-'));
  const clock = manualClock();
  const client = createFakeClient(options.objects ?? [], { now: clock.now });
  const state = createSimulatedState();
  const events: string[] = [];
  const calls: string[] = [];
  let running: { kubelet: Kubelet; runtime: ContainerRuntime; stopping: AbortController } | undefined;
  let seed = 0;

  const stop = async (): Promise<void> => {
    if (!running) return;
    const { kubelet, runtime, stopping } = running;
    running = undefined;
    stopping.abort();
    await kubelet.stop();
    await runtime.close();
  };
  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 400; tries += 1) {
      if (holds()) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error(`did not happen: ${what}\nevents: ${events.join('\n')}\ncalls: ${calls.join(', ')}`);
  };

  return {
    client, clock, state, rootDir, events, calls, until,
    async start() {
      const stopping = new AbortController();
      const informers = createInformerFactory(client, { clock, random: () => 0 });
      const runtime = createSimulatedRuntime({ node: 'node-1', podCIDR: '10.244.0.0/24', now: clock.now, random: () => (seed += 1) / 1e6, state, setTimer: (callback, ms) => clock.setTimer(callback, ms) });
      const kubelet = new Kubelet({
        host: {
          client, informers, log: silentLogger, metrics: new Registry(), now: clock.now,
          events: { event: (_about, type, reason, message) => void events.push(`${type} ${reason} ${message}`) },
        },
        runtime: recorded(runtime, calls), clock, ...(options.network ? { network: options.network } : {}),
        node: { name: 'node-1', ip: '192.168.0.9', labels: {}, maxPods: 110, clusterDNS: ['10.96.0.10'], clusterDomain: 'cluster.local', rootDir, apiServer: { host: '10.96.0.1', port: 443 }, capacity: { cpu: '4', memory: '8Gi' } },
      });
      running = { kubelet, runtime, stopping };
      await kubelet.start(stopping.signal);
      return kubelet;
    },
    crash: stop,
    pod: (name) => client.object(pods, `default/${name}`),
    async pass(seconds) {
      for (let second = 0; second < seconds; second += 1) {
        await clock.advance(1000);
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
    },
    async close() {
      await stop();
      await rm(rootDir, { recursive: true, force: true });
    },
  };
}
