import { createHash } from 'node:crypto';
import { resolve } from 'node:path';

/** Names under which this cluster's things are found on the host, so that several clusters share an engine and a kernel. */
export interface ClusterIdentity {
  /** Value of the containers' cluster label. */
  readonly cluster: string;
  readonly network: string;
  /** At most 15 characters. */
  readonly bridge: string;
  readonly table: string;
}

/** A cluster is its data folder: the same folder is the same cluster after a restart. */
export function identityOf(dataDir: string): ClusterIdentity {
  const digest = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 8);
  return { cluster: `kubets-${digest}`, network: `kubets-${digest}`, bridge: `kb-${digest}`, table: `kubets-${digest}` };
}
