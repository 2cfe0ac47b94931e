import { isInvalid, isNotFound } from '@kubets/apimachinery/errors/status';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import type { Client } from '@kubets/client/client';
import type { Informer } from '@kubets/client/informer';
import { byControllerUid, controllerOf, newControllerRef } from '@kubets/client/owners';

export const CONTROLLER_UID = 'controllerUid';
export const UNMANAGED = 'unmanaged';

/** The objects that may be an owner's: those that it manages, and those of its namespace that nobody manages. */
export function indexByController<T extends KubeObject>(informer: Informer<T>): void {
  informer.addIndex(CONTROLLER_UID, byControllerUid);
  informer.addIndex(UNMANAGED, (object) => (object.metadata.namespace && !controllerOf(object) ? [object.metadata.namespace] : []));
}

export interface ClaimOptions<O extends KubeObject, T extends KubeObject> {
  readonly client: Client;
  readonly owner: O;
  readonly ownerDefinition: ResourceDefinition<O>;
  readonly definition: ResourceDefinition<T>;
  /** Indexed by {@link indexByController}. */
  readonly informer: Informer<T>;
  readonly matches: (object: T) => boolean;
  /** Objects that nobody manages and that should stay so. */
  readonly adoptable?: (object: T) => boolean;
}

/**
 * Finds what an owner manages, makes it the manager of matching objects that have none, and lets go of those that no longer match.
 * Before the first adoption the owner is read from the server: a cached one may be deleted already, and its orphans must stay orphans.
 */
export async function claim<O extends KubeObject, T extends KubeObject>(options: ClaimOptions<O, T>): Promise<T[]> {
  const { client, owner, definition, informer, matches, adoptable = () => true } = options;
  const { uid = '', namespace = '', deletionTimestamp } = owner.metadata;
  const objects = client.resource(definition, namespace);
  const claimed: T[] = [];
  for (const object of informer.lister.byIndex(CONTROLLER_UID, uid)) {
    if (matches(object)) claimed.push(object);
    else if (!deletionTimestamp) await tolerant(() => objects.patch(object.metadata.name ?? '', { type: 'strategic', body: releasing(object, uid) }));
  }
  if (deletionTimestamp) return claimed;
  const strays = informer.lister.byIndex(UNMANAGED, namespace).filter((object) => !object.metadata.deletionTimestamp && matches(object) && adoptable(object));
  if (strays.length === 0 || !await stillThere(options)) return claimed;
  for (const stray of strays) {
    const adopted = await tolerant(() => objects.patch(stray.metadata.name ?? '', { type: 'strategic', body: adopting(stray, owner, options.ownerDefinition) }));
    if (adopted) claimed.push(adopted);
  }
  return claimed;
}

async function stillThere<O extends KubeObject, T extends KubeObject>({ client, owner, ownerDefinition }: ClaimOptions<O, T>): Promise<boolean> {
  try {
    const { metadata } = await client.resource(ownerDefinition, owner.metadata.namespace ?? '').get(owner.metadata.name ?? '');
    return metadata.uid === owner.metadata.uid && !metadata.deletionTimestamp;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}

// The UID in the patch makes it fail on another object of the same name.
const adopting = <O extends KubeObject>(object: KubeObject, owner: O, definition: ResourceDefinition<O>): object =>
  ({ metadata: { uid: object.metadata.uid, ownerReferences: [newControllerRef(owner, definition as unknown as ResourceDefinition)] } });
const releasing = (object: KubeObject, uid: string): object => ({ metadata: { uid: object.metadata.uid, ownerReferences: [{ $patch: 'delete', uid }] } });

/** An object that is gone, or no longer has the reference, needs nothing done. */
async function tolerant<R>(write: () => Promise<R>): Promise<R | undefined> {
  try {
    return await write();
  } catch (error) {
    if (isNotFound(error) || isInvalid(error)) return undefined;
    throw error;
  }
}
