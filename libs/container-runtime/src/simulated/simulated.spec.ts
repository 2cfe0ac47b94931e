import { describeRuntime } from '../contract/runtime-contract.js';
import { createSimulatedRuntime } from './runtime.js';
import { createSimulatedState } from './state.js';

describeRuntime('simulated', { processes: false }, async () => {
  const state = createSimulatedState();
  const make = () => createSimulatedRuntime({ node: 'sim-1', podCIDR: '10.244.7.0/24', now: Date.now, random: Math.random, state });
  const runtime = make();
  return {
    runtime, reopen: async () => make(),
    cleanup: async () => {
      await runtime.close();
      if (state.sandboxes.size + state.containers.size > 0) throw new Error(`the run left ${state.sandboxes.size} sandboxes and ${state.containers.size} containers`);
    },
  };
});
