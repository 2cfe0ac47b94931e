import type { ComponentHost } from '@kubets/component/component';
import { createHealthServer, type HealthServer } from '@kubets/component/health-server';

/** Serves the metrics of a component. */
export const metricsServer = (host: ComponentHost, bind: { readonly host: string; readonly port: number }): HealthServer =>
  createHealthServer({ ...bind, metrics: host.metrics, log: host.log });
