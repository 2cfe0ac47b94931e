/** What an embedded cluster is made of; `startCluster` fills in what is left out. */
export interface ClusterOptions {
  /** Folder of state, certificates and kubeconfig. */
  readonly dataDir: string;
  readonly bindAddress: string;
  /** 0 takes a free port. */
  readonly securePort: number;
  readonly runtime: 'auto' | 'docker' | 'simulated';
  readonly dockerSocket: string;
  /** Number of simulated nodes. */
  readonly nodes: number;
  readonly nodeName?: string;
  readonly nodeIP?: string;
  /** Store URL; `lmdb:<dataDir>/store` when absent. */
  readonly store?: string;
  readonly serviceCIDR: string;
  readonly clusterCIDR: string;
  readonly clusterDomain: string;
  /** Leave containers and rules in place when the cluster stops. */
  readonly keepPods: boolean;
  readonly kubeconfig?: string;
  readonly verbosity: number;
  readonly logFormat: 'text' | 'json';
}

/** Says what is going on, for people: one line each. */
export type Progress = (line: string) => void;
