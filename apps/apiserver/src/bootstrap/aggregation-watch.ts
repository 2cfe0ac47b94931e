import type { ClusterRole } from '@kubets/api/rbac/v1/cluster-role';
import * as rbac from '@kubets/api/rbac/v1/resources.cfg';
import { isConflict, isNotFound } from '@kubets/apimachinery/errors/status';
import type { Client } from '@kubets/client/client';
import { systemClock } from '@kubets/client/clock';
import { SharedInformer } from '@kubets/client/shared-informer';
import type { Logger } from '@kubets/component/log';
import { aggregate } from './aggregate.js';

/** Keeps aggregated roles current as labelled roles come, change and go, until the signal aborts. */
export function watchAggregation(client: Client, log: Logger, signal: AbortSignal): void {
  const informer = new SharedInformer<ClusterRole>({ client, clock: systemClock, random: Math.random, log, keepManagedFields: true }, rbac.clusterroles, {});
  let due = false;
  let busy = false;
  const run = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    while (due && !signal.aborted) {
      due = false;
      await refill(client, informer.lister.list()).catch((error: unknown) => {
        // What changed meanwhile is about to be told, and then looked at again.
        if (!isConflict(error) && !isNotFound(error) && !signal.aborted) log.error('cannot fill aggregated cluster roles', { error });
      });
    }
    busy = false;
  };
  const changed = (): void => {
    due = true;
    // Events come in batches; one look after each is enough.
    setImmediate(() => void run());
  };
  informer.addHandlers({
    added: (role, initial) => { if (!initial && counts(role)) changed(); },
    updated: (role, old) => { if (counts(role) || counts(old)) changed(); },
    deleted: (role) => { if (counts(role)) changed(); },
  });
  informer.start(signal);
  informer.whenSynced().then(changed, () => undefined);
}

/** Only roles with labels can be part of another, and only those with a rule take others in. */
const counts = (role: ClusterRole): boolean => role.aggregationRule !== undefined || Object.keys(role.metadata.labels ?? {}).length > 0;

async function refill(client: Client, roles: readonly ClusterRole[]): Promise<void> {
  const byName = new Map(roles.map((role) => [role.metadata.name, role]));
  await Promise.all([...aggregate(roles)].map(([name, rules]) => client.resource(rbac.clusterroles).update({ ...byName.get(name)!, rules })));
}
