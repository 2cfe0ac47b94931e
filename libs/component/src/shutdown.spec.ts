import { EventEmitter } from 'node:events';
import { silentLogger } from './log.js';
import { runMain } from './main.js';
import { HelpRequested } from './flags.js';
import { createShutdown } from './shutdown.js';
import { UserError } from './user-error.js';

describe('shutdown', () => {
  const make = (deadlineSeconds?: number) => {
    const process = new EventEmitter();
    const exits: number[] = [];
    const shutdown = createShutdown({ log: silentLogger, process, exit: (code) => exits.push(code), deadlineSeconds });
    return { process, exits, shutdown };
  };

  it('stops what was started last first, one after another, and survives a failure', async () => {
    const { process, shutdown, exits } = make();
    const log: string[] = [];
    shutdown.onStop('store', () => void log.push('store'));
    shutdown.onStop('broken', () => { throw new Error('x'); });
    shutdown.onStop('server', async () => { await new Promise((resolve) => setImmediate(resolve)); log.push('server'); });
    process.emit('SIGTERM', 'SIGTERM');
    expect(shutdown.signal.aborted).toBe(true);
    expect(await shutdown.finished).toBe(true);
    expect(log).toEqual(['server', 'store']);
    expect(exits).toEqual([]);
  });

  it('ends at once at the second signal', () => {
    const { process, shutdown, exits } = make();
    let release = (): void => {};
    shutdown.onStop('slow', () => new Promise((resolve) => { release = resolve; }));
    process.emit('SIGINT', 'SIGINT');
    process.emit('SIGINT', 'SIGINT');
    expect(exits).toEqual([130]);
    release();
    shutdown.dispose();
    expect(process.listenerCount('SIGINT')).toBe(0);
  });

  it('does not wait longer than the deadline', async () => {
    const { shutdown } = make(0.01);
    let release = (): void => {};
    shutdown.onStop('hangs', () => new Promise((resolve) => { release = resolve; }));
    shutdown.begin('test');
    expect(await shutdown.finished).toBe(false);
    release();
  });
});

describe('runMain', () => {
  const run = async (main: () => Promise<number | void>) => {
    const written: string[] = [];
    const codes: number[] = [];
    await runMain(main, { name: 'kubets', write: (text) => written.push(text), print: (text) => written.push(text), exit: (code) => codes.push(code), help: () => 'the help' });
    return { text: written.join(''), codes };
  };

  it('shows one sentence for what people can put right', async () => {
    expect(await run(async () => { throw new UserError('no such node', 2); })).toEqual({ text: 'kubets: no such node\n', codes: [2] });
    expect(await run(async () => { throw Object.assign(new Error('listen EADDRINUSE: address already in use'), { code: 'EADDRINUSE' }); })).toEqual({ text: 'kubets: listen EADDRINUSE: address already in use\n', codes: [1] });
  });

  it('keeps the stack trace of a defect', async () => {
    const { text, codes } = await run(async () => { throw new TypeError('x is undefined'); });
    expect(text).toMatch(/^kubets: unexpected error: TypeError: x is undefined\n\s+at /);
    expect(codes).toEqual([70]);
  });

  it('prints help, passes codes on, and lets a program that goes on go on', async () => {
    expect(await run(async () => { throw new HelpRequested(); })).toEqual({ text: 'the help', codes: [0] });
    expect(await run(async () => 3)).toEqual({ text: '', codes: [3] });
    expect(await run(async () => {})).toEqual({ text: '', codes: [] });
  });
});
