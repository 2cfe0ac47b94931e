import { ComponentStatus } from '@kubets/api/core/v1/component-status';
import { encodeJson } from '@kubets/apimachinery/codec/json';
import { methodNotSupported, notFound } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import { respondStored } from '../content/respond.js';
import type { Served } from '../registry/registry.js';
import { directView } from '../registry/storage-view.js';
import type { RequestContext } from '../request/context.js';
import type { ApiResponse } from '../request/request.js';
import type { ResourceHandler } from '../router.js';
import { Stored } from '../store/stored.js';
import type { Lister } from '../verbs/list.js';
import { selectionOf } from '../verbs/selection.js';

/** A part of the control plane and how to ask it: resolves to `undefined` when all is well, else to what is wrong. */
export interface ControlPlanePart { readonly name: string; readonly check: () => Promise<string | undefined> }

/** `componentstatuses`: deprecated and not kept anywhere; looked at when asked. */
export class ComponentStatusHandler implements ResourceHandler {
  constructor(private readonly parts: readonly ControlPlanePart[], private readonly lister: Lister, private readonly now: () => number) {}

  async handle(context: RequestContext, { definition }: Served): Promise<ApiResponse> {
    const { info, request, negotiated } = context;
    const view = directView(definition);
    if (info.verb === 'list') {
      const selection = selectionOf(definition, request.query);
      const items = (await Promise.all(this.parts.map(statusOf))).filter(({ object }) => selection.matches(object));
      return this.lister.respond({ definition, view }, { items, revision: 0 }, request.query, negotiated);
    }
    if (info.verb !== 'get') throw methodNotSupported({ group: '', resource: definition.resource }, info.verb);
    const part = this.parts.find(({ name }) => name === info.name);
    if (!part) throw notFound({ group: '', resource: definition.resource }, info.name);
    return respondStored(definition, view, await statusOf(part), negotiated, { now: this.now() });
  }
}

async function statusOf({ name, check }: ControlPlanePart): Promise<Stored> {
  const wrong = await check().catch((error: unknown) => String(error));
  const object = {
    kind: 'ComponentStatus', apiVersion: 'v1', metadata: { name },
    conditions: [{ type: 'Healthy', status: wrong === undefined ? 'True' : 'False', message: wrong ?? 'ok' }],
  };
  return new Stored(name, 0, Buffer.from(encodeJson(ComponentStatus, object as unknown as KubeObject as never)));
}
