import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const exponential = (start: number, factor: number, count: number): number[] => Array.from({ length: count }, (_, n) => start * factor ** n);

/** Metrics under the names that dashboards for kube-proxy read. */
export class ProxyMetrics {
  readonly syncDuration; readonly programming; readonly lastSync; readonly lastQueued;
  readonly endpointChanges; readonly serviceChanges; readonly endpointPending; readonly servicePending; readonly failures; readonly noLocalEndpoints;

  constructor(registry: Registry) {
    const registers = [registry];
    this.syncDuration = new Histogram({ name: 'kubeproxy_sync_proxy_rules_duration_seconds', help: 'Seconds that one transaction took', buckets: exponential(0.001, 2, 15), registers });
    this.programming = new Histogram({ name: 'kubeproxy_network_programming_duration_seconds', help: 'Seconds from the change of a pod or service until its rules were in force', buckets: [...exponential(0.01, 2, 7), 1, 2, 3, 5, 10, 20, 30, 60, 120, 300], registers });
    this.lastSync = new Gauge({ name: 'kubeproxy_sync_proxy_rules_last_timestamp_seconds', help: 'When rules were last applied', registers });
    this.lastQueued = new Gauge({ name: 'kubeproxy_sync_proxy_rules_last_queued_timestamp_seconds', help: 'When a change was last seen', registers });
    this.endpointChanges = new Counter({ name: 'kubeproxy_sync_proxy_rules_endpoint_changes_total', help: 'Changes of EndpointSlices', registers });
    this.serviceChanges = new Counter({ name: 'kubeproxy_sync_proxy_rules_service_changes_total', help: 'Changes of Services', registers });
    this.endpointPending = new Gauge({ name: 'kubeproxy_sync_proxy_rules_endpoint_changes_pending', help: 'Changes of EndpointSlices that are not applied yet', registers });
    this.servicePending = new Gauge({ name: 'kubeproxy_sync_proxy_rules_service_changes_pending', help: 'Changes of Services that are not applied yet', registers });
    this.failures = new Counter({ name: 'kubeproxy_sync_proxy_rules_nftables_sync_failures_total', help: 'Transactions that the kernel refused', registers });
    this.noLocalEndpoints = new Gauge({ name: 'kubeproxy_sync_proxy_rules_no_local_endpoints_total', help: 'Service ports with a Local traffic policy and no endpoint here', labelNames: ['traffic_policy'], registers });
  }
}
