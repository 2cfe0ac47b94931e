import type { Component } from '@kubets/component/component';
import { silentLogger } from '@kubets/component/log';
import { Lifecycle } from './lifecycle.js';

const recorder = (): { log: string[]; part: (name: string, fails?: 'start' | 'stop') => Component } => {
  const log: string[] = [];
  return {
    log,
    part: (name, fails) => ({
      name,
      async start(signal) {
        log.push(`start ${name}`);
        signal.addEventListener('abort', () => log.push(`abort ${name}`));
        if (fails === 'start') throw new Error(`${name} cannot start`);
      },
      async stop() { log.push(`stop ${name}`); if (fails === 'stop') throw new Error(`${name} cannot stop`); },
    }),
  };
};

describe('the lifecycle of an embedded cluster', () => {
  it('starts stage by stage and stops in reverse', async () => {
    const { log, part } = recorder();
    const lifecycle = new Lifecycle(silentLogger);
    await lifecycle.start([[part('apiserver')], [part('scheduler'), part('kubelet')]]);
    await lifecycle.stop();
    expect(log).toEqual(['start apiserver', 'start scheduler', 'start kubelet', 'abort scheduler', 'abort kubelet', 'stop scheduler', 'stop kubelet', 'abort apiserver', 'stop apiserver']);
  });

  it('stops what had started when a later part fails, and goes on when a part fails to stop', async () => {
    const { log, part } = recorder();
    const lifecycle = new Lifecycle(silentLogger);
    await expect(lifecycle.start([[part('apiserver', 'stop')], [part('kubelet', 'start')], [part('never')]])).rejects.toThrow('kubelet cannot start');
    await lifecycle.stop();
    expect(log).not.toContain('start never');
    expect(log.at(-1)).toBe('stop apiserver');
  });
});
