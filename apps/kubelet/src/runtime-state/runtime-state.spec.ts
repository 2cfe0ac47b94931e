import type { ContainerRuntime, SandboxStatus } from '@kubets/container-runtime/runtime';
import { RuntimeState } from './runtime-state.js';

const pod = { namespace: 'default', name: 'web', uid: 'u1' };
const sandbox = (ready: boolean): SandboxStatus => ({ id: 's1', pod, attempt: 0, ready, ip: ready ? '10.0.0.2' : '', createdAt: 0, labels: {}, annotations: {} });

describe('the view of the engine', () => {
  it('does not let a listing that began earlier undo what was learned meanwhile', async () => {
    let answer: (list: SandboxStatus[]) => void = () => undefined;
    const runtime = {
      listPodSandboxes: () => new Promise<SandboxStatus[]>((resolve) => { answer = resolve; }), listContainers: async () => [],
    } as unknown as ContainerRuntime;
    const state = new RuntimeState(runtime, () => undefined);
    const listing = state.relist();
    // The engine saw the sandbox between its creation and its start; then it was started.
    state.addSandbox(sandbox(true));
    answer([sandbox(false)]);
    await listing;
    expect(state.pod('u1').sandboxes.map((s) => s.ready)).toEqual([true]);

    const second = state.relist();
    answer([sandbox(false)]);
    await second;
    expect(state.pod('u1').sandboxes.map((s) => s.ready)).toEqual([false]);
  });

  it('keeps a sandbox that was made while a listing without it was under way', async () => {
    let answer: (list: SandboxStatus[]) => void = () => undefined;
    const runtime = {
      listPodSandboxes: () => new Promise<SandboxStatus[]>((resolve) => { answer = resolve; }), listContainers: async () => [],
    } as unknown as ContainerRuntime;
    const state = new RuntimeState(runtime, () => undefined);
    const listing = state.relist();
    state.addSandbox(sandbox(true));
    answer([]);
    await listing;
    expect(state.pod('u1').sandboxes).toHaveLength(1);
  });
});
