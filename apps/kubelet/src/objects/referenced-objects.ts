import { configmaps, persistentvolumeclaims, persistentvolumes, secrets, serviceaccounts } from '@kubets/api/core/v1/resources.cfg';
import type { TokenRequest } from '@kubets/api/authentication/v1/token-request';
import type { ConfigMap } from '@kubets/api/core/v1/config-map';
import type { PersistentVolume } from '@kubets/api/core/v1/persistent-volume';
import type { PersistentVolumeClaim } from '@kubets/api/core/v1/persistent-volume-claim';
import type { Pod } from '@kubets/api/core/v1/pod';
import type { Secret } from '@kubets/api/core/v1/secret';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import type { Client } from '@kubets/client/client';
import { parseTime, type Clock } from '../clock.js';
import { uidOf } from '../pod/identity.js';
import type { ObjectReader, TokenWish } from './object-reader.js';
import { referenceKey, referencesOf } from './references.js';
import { WatchedObject } from './watched-object.js';

interface Watched { readonly object: WatchedObject<ConfigMap> | WatchedObject<Secret>; readonly users: Map<string, () => void> }

const orUndefined = async <T>(reading: Promise<T>): Promise<T | undefined> => {
  try {
    return await reading;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
};

/** ConfigMaps and Secrets that pods refer to, each watched as long as some pod does. May be shared by the kubelets of one process. */
export class ReferencedObjects implements ObjectReader {
  private readonly watched = new Map<string, Watched>();
  private readonly byPod = new Map<string, Set<string>>();

  constructor(private readonly client: Client, private readonly clock: Clock) {}

  /** Watches what the pod refers to; `changed` is called when any of it changes. Call again when the pod changed. */
  register(pod: Pod, changed: () => void): void {
    const uid = uidOf(pod);
    const wanted = referencesOf(pod);
    for (const key of this.byPod.get(uid) ?? []) if (!wanted.has(key)) this.drop(key, uid);
    for (const key of wanted) this.take(key, uid, changed);
    if (wanted.size > 0) this.byPod.set(uid, wanted);
    else this.byPod.delete(uid);
  }

  unregister(uid: string): void {
    for (const key of this.byPod.get(uid) ?? []) this.drop(key, uid);
    this.byPod.delete(uid);
  }

  stop(): void {
    for (const { object } of this.watched.values()) object.stop();
    this.watched.clear();
    this.byPod.clear();
  }

  private take(key: string, uid: string, changed: () => void): void {
    const found = this.watched.get(key);
    if (found) return void found.users.set(uid, changed);
    const users = new Map([[uid, changed]]);
    const [kind, namespace = '', name = ''] = key.split('/');
    const notify = (): void => { for (const each of users.values()) each(); };
    const object = kind === 'secrets'
      ? new WatchedObject<Secret>(this.client.resource(secrets, namespace), name, this.clock, notify)
      : new WatchedObject<ConfigMap>(this.client.resource(configmaps, namespace), name, this.clock, notify);
    this.watched.set(key, { object, users });
  }

  private drop(key: string, uid: string): void {
    const found = this.watched.get(key);
    found?.users.delete(uid);
    if (found?.users.size === 0) {
      found.object.stop();
      this.watched.delete(key);
    }
  }

  async configMap(namespace: string, name: string): Promise<ConfigMap | undefined> {
    const found = this.watched.get(referenceKey('configmaps', namespace, name));
    return found ? (found.object.read() as Promise<ConfigMap | undefined>) : orUndefined(this.client.resource(configmaps, namespace).get(name));
  }

  async secret(namespace: string, name: string): Promise<Secret | undefined> {
    const found = this.watched.get(referenceKey('secrets', namespace, name));
    return found ? (found.object.read() as Promise<Secret | undefined>) : orUndefined(this.client.resource(secrets, namespace).get(name));
  }

  persistentVolumeClaim(namespace: string, name: string): Promise<PersistentVolumeClaim | undefined> {
    return orUndefined(this.client.resource(persistentvolumeclaims, namespace).get(name));
  }

  persistentVolume(name: string): Promise<PersistentVolume | undefined> {
    return orUndefined(this.client.resource(persistentvolumes).get(name));
  }

  async serviceAccountToken(wish: TokenWish): Promise<{ token: string; expiresAt: number }> {
    const body = {
      apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', metadata: {},
      spec: {
        ...(wish.audience ? { audiences: [wish.audience] } : { audiences: [] }), expirationSeconds: wish.expirationSeconds,
        boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: wish.pod.name, uid: wish.pod.uid },
      },
    };
    const answer = await this.client.resource(serviceaccounts, wish.namespace).createSubresource<TokenRequest>(wish.serviceAccount, 'token', body);
    return { token: answer.status.token, expiresAt: parseTime(answer.status.expirationTimestamp) ?? this.clock.now() + wish.expirationSeconds * 1000 };
  }
}
