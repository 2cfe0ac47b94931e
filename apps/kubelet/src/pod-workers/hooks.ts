import type { Container } from '@kubets/api/core/v1/container';
import type { LifecycleHandler } from '@kubets/api/core/v1/probe';
import { sleep } from '../clock.js';
import { httpCheckOf } from '../probes/prober.js';
import type { PodContext } from './context.js';

const HOOK_TIMEOUT_MS = 30_000;

/** Runs a postStart or preStop handler. Throws with why it failed. @param seconds how long it may take */
export async function runHook(
  { runtime, network, clock }: Pick<PodContext, 'runtime' | 'network' | 'clock'>, handler: LifecycleHandler, container: Container, containerId: string, podIP: string, seconds: number, signal?: AbortSignal,
): Promise<void> {
  if (handler.exec) {
    const command = handler.exec.command ?? [];
    const { exitCode, output } = await runtime.execSync(containerId, command, seconds);
    if (exitCode !== 0) throw new Error(`command '${command.join(' ')}' exited with ${exitCode}: ${output.toString('utf8')}`);
  } else if (handler.httpGet) {
    const outcome = await network.http(httpCheckOf(handler.httpGet, container, podIP, Math.min(seconds * 1000, HOOK_TIMEOUT_MS)));
    if (outcome.result === 'failure') throw new Error(outcome.message);
  } else if (handler.sleep) {
    await sleep(clock, handler.sleep.seconds * 1000, signal);
  } else {
    throw new Error(`invalid handler: ${Object.keys(handler).join(', ') || 'none is set'}`);
  }
}
