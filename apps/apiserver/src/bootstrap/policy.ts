import * as rbac from '@kubets/api/rbac/v1/resources.cfg';
import type { Client } from '@kubets/client/client';
import type { Logger } from '@kubets/component/log';
import { ensure } from './bootstrap.js';
import { CLUSTER_ROLE_BINDINGS, CLUSTER_ROLES } from './policy.cfg.js';

/** Brings the built-in roles and bindings to what this version needs: missing ones are made. */
export async function reconcilePolicy(client: Client, _log: Logger): Promise<void> {
  await Promise.all(CLUSTER_ROLES.map((role) => ensure(client, rbac.clusterroles, role)));
  await Promise.all(CLUSTER_ROLE_BINDINGS.map((binding) => ensure(client, rbac.clusterrolebindings, binding)));
}
