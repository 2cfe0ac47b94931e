import type { Component } from '@kubets/component/component';
import { deploymentController } from './deployment/controller.js';
import { endpointsController } from './endpoints/controller.js';
import { endpointSliceMirroringController } from './endpointslice-mirroring/controller.js';
import { endpointSliceController } from './endpointslice/controller.js';
import { GarbageCollector } from './garbage-collector/controller.js';
import type { ManagerHost } from './host.js';
import { namespaceController } from './namespace/controller.js';
import { nodeIpamController } from './node-ipam/controller.js';
import { nodeLifecycleController } from './node-lifecycle/controller.js';
import { PodGcController } from './pod-gc/controller.js';
import { replicaSetController } from './replicaset/controller.js';
import { replicationController } from './replication-controller/controller.js';
import { rootCaPublisher } from './root-ca-publisher/controller.js';
import { serviceAccountController } from './service-account/controller.js';
import { taintEvictionController } from './taint-eviction/controller.js';

/** What controllers need to know of the cluster. Durations in seconds. */
export interface ControllerOptions {
  /** PEM of the authority that signed the API server's certificate; without it none is published. */
  readonly rootCA?: string;
  /** Range of all pods; without it nodes are given none. */
  readonly clusterCIDR?: string;
  readonly nodeCIDRMaskSize?: number;
  readonly nodeMonitorGracePeriod?: number;
  readonly nodeStartupGracePeriod?: number;
  /** Nodes per second that are emptied after they were lost. */
  readonly nodeEvictionRate?: number;
  readonly terminatedPodGCThreshold?: number;
  readonly maxEndpointsPerSlice?: number;
  readonly concurrentGCSyncs?: number;
}

export interface ControllerEntry {
  /** As in `--controllers`. */
  readonly name: string;
  /** Source of its Events, where that is not its name. */
  readonly tellsAs?: string;
  /** `undefined`: what it needs was not configured. */
  readonly make: (host: ManagerHost, options: ControllerOptions) => Component | undefined;
}

/** All controllers, in the order in which they start. They do not depend on one another; those that others wait for in a new cluster come first. */
export const CONTROLLERS: readonly ControllerEntry[] = [
  // Pods of a new namespace need its account and the cluster's CA before they can start.
  { name: 'serviceaccount-controller', make: (host) => serviceAccountController(host) },
  { name: 'root-ca-certificate-publisher-controller', make: (host, { rootCA }) => (rootCA ? rootCaPublisher(host, rootCA) : undefined) },
  // A node runs no pods before it has a range and has lost its first taint.
  { name: 'node-ipam-controller', tellsAs: 'cidrAllocator', make: (host, { clusterCIDR, nodeCIDRMaskSize }) => (clusterCIDR ? nodeIpamController(host, { clusterCIDR, ...(nodeCIDRMaskSize ? { maskSize: nodeCIDRMaskSize } : {}) }) : undefined) },
  {
    name: 'node-lifecycle-controller', tellsAs: 'node-controller',
    make: (host, { nodeMonitorGracePeriod, nodeStartupGracePeriod, nodeEvictionRate }) => nodeLifecycleController(host, {
      ...(nodeMonitorGracePeriod ? { gracePeriod: nodeMonitorGracePeriod } : {}), ...(nodeStartupGracePeriod ? { startupGracePeriod: nodeStartupGracePeriod } : {}),
      ...(nodeEvictionRate === undefined ? {} : { rates: { rate: nodeEvictionRate } }),
    }),
  },
  { name: 'taint-eviction-controller', make: (host) => taintEvictionController(host) },
  // Workloads, from what people write down to pods.
  { name: 'deployment-controller', make: (host) => deploymentController(host) },
  { name: 'replicaset-controller', make: (host) => replicaSetController(host) },
  { name: 'replicationcontroller-controller', tellsAs: 'replication-controller', make: (host) => replicationController(host) },
  // What leads to pods.
  { name: 'endpointslice-controller', tellsAs: 'endpoint-slice-controller', make: (host, { maxEndpointsPerSlice }) => endpointSliceController(host, maxEndpointsPerSlice) },
  { name: 'endpoints-controller', tellsAs: 'endpoint-controller', make: (host) => endpointsController(host) },
  { name: 'endpointslice-mirroring-controller', tellsAs: 'endpoint-slice-mirroring-controller', make: (host) => endpointSliceMirroringController(host) },
  // Those that clean up come last: nothing waits for them.
  { name: 'namespace-controller', make: (host) => namespaceController(host) },
  { name: 'garbage-collector-controller', make: (host, { concurrentGCSyncs }) => new GarbageCollector(host, concurrentGCSyncs ? { workers: concurrentGCSyncs } : {}) },
  { name: 'pod-garbage-collector-controller', make: (host, { terminatedPodGCThreshold }) => new PodGcController(host, terminatedPodGCThreshold) },
];

/** Names that `--controllers` took before 1.28, and still takes. */
export const ALIASES: Readonly<Record<string, string>> = {
  serviceaccount: 'serviceaccount-controller', 'root-ca-cert-publisher': 'root-ca-certificate-publisher-controller', nodeipam: 'node-ipam-controller',
  nodelifecycle: 'node-lifecycle-controller', deployment: 'deployment-controller', replicaset: 'replicaset-controller', replicationcontroller: 'replicationcontroller-controller',
  endpointslice: 'endpointslice-controller', endpoint: 'endpoints-controller', endpointslicemirroring: 'endpointslice-mirroring-controller', namespace: 'namespace-controller',
  garbagecollector: 'garbage-collector-controller', podgc: 'pod-garbage-collector-controller',
};
