import type { Component, ComponentHost } from '@kubets/component/component';
import { createHealthServer } from '@kubets/component/health-server';

/** Serves the metrics of a component for as long as it runs. @param bind `address:port`; empty for none */
export function withMetrics(component: Component, host: ComponentHost, bind: string): Component {
  if (bind === '') return component;
  const colon = bind.lastIndexOf(':');
  const server = createHealthServer({ host: bind.slice(0, colon).replace(/^\[|\]$/g, '') || '0.0.0.0', port: Number(bind.slice(colon + 1)), metrics: host.metrics, log: host.log });
  return {
    name: component.name,
    start: async (signal) => { await server.start(); await component.start(signal); },
    stop: async () => { await component.stop(); await server.stop(); },
  };
}
