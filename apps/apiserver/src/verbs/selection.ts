import { badRequest } from '@kubets/apimachinery/errors/status';
import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { parseFieldSelector, parseLabelSelector } from '@kubets/apimachinery/selectors/index';

/** What of a resource a list or watch is about. */
export interface Selection {
  /** Nothing is left out. */
  readonly everything: boolean;
  readonly matches: (object: KubeObject) => boolean;
  /** A name that the field selector fixes. */
  readonly name: string | undefined;
}

const COMMON: Readonly<Record<string, (object: KubeObject) => string>> = {
  'metadata.name': (o) => o.metadata.name ?? '',
  'metadata.namespace': (o) => o.metadata.namespace ?? '',
};

/** @param name a name from the path, which narrows a watch of one object */
export function selectionOf(definition: ResourceDefinition, query: URLSearchParams, name = ''): Selection {
  const labelText = query.get('labelSelector') ?? '';
  const fieldText = query.get('fieldSelector') ?? '';
  if (!labelText && !fieldText && !name) return { everything: true, matches: () => true, name: undefined };
  const labels = labelText ? parse(() => parseLabelSelector(labelText)) : undefined;
  const fields = fieldText ? parse(() => parseFieldSelector(fieldText)) : undefined;
  const readers: Readonly<Record<string, (object: KubeObject) => string>> = { ...COMMON, ...(definition.rules?.fieldSelectors as typeof COMMON | undefined) };
  for (const requirement of fields?.requirements ?? []) {
    if (!Object.hasOwn(readers, requirement.field)) {
      throw badRequest(`field label not supported: ${requirement.field}`);
    }
  }
  const fixed = fields?.requirements.find((r) => r.field === 'metadata.name' && r.operator === '=')?.value;
  return {
    everything: false,
    name: name || fixed,
    matches: (object) => (!name || object.metadata.name === name)
      && (labels?.matches(object.metadata.labels ?? {}) ?? true)
      && (fields?.matchesFields((field) => readers[field]!(object)) ?? true),
  };
}

function parse<T>(read: () => T): T {
  try { return read(); } catch (error) { throw badRequest((error as Error).message); }
}
