import { configmaps, namespaces } from '@kubets/api/core/v1/resources.cfg';
import { isAlreadyExists, isForbidden, isNotFound } from '@kubets/apimachinery/errors/status';
import { controllerLoop, each, keysOf } from '@kubets/client/controller';
import type { Component } from '@kubets/component/component';
import type { ManagerHost } from '../host.js';

const NAME = 'kube-root-ca.crt';
const DESCRIPTION = {
  'kubernetes.io/description': 'Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.',
};

/** Publishes the cluster's CA in every namespace, so that pods can verify the API server. */
export function rootCaPublisher(host: ManagerHost, rootCA: string): Component {
  const maps = host.informers.informer(configmaps, { fieldSelector: `metadata.name=${NAME}` });
  const spaces = host.informers.informer(namespaces);
  return controllerLoop({
    name: 'root-ca-certificate-publisher', host, workers: 2, ...(host.clock ? { clock: host.clock } : {}),
    sources: [each(spaces), keysOf(maps, (map) => map.metadata.namespace)],
    async reconcile(name) {
      const namespace = spaces.lister.get(name);
      if (!namespace || namespace.metadata.deletionTimestamp) return;
      const known = maps.lister.get(`${name}/${NAME}`);
      const client = host.client.resource(configmaps, name);
      try {
        if (!known) await client.create({ metadata: { name: NAME, namespace: name, annotations: DESCRIPTION }, data: { 'ca.crt': rootCA } });
        else if (known.data?.['ca.crt'] !== rootCA || Object.keys(known.data).length !== 1) await client.update({ ...known, data: { 'ca.crt': rootCA } });
      } catch (error) {
        if (!isAlreadyExists(error) && !isNotFound(error) && !isForbidden(error)) throw error;
      }
    },
  });
}
