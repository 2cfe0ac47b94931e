import { Inject, Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import 'reflect-metadata';
import type { Component } from './component.js';
import { componentModule, componentToken } from './nest.js';

@Injectable()
class Greeting { readonly word = 'hello'; }

// Decorators with metadata: the constructor's types are what Nest injects by.
@Injectable()
class Greeter {
  constructor(readonly greeting: Greeting, @Inject('name') readonly name: string) {}
}

@Module({ providers: [Greeting, Greeter, { provide: 'name', useValue: 'world' }], exports: [Greeter] })
class GreeterModule {}

const recording = (name: string, log: string[]): Component => ({
  name,
  async start(signal) { log.push(`start ${name}`); signal.addEventListener('abort', () => log.push(`abort ${name}`)); },
  async stop() { log.push(`stop ${name}`); },
});

describe('componentModule', () => {
  it('starts components in order of import, and tells all before it waits for any', async () => {
    const log: string[] = [];
    const first = componentModule('first', (greeter: Greeter) => { log.push(`${greeter.greeting.word} ${greeter.name}`); return recording('first', log); }, { inject: [Greeter], imports: [GreeterModule] });
    const second = componentModule('second', async () => recording('second', log));
    @Module({ imports: [first, second] })
    class App {}
    const app = await NestFactory.createApplicationContext(App, { logger: false });
    expect(log).toEqual(['hello world', 'start first', 'start second']);
    expect(app.get<Component>(componentToken('second'), { strict: false }).name).toBe('second');
    await app.close();
    expect(log.slice(3, 5).sort()).toEqual(['abort first', 'abort second']);
    expect(log.slice(5).sort()).toEqual(['stop first', 'stop second']);
  });

  it('waits before it starts, and gives up starting when told to', async () => {
    const log: string[] = [];
    const stop = new AbortController();
    const slow: Component = { name: 'slow', start: (signal) => new Promise((_, reject) => { log.push('start'); signal.addEventListener('abort', () => reject(signal.reason as Error)); }), stop: async () => {} };
    const creating = NestFactory.createApplicationContext(componentModule('slow', () => slow, { signal: stop.signal, before: async () => { log.push('before'); } }), { logger: false, abortOnError: false });
    creating.catch(() => undefined);
    while (!log.includes('start')) await new Promise((resolve) => { setImmediate(resolve); });
    stop.abort(new Error('told to'));
    await expect(creating).rejects.toThrow('told to');
    expect(log).toEqual(['before', 'start']);
  });

  it('fails the start of the application when a component does not start', async () => {
    const broken: Component = { name: 'broken', start: async () => { throw new Error('port in use'); }, stop: async () => {} };
    @Module({ imports: [componentModule('broken', () => broken)] })
    class App {}
    await expect(NestFactory.createApplicationContext(App, { logger: false, abortOnError: false })).rejects.toThrow('port in use');
  });
});
