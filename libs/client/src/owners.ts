import type { OwnerReference } from '@kubets/apimachinery/meta/v1/object-meta';
import { groupVersion, type KubeObject, type ResourceDefinition } from '@kubets/apimachinery/resource/definition';

/** The one owner that manages the object, if any. */
export function controllerOf(object: KubeObject): OwnerReference | undefined {
  const owners: readonly OwnerReference[] = object.metadata.ownerReferences ?? [];
  return owners.find((owner) => owner.controller === true);
}

/** A reference for objects that `owner` makes and manages. */
export function newControllerRef(owner: KubeObject, definition?: Pick<ResourceDefinition, 'group' | 'version' | 'kind'>): OwnerReference {
  const apiVersion = owner.apiVersion ?? (definition && groupVersion(definition));
  const kind = owner.kind ?? definition?.kind.gvk.kind;
  if (!apiVersion || !kind) throw new Error(`the owner ${owner.metadata.name ?? ''} has no apiVersion and kind; pass its resource definition`);
  return { apiVersion, kind, name: owner.metadata.name ?? '', uid: owner.metadata.uid ?? '', controller: true, blockOwnerDeletion: true };
}

/**
 * The key of the object's managing owner, if that is of the given resource: `namespace/name`, or `name` for a cluster-scoped owner.
 * The version in the reference does not matter, the group does.
 */
export function ownerKey(object: KubeObject, definition: Pick<ResourceDefinition, 'group' | 'kind' | 'namespaced'>): string | undefined {
  const owner = controllerOf(object);
  if (!owner || owner.kind !== definition.kind.gvk.kind) return undefined;
  const group = owner.apiVersion.includes('/') ? owner.apiVersion.split('/')[0] : '';
  if (group !== definition.group) return undefined;
  return definition.namespaced && object.metadata.namespace ? `${object.metadata.namespace}/${owner.name}` : owner.name;
}

/** Index values by which a controller finds what it owns: the managing owner's UID. */
export const byControllerUid = (object: KubeObject): readonly string[] => {
  const uid = controllerOf(object)?.uid;
  return uid ? [uid] : [];
};

/** `namespace/name` → both parts; a cluster-scoped key has no namespace. */
export function splitKey(key: string): { readonly namespace: string | undefined; readonly name: string } {
  const slash = key.indexOf('/');
  return slash < 0 ? { namespace: undefined, name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
