import { Scale } from '@kubets/api/autoscaling/v1/scale';
import { scaleColumns } from '@kubets/api/autoscaling/v1/scale.columns';
import { badRequest, invalid, methodNotSupported, unsupportedMediaType } from '@kubets/apimachinery/errors/status';
import * as field from '@kubets/apimachinery/errors/field';
import type { Column, KubeObject } from '@kubets/apimachinery/resource/definition';
import type { LabelSelector } from '@kubets/apimachinery/meta/v1/selectors';
import { applyJsonPatch } from '@kubets/apimachinery/patch/json-patch';
import { applyMergePatch } from '@kubets/apimachinery/patch/merge-patch';
import { selectorOf } from '@kubets/apimachinery/selectors/index';
import type { AdmissionChain } from '../admission/plugin.js';
import { fieldValidationOf, readAny, readObject, readValue } from '../content/body.js';
import { respondObject } from '../content/respond.js';
import { includeObjectOf, tableRow, tableText } from '../content/table.js';
import type { Served } from '../registry/registry.js';
import type { RequestContext } from '../request/context.js';
import { type ApiResponse, headerOf } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import { hooksFor, isDryRun, writeContextOf } from '../verbs/write.js';

type Scalable = KubeObject & {
  spec: { replicas?: number; selector?: LabelSelector | Record<string, string> };
  status?: { replicas?: number };
};

/** `scale`: the number of replicas of a workload, in a form that is the same for all of them. */
export class ScaleSubresource implements ResourceHandler {
  constructor(private readonly admission: AdmissionChain, private readonly now: () => number) {}

  async handle(context: RequestContext, served: Served): Promise<ApiResponse> {
    const { info, request } = context;
    const storage = served.storage!;
    if (info.verb === 'get') return this.#answer(context, (await storage.get(info.namespace, info.name)).object as Scalable);
    if (info.verb !== 'update' && info.verb !== 'patch') throw methodNotSupported({ group: info.group, resource: info.resource }, info.verb);
    const body = await request.body();
    const contentType = headerOf(request, 'content-type');
    const validation = fieldValidationOf(request.query);
    const write = writeContextOf(context, this.now(), isDryRun(request.query));
    const { stored } = await storage.update(info.namespace, info.name, write, hooksFor(context, storage, this.admission, 'UPDATE', write), (current) => {
      const scale = info.verb === 'update' ? readObject(Scale, body, contentType, validation).object : patched(scaleOf(current as Scalable), body, contentType, validation);
      check(scale, info.name, info.namespace, current);
      const workload = current as Scalable;
      workload.spec.replicas = scale.spec.replicas ?? 0;
      return workload;
    });
    return this.#answer(context, stored.object as Scalable);
  }

  #answer({ negotiated, request }: RequestContext, workload: Scalable): ApiResponse {
    const scale = scaleOf(workload);
    if (negotiated.transform !== 'table') return respondObject(Scale, scale, negotiated);
    const { resourceVersion = '' } = scale.metadata;
    const row = tableRow(TABLE, scale as KubeObject, () => JSON.stringify(scale), includeObjectOf(request.query), this.now());
    return { status: 200, headers: { 'content-type': negotiated.contentType, 'cache-control': 'no-cache, private' }, body: tableText(TABLE, { resourceVersion }, [row]) };
  }
}

const TABLE = { rules: { columns: scaleColumns as readonly Column[] } };

function patched(scale: Scale, body: Buffer, contentType: string, validation: ReturnType<typeof fieldValidationOf>): Scale {
  const patch = readAny(body, contentType);
  const type = contentType.split(';', 1)[0]!;
  if (type === 'application/json-patch+json') return readValue(Scale, applyJsonPatch(scale as never, patch as never), validation).object as Scale;
  if (type.includes('merge-patch')) return readValue(Scale, applyMergePatch(scale as never, patch as never), validation).object as Scale;
  if (type.startsWith('application/apply-patch')) return readValue(Scale, { ...scale, spec: (patch as Scale).spec }, validation).object as Scale;
  throw unsupportedMediaType(`the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json`);
}

function check(scale: Scale, name: string, namespace: string, current: KubeObject): void {
  if (scale.metadata.name && scale.metadata.name !== name) throw badRequest(`the name of the object (${scale.metadata.name}) does not match the name on the URL (${name})`);
  if (scale.metadata.namespace && scale.metadata.namespace !== namespace) throw badRequest(`the namespace of the object (${scale.metadata.namespace}) does not match the namespace on the URL (${namespace})`);
  const replicas = scale.spec.replicas ?? 0;
  if (replicas < 0) throw invalid({ group: 'autoscaling', kind: 'Scale' }, name, [field.invalid('spec.replicas', replicas, 'must be greater than or equal to 0')]);
  if (scale.metadata.resourceVersion) current.metadata.resourceVersion = scale.metadata.resourceVersion;
}

/** The scale of a workload. */
export function scaleOf(workload: Scalable): Scale {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = workload.metadata;
  const selector = workload.spec.selector;
  const text = selector === undefined ? '' : selectorOf('matchLabels' in selector || 'matchExpressions' in selector ? selector : { matchLabels: selector as Record<string, string> }).toString();
  return {
    kind: 'Scale', apiVersion: 'autoscaling/v1', metadata: { name, namespace, uid, resourceVersion, creationTimestamp } as Scale['metadata'],
    spec: { ...(workload.spec.replicas ? { replicas: workload.spec.replicas } : {}) } as Scale['spec'],
    status: { replicas: workload.status?.replicas ?? 0, ...(text ? { selector: text } : {}) },
  };
}
