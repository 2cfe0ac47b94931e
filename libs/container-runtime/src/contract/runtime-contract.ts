import type { ContainerRuntime } from '../runtime.js';
import { describeConfiguration } from './configuration.js';
import { describeLifeCycle } from './life-cycle.js';
import { describeLogs } from './logs.js';
import { describeStreams } from './streams.js';

/** A runtime under test. */
export interface RuntimeUnderTest {
  readonly runtime: ContainerRuntime;
  /** A second runtime object over the same engine, cluster and node, as after a restart of the kubelet. */
  reopen(): Promise<ContainerRuntime>;
  /** Removes everything the run made, and fails when something is left. */
  cleanup(): Promise<void>;
}

export interface RuntimeTraits {
  /** Whether containers are processes: output, exec, files, limits and ports exist. */
  readonly processes: boolean;
}

/** Gives the tests of a suite their runtime, which exists only once they run. */
export type Subject = () => RuntimeUnderTest;

/** The suite that every engine passes. */
export function describeRuntime(name: string, traits: RuntimeTraits, factory: () => Promise<RuntimeUnderTest>): void {
  describe(`container runtime ${name}`, () => {
    let subject: RuntimeUnderTest | undefined;
    const current: Subject = () => {
      if (subject === undefined) throw new Error(`runtime ${name} did not start`);
      return subject;
    };
    beforeAll(async () => { subject = await factory(); }, 60_000);
    afterAll(async () => { await subject?.cleanup(); }, 60_000);
    describeLifeCycle(current);
    if (!traits.processes) return;
    describeConfiguration(current);
    describeStreams(current);
    describeLogs(current);
  });
}
