import type { VolumeProjection } from '@kubets/api/core/v1/volume';
import { nameOf, namespaceOf, uidOf } from '../pod/identity.js';
import type { PayloadFile } from './atomic-writer.js';
import { place } from './files.js';
import { configMapPayload, DEFAULT_MODE, downwardPayload, secretPayload } from './payload.js';
import type { VolumeContext, VolumePlugin } from './plugin.js';

interface Part { readonly files: ReadonlyMap<string, PayloadFile>; readonly refreshAt?: number }
const DEFAULT_TOKEN_SECONDS = 3600;

async function token(source: NonNullable<VolumeProjection['serviceAccountToken']>, defaultMode: number, context: VolumeContext): Promise<Part> {
  const { pod } = context;
  const wish = {
    namespace: namespaceOf(pod), serviceAccount: pod.spec.serviceAccountName || 'default', ...(source.audience ? { audience: source.audience } : {}),
    expirationSeconds: source.expirationSeconds ?? DEFAULT_TOKEN_SECONDS, pod: { name: nameOf(pod), uid: uidOf(pod) },
  };
  const { token: text, renewAt } = await context.tokens.get(wish);
  const group = pod.spec.securityContext?.fsGroup;
  const users = new Set([...(pod.spec.initContainers ?? []), ...pod.spec.containers].map((c) => c.securityContext?.runAsUser ?? pod.spec.securityContext?.runAsUser));
  const [user] = users;
  // A token is for the one user that all containers run as; without such a user, for whoever reads the volume.
  const single = users.size === 1 && user !== undefined;
  const mode = group !== undefined || single ? 0o600 : defaultMode;
  return { files: new Map([[source.path, { data: Buffer.from(text), mode, ...(group === undefined && single ? { uid: user } : {}) }]]), refreshAt: renewAt };
}

async function part(source: VolumeProjection, defaultMode: number, context: VolumeContext): Promise<Part> {
  const namespace = namespaceOf(context.pod);
  if (source.configMap) return { files: await configMapPayload(context, namespace, source.configMap.name ?? '', { ...source.configMap, defaultMode }) };
  if (source.secret) return { files: await secretPayload(context, namespace, source.secret.name ?? '', { ...source.secret, defaultMode }) };
  if (source.downwardAPI) return { files: downwardPayload(context, source.downwardAPI.items ?? [], defaultMode) };
  if (source.serviceAccountToken) return token(source.serviceAccountToken, defaultMode, context);
  throw new Error(`projected source ${Object.keys(source).join(', ')} is not available on this node`);
}

/** Several sources in one directory; a later one wins where paths meet. */
export const projected: VolumePlugin = {
  name: 'kubernetes.io/projected',
  supports: (volume) => volume.projected !== undefined,
  async setUp(volume, context) {
    const { sources = [], defaultMode = DEFAULT_MODE } = volume.projected ?? {};
    const parts = await Promise.all(sources.map((source) => part(source, defaultMode, context)));
    const refresh = parts.flatMap((p) => (p.refreshAt === undefined ? [] : [p.refreshAt]));
    return place(context, this.name, volume.name, new Map(parts.flatMap((p) => [...p.files])), refresh.length > 0 ? Math.min(...refresh) : undefined);
  },
};
