import type { Taint } from '@kubets/api/core/v1/scheduling';
import type { ApiServerAddress } from './environment/service-environment.js';

/** What a kubelet is told about its node. */
export interface NodeConfig {
  readonly name: string;
  readonly ip: string;
  /** Range of the node's pods; the controller manager may assign it instead. */
  readonly podCIDR?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints?: readonly Taint[];
  /** Quantities by resource name, over what the machine has. */
  readonly capacity?: Readonly<Record<string, string>>;
  /** Kept from pods: subtracted from capacity to get allocatable. */
  readonly reserved?: Readonly<Record<string, string>>;
  readonly maxPods: number;
  readonly clusterDNS: readonly string[];
  readonly clusterDomain: string;
  /** Where pods' volumes and files lie; absolute. */
  readonly rootDir: string;
  readonly serviceCIDR?: string;
  /** For `KUBERNETES_SERVICE_HOST` and `_PORT` before the `kubernetes` service is seen. */
  readonly apiServer?: ApiServerAddress;
  /** Whether the kubelet creates the Node; default true. */
  readonly registerNode?: boolean;
  /** Port of the kubelet's own server, published in the Node; default 10250. */
  readonly port?: number;
  /** Image of the container that holds a pod's namespaces. */
  readonly sandboxImage?: string;
  /** How many images are pulled at once; default 4. */
  readonly maxParallelImagePulls?: number;
  readonly providerID?: string;
  /** Hard limits, such as `memory.available` → `100Mi` and `nodefs.available` → `10%`. */
  readonly evictionHard?: Readonly<Record<string, string>>;
}

export const DEFAULT_PORT = 10_250;
export const DEFAULT_SANDBOX_IMAGE = 'registry.k8s.io/pause:3.10';
