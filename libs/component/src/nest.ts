import type { BeforeApplicationShutdown, DynamicModule, InjectionToken, ModuleMetadata, OnApplicationBootstrap, OnApplicationShutdown, OptionalFactoryDependency, Provider, Type } from '@nestjs/common';
import type { Component } from './component.js';

/** Starts a component when the application has been put together, and stops it when the application closes. */
class ComponentRunner implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  readonly #stopping = new AbortController();
  #started = false;
  constructor(readonly component: Component, private readonly options: Pick<ComponentModuleOptions, 'signal' | 'before'>) {}

  async onApplicationBootstrap(): Promise<void> {
    const { signal, before } = this.options;
    await before?.();
    this.#started = true;
    await this.component.start(signal ? AbortSignal.any([signal, this.#stopping.signal]) : this.#stopping.signal);
  }

  /** All components are told before any is waited for. */
  beforeApplicationShutdown(signal?: string): void {
    this.#stopping.abort(new Error(`stopping${signal ? `: ${signal}` : ''}`));
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.#started) await this.component.stop();
  }
}

export interface ComponentModuleOptions {
  /** Ends the component, also while it is starting; the application's end does so anyway. */
  readonly signal?: AbortSignal;
  /** Awaited before the component starts; the application is put together by then. */
  readonly before?: () => Promise<void>;
  /** What the factory is given, in order. */
  readonly inject?: (InjectionToken | OptionalFactoryDependency)[];
  readonly imports?: ModuleMetadata['imports'];
  readonly providers?: Provider[];
  readonly exports?: ModuleMetadata['exports'];
}

/** The token under which the module provides the component. */
export const componentToken = (name: string): string => `component:${name}`;

/**
 * A module around one component. Components of one application start in the order in which their modules are imported.
 * @param factory makes the component from what `inject` names; it must not start it
 */
export function componentModule<D extends unknown[]>(name: string, factory: (...dependencies: D) => Component | Promise<Component>, options: ComponentModuleOptions = {}): DynamicModule {
  // Nest tells modules apart by class, and shows the class's name in its messages.
  const module: Type = { [`${name}Module`]: class {} }[`${name}Module`]!;
  const token = componentToken(name);
  return {
    module,
    imports: options.imports ?? [],
    providers: [
      ...options.providers ?? [],
      { provide: token, useFactory: factory, inject: options.inject ?? [] },
      { provide: `${token}:runner`, useFactory: (component: Component) => new ComponentRunner(component, options), inject: [token] },
    ],
    exports: [token, ...options.exports ?? []],
  };
}
