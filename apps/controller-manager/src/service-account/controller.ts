import { namespaces, serviceaccounts } from '@kubets/api/core/v1/resources.cfg';
import { isAlreadyExists, isForbidden, isNotFound } from '@kubets/apimachinery/errors/status';
import { controllerLoop, each, keysOf } from '@kubets/client/controller';
import type { Component } from '@kubets/component/component';
import type { ManagerHost } from '../host.js';

/** Sees to it that every namespace has the service account `default`. */
export function serviceAccountController(host: ManagerHost): Component {
  const accounts = host.informers.informer(serviceaccounts);
  const spaces = host.informers.informer(namespaces);
  return controllerLoop({
    name: 'serviceaccount', host, workers: 2, ...(host.clock ? { clock: host.clock } : {}),
    sources: [each(spaces), keysOf(accounts, (account) => (account.metadata.name === 'default' ? account.metadata.namespace : undefined))],
    async reconcile(name) {
      const namespace = spaces.lister.get(name);
      if (!namespace || namespace.metadata.deletionTimestamp || accounts.lister.get(`${name}/default`)) return;
      try {
        await host.client.resource(serviceaccounts, name).create({ metadata: { name: 'default', namespace: name } });
      } catch (error) {
        // The namespace may be on its way out; then there is nothing to do.
        if (!isAlreadyExists(error) && !isNotFound(error) && !isForbidden(error)) throw error;
      }
    },
  });
}
