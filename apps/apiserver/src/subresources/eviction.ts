import { isPodReady, isPodTerminal, podPhaseIsPending } from '@kubets/api/core/v1/pod.helpers';
import type { Pod } from '@kubets/api/core/v1/pod';
import { Eviction } from '@kubets/api/policy/v1/eviction';
import type { PodDisruptionBudget } from '@kubets/api/policy/v1/pod-disruption-budget';
import { badRequest, forbidden, StatusError } from '@kubets/apimachinery/errors/status';
import { Status as StatusKind } from '@kubets/apimachinery/meta/v1/status';
import { selectorOf } from '@kubets/apimachinery/selectors/index';
import { formatTime } from '@kubets/apimachinery/time/index';
import type { AdmissionChain } from '../admission/plugin.js';
import { fieldValidationOf, readObject } from '../content/body.js';
import { respondObject } from '../content/respond.js';
import type { ResourceStorage } from '../registry/resource-storage.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import { checked, type Deleter } from '../verbs/delete.js';
import { hooksFor, isDryRun, writeContextOf } from '../verbs/write.js';

interface Needs {
  readonly pods: () => ResourceStorage<Pod>;
  readonly budgets: () => ResourceStorage<PodDisruptionBudget>;
  readonly admission: AdmissionChain;
  readonly deleter: Deleter;
  readonly now: () => number;
}

const MAX_DISRUPTED_PODS = 2000;
const RETRY_SECONDS = 10;

/** `pods/<name>/eviction`: a deletion that disruption budgets may refuse. Source: "API-initiated eviction". */
export class EvictionSubresource implements ResourceHandler {
  constructor(private readonly needs: Needs) {}

  async handle(context: RequestContext): Promise<ApiResponse> {
    const { info, request } = context;
    const { object: eviction } = readObject(Eviction, await request.body(), headerOf(request, 'content-type'), fieldValidationOf(request.query));
    if (eviction.metadata.name !== info.name) throw badRequest(`name in URL does not match name in Eviction object: ${info.name} and ${eviction.metadata.name ?? ''}`);
    const options = checked((eviction.deleteOptions ?? {}) as never, isDryRun(request.query));
    const pods = this.needs.pods();
    const pod = (await pods.get(info.namespace, info.name)).object as Pod;
    let { preconditions } = options;
    if (needsBudget(pod)) {
      const budgets = this.#budgetsOf(pod);
      if (budgets.length > 1) {
        throw new StatusError(500, 'InternalError', 'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.');
      }
      const [budget] = budgets;
      if (budget && !goesFreely(pod, budget)) await this.#spend(context, budget, pod, options.dryRun);
    } else if (!preconditions?.resourceVersion) {
      // A pod that needs no budget now may need one a moment later: then the caller has to look again.
      preconditions = { ...preconditions, resourceVersion: pod.metadata.resourceVersion! };
    }
    const marked = options.dryRun || !needsBudget(pod) ? pod : await this.#mark(context, pod);
    if (marked !== pod && options.preconditions?.resourceVersion) preconditions = { ...preconditions, resourceVersion: marked.metadata.resourceVersion! };
    await this.needs.deleter.remove(context, pods, info.namespace, info.name, { ...options, ...(preconditions ? { preconditions } : {}) });
    return respondObject(StatusKind, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 }, context.negotiated, 201);
  }

  #budgetsOf(pod: Pod): PodDisruptionBudget[] {
    const storage = this.needs.budgets();
    const found: PodDisruptionBudget[] = [];
    for (const stored of storage.cache.range(storage.key(pod.metadata.namespace ?? '', ''))) {
      const budget = stored.object as PodDisruptionBudget;
      if (budget.spec.selector && selectorOf(budget.spec.selector).matches(pod.metadata.labels ?? {})) found.push(budget);
    }
    return found;
  }

  /** Takes one disruption from the budget, and tells the disruption controller which pod it is for. */
  async #spend(context: RequestContext, { metadata }: PodDisruptionBudget, pod: Pod, dryRun: boolean): Promise<void> {
    const budgets = this.needs.budgets();
    const { name = '', namespace = '' } = metadata;
    const write = writeContextOf(context, this.needs.now(), dryRun);
    await budgets.update(namespace, name, write, hooksFor(context, budgets, this.needs.admission, 'UPDATE', write, false), (budget) => {
      const { status } = budget;
      const refuse = (why: string, retry = 0): never => {
        throw new StatusError(429, 'TooManyRequests', "Cannot evict pod as it would violate the pod's disruption budget.", {
          causes: [{ reason: 'DisruptionBudget', message: why }], ...(retry ? { retryAfterSeconds: retry } : {}),
        });
      };
      if ((status.observedGeneration ?? 0) < (budget.metadata.generation ?? 0)) refuse(`The disruption budget ${name} is still being processed by the server.`, RETRY_SECONDS);
      if (status.disruptionsAllowed < 0) throw forbidden({ group: 'policy', resource: 'poddisruptionbudgets' }, name, 'pdb disruptions allowed is negative');
      if (Object.keys(status.disruptedPods ?? {}).length > MAX_DISRUPTED_PODS) throw forbidden({ group: 'policy', resource: 'poddisruptionbudgets' }, name, 'DisruptedPods map too big - too many evictions not confirmed by PDB controller');
      if (status.disruptionsAllowed === 0) refuse(`The disruption budget ${name} needs ${status.desiredHealthy} healthy pods and has ${status.currentHealthy} currently`);
      status.disruptionsAllowed -= 1;
      status.disruptedPods = { ...status.disruptedPods, [pod.metadata.name!]: formatTime(this.needs.now()) };
      return budget;
    }, { target: 'own' });
  }

  /** Says on the pod itself why it ends (KEP-3329). */
  async #mark(context: RequestContext, { metadata }: Pod): Promise<Pod> {
    const pods = this.needs.pods();
    const now = this.needs.now();
    const write = writeContextOf(context, now, false);
    const { stored } = await pods.update(metadata.namespace ?? '', metadata.name ?? '', write, hooksFor(context, pods, this.needs.admission, 'UPDATE', write, false), (pod) => {
      const others = (pod.status.conditions ?? []).filter((c) => c.type !== 'DisruptionTarget');
      const condition = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'Eviction API: evicting', lastTransitionTime: formatTime(now) };
      pod.status.conditions = [...others, condition] as NonNullable<Pod['status']['conditions']>;
      return pod;
    }, { target: 'own' });
    return stored.object as Pod;
  }
}

/** Pods that have ended, have not begun or are going already disrupt nothing. */
const needsBudget = (pod: Pod): boolean => !isPodTerminal(pod) && !podPhaseIsPending(pod) && pod.metadata.deletionTimestamp === undefined;

/** A pod that is not ready counts for nothing, where its budget lets such pods go (KEP-3017). */
function goesFreely(pod: Pod, { spec, status }: PodDisruptionBudget): boolean {
  if (isPodReady(pod)) return false;
  if (spec.unhealthyPodEvictionPolicy === 'AlwaysAllow') return true;
  return status.currentHealthy >= status.desiredHealthy && status.desiredHealthy > 0;
}
