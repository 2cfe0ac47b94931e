import type { Pod } from '@kubets/api/core/v1/pod';
import type { Container, VolumeMount } from '@kubets/api/core/v1/container';
import type { ServiceAccount } from '@kubets/api/core/v1/service-account';
import type { Volume } from '@kubets/api/core/v1/volume';
import { forbidden } from '@kubets/apimachinery/errors/status';
import { randomSuffix } from '../registry/name-generator.js';
import type { AdmissionPlugin } from './plugin.js';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';
const MIRROR = 'kubernetes.io/config.mirror';
/** A token is asked for an hour and renewed by the kubelet; this odd number marks tokens that may live longer (upstream's warn-after). */
const TOKEN_SECONDS = 3607;

/** Gives every pod an identity: its service account, and a volume with a token, the cluster's CA and the namespace. */
export function serviceAccountAdmission(find: (namespace: string, name: string) => ServiceAccount | undefined | Promise<ServiceAccount | undefined>): AdmissionPlugin {
  return {
    name: 'ServiceAccount',
    handles: (a) => a.operation === 'CREATE' && a.definition.group === '' && a.definition.resource === 'pods' && a.subresource === '',
    async mutate(a) {
      const pod = a.object as unknown as Pod;
      if (pod.metadata.annotations?.[MIRROR]) return;
      const { spec } = pod;
      spec.serviceAccountName ||= spec.serviceAccount || 'default';
      spec.serviceAccount = spec.serviceAccountName;
      const account = await find(a.namespace, spec.serviceAccountName);
      if (!account) throw forbidden({ group: '', resource: 'pods' }, pod.metadata.name ?? '', `error looking up service account ${a.namespace}/${spec.serviceAccountName}: serviceaccount ${JSON.stringify(spec.serviceAccountName)} not found`);
      if (spec.automountServiceAccountToken ?? account.automountServiceAccountToken ?? true) mountToken(pod);
      if (!spec.imagePullSecrets?.length && account.imagePullSecrets?.length) spec.imagePullSecrets = account.imagePullSecrets.map((s) => ({ name: s.name! }));
    },
    validate(a) {
      const pod = a.object as unknown as Pod;
      if (!pod.metadata.annotations?.[MIRROR]) return;
      if (pod.spec.serviceAccountName) throw forbidden({ group: '', resource: 'pods' }, pod.metadata.name ?? '', 'a mirror pod may not reference service accounts');
      if (pod.spec.volumes?.some((v) => v.secret ?? v.projected?.sources?.some((s) => s.serviceAccountToken))) {
        throw forbidden({ group: '', resource: 'pods' }, pod.metadata.name ?? '', 'a mirror pod may not reference secrets or service account tokens');
      }
    },
  };
}

function mountToken(pod: Pod): void {
  const containers: Container[] = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  const without = containers.filter((c) => !c.volumeMounts?.some((m) => m.mountPath === MOUNT_PATH));
  if (without.length === 0) return;
  const existing = pod.spec.volumes?.find((v) => v.name.startsWith('kube-api-access-') && v.projected?.sources?.some((s) => s.serviceAccountToken));
  const name = existing?.name ?? `kube-api-access-${randomSuffix()}`;
  if (!existing) pod.spec.volumes = [...(pod.spec.volumes ?? []), tokenVolume(name)];
  const mount: VolumeMount = { name, readOnly: true, mountPath: MOUNT_PATH };
  for (const container of without) container.volumeMounts = [...(container.volumeMounts ?? []), mount];
}

const tokenVolume = (name: string): Volume => ({
  name,
  projected: {
    defaultMode: 0o644,
    sources: [
      { serviceAccountToken: { expirationSeconds: TOKEN_SECONDS, path: 'token' } },
      { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
      { downwardAPI: { items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }] } },
    ],
  },
});
