import type { ContainerRuntime } from '../runtime.js';

/** The part of a logger that engines use; the components' logger has this shape. */
export interface RuntimeLog {
  debug(level: number, message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** The node's pod network: one user-defined bridge whose subnet is the node's pod CIDR. */
export interface PodNetwork {
  /** Name of the Docker network, e.g. `kubets-<cluster>-<node>`. */
  readonly name: string;
  /** Name of the Linux bridge, at most 15 characters (IFNAMSIZ less the terminator). */
  readonly bridge: string;
  readonly podCIDR: string;
  /** The bridge's own address, inside `podCIDR`. */
  readonly gateway: string;
  /** Bytes; the engine's default when absent. */
  readonly mtu?: number;
  readonly clusterCIDR: string;
  readonly serviceCIDR: string;
}

export interface DockerRuntimeOptions {
  /** Unix socket of the engine; `DOCKER_HOST`, else `/var/run/docker.sock`, when absent. */
  readonly socketPath?: string;
  /** Cluster and node, as labels on everything created: only what carries both is ever listed or touched. */
  readonly cluster: string;
  readonly node: string;
  readonly network: PodNetwork;
  /** Folder for the pods' generated `resolv.conf`; seen under the same path by the engine. */
  readonly stateDir: string;
  /** Rotation of container logs, as kubelet's `containerLogMaxSize` and `containerLogMaxFiles`. */
  readonly logMaxBytes: number;
  readonly logMaxFiles: number;
  readonly log: RuntimeLog;
  /** Most bytes that `execSync` returns; 16 KiB when absent, as kubelet's limit for probes. */
  readonly execOutputBytes?: number;
  /** The node's resolver configuration, for pods without `dns`; found by itself when absent. */
  readonly resolvConf?: string;
  /** Folder of relative `localhost/` seccomp profiles; `/var/lib/kubelet/seccomp` when absent. */
  readonly seccompProfileRoot?: string;
  /** A Node.js executable that runs the port-forward helper; this process's when absent. */
  readonly nodePath?: string;
  readonly now?: () => number;
}

export interface DockerRuntime extends ContainerRuntime {
  /** Removes the node's pod network. Fails while containers use it; does nothing when there is none. */
  removeNetwork(): Promise<void>;
  /** Cluster teardown: removes every container of this cluster and node, the network and the state folder, then closes. */
  destroy(): Promise<void>;
}
