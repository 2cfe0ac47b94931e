import type { Pod } from '@kubets/api/core/v1/pod';
import type { PodTemplateSpec } from '@kubets/api/core/v1/pod-spec';
import { pods } from '@kubets/api/core/v1/resources.cfg';
import { isNotFound } from '@kubets/apimachinery/errors/status';
import type { OwnerReference } from '@kubets/apimachinery/meta/v1/object-meta';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { Draft } from '@kubets/apimachinery/schema/index';
import type { ComponentHost } from '@kubets/component/component';
import { isNamespaceTerminating } from '../ownership/namespace-terminating.js';

/** A pod as its template says, managed by `owner`; the server completes the name. */
export function podFromTemplate(template: PodTemplateSpec, owner: KubeObject, ref: OwnerReference): Draft<Pod> {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    metadata: {
      generateName: `${owner.metadata.name}-`, namespace: owner.metadata.namespace, ownerReferences: [ref],
      ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}), ...(finalizers ? { finalizers } : {}),
    },
    spec: template.spec,
  };
}

/** Creates a pod and tells the owner's events of it. */
export async function createPod(host: ComponentHost, owner: KubeObject, pod: Draft<Pod>): Promise<void> {
  try {
    const created = await host.client.resource(pods, owner.metadata.namespace ?? '').create(pod);
    host.events.event(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${created.metadata.name}`);
  } catch (error) {
    if (!isNamespaceTerminating(error)) host.events.event(owner, 'Warning', 'FailedCreate', `Error creating: ${(error as Error).message}`);
    throw error;
  }
}

/** Deletes a pod and tells the owner's events of it. One that is gone already is no error; returns whether there was something to delete. */
export async function deletePod(host: ComponentHost, owner: KubeObject, { metadata }: Pod): Promise<boolean> {
  try {
    await host.client.resource(pods, owner.metadata.namespace ?? '').delete(metadata.name ?? '', metadata.uid ? { preconditions: { uid: metadata.uid } } : {});
    host.events.event(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${metadata.name}`);
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    host.events.event(owner, 'Warning', 'FailedDelete', `Error deleting: ${(error as Error).message}`);
    throw error;
  }
}
