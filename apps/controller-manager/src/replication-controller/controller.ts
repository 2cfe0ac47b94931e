import type { ControllerLoop } from '@kubets/client/controller';
import type { ManagerHost } from '../host.js';
import { replicaController } from '../replicaset/controller.js';
import { replicationControllerKind } from '../replicaset/replica-kinds.cfg.js';

/** ReplicationControllers work as ReplicaSets do. */
export const replicationController = (host: ManagerHost): ControllerLoop => replicaController(host, replicationControllerKind);
