import { Binding } from '@kubets/api/core/v1/binding';
import type { Pod } from '@kubets/api/core/v1/pod';
import { Status as StatusKind } from '@kubets/apimachinery/meta/v1/status';
import { badRequest, conflict } from '@kubets/apimachinery/errors/status';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { AdmissionChain } from '../admission/plugin.js';
import { readObject } from '../content/body.js';
import { respondObject } from '../content/respond.js';
import type { ResourceStorage } from '../registry/resource-storage.js';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import { hooksFor, isDryRun, writeContextOf } from '../verbs/write.js';

/** `pods/<name>/binding` (and the older `bindings`): the scheduler's way of giving a pod a node, once. */
export class BindingSubresource implements ResourceHandler {
  constructor(private readonly pods: () => ResourceStorage<Pod>, private readonly admission: AdmissionChain, private readonly now: () => number) {}

  async handle(context: RequestContext, _served: Served): Promise<ApiResponse> {
    const { info, request } = context;
    const { object: binding } = readObject(Binding, await request.body(), headerOf(request, 'content-type'), 'Ignore');
    const name = info.name || binding.metadata.name || '';
    const target = binding.target;
    if (target.kind && target.kind !== 'Node') throw badRequest(`target.kind: Unsupported value: ${JSON.stringify(target.kind)}: supported values: "Node"`);
    if (!target.name) throw badRequest('target.name: Required value');
    const storage = this.pods();
    const now = this.now();
    const write = writeContextOf(context, now, isDryRun(request.query));
    await storage.update(info.namespace, name, write, hooksFor(context, storage, this.admission, 'UPDATE', write), (pod) => {
      if (pod.metadata.deletionTimestamp) throw conflict(storage.subject, name, 'pod is being deleted, cannot be assigned to a host');
      if (pod.spec.nodeName) throw conflict(storage.subject, name, `pod ${name} is already assigned to node ${JSON.stringify(pod.spec.nodeName)}`);
      if (pod.spec.schedulingGates?.length) throw conflict(storage.subject, name, 'pod has non-empty .spec.schedulingGates');
      if (binding.metadata.uid && binding.metadata.uid !== pod.metadata.uid) throw conflict(storage.subject, name, `Precondition failed: UID in precondition: ${binding.metadata.uid}, UID in object meta: ${pod.metadata.uid ?? ''}`);
      pod.spec.nodeName = target.name!;
      if (binding.metadata.annotations) pod.metadata.annotations = { ...pod.metadata.annotations, ...binding.metadata.annotations };
      const others = (pod.status.conditions ?? []).filter((c) => c.type !== 'PodScheduled');
      const scheduled = { type: 'PodScheduled', status: 'True', lastTransitionTime: formatTime(now), observedGeneration: pod.metadata.generation };
      pod.status.conditions = [...others, scheduled] as NonNullable<Pod['status']['conditions']>;
      return pod;
    }, { target: 'own' });
    return respondObject(StatusKind, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }, context.negotiated, 201);
  }
}
