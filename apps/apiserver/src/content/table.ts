import type { Column, KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';
import { humanDuration, parseTime } from '@kubets/apimachinery/time/index';

/** Columns of a kind that defines none of its own. */
const GENERIC: readonly Column[] = [
  { name: 'Name', type: 'string', format: 'name', priority: 0, description: 'Name of the object, unique within its namespace.', value: (o) => o.metadata.name ?? '' },
  {
    name: 'Age', type: 'string', priority: 0, description: 'Time since the object was created.',
    value: (o, now) => (o.metadata.creationTimestamp ? humanDuration((now - parseTime(o.metadata.creationTimestamp)) / 1000) : '<unknown>'),
  },
];

export type IncludeObject = 'None' | 'Metadata' | 'Object';

/** What has columns: a resource, or a kind that is only sent. */
type Tabular = Pick<ResourceDefinition, 'rules'>;

export const columnsOf = (definition: Tabular): readonly Column[] => (definition.rules?.columns as readonly Column[] | undefined) ?? GENERIC;

/** `columnDefinitions` as they travel. */
export const columnDefinitions = (definition: Tabular): object[] =>
  columnsOf(definition).map((c) => ({ name: c.name, type: c.type, format: c.format ?? '', description: c.description, priority: c.priority }));

/** One row as JSON text; `object` is what {@link IncludeObject} asks for. */
export function tableRow(definition: Tabular, object: KubeObject, bytes: () => string, include: IncludeObject, now: number): string {
  const cells = columnsOf(definition).map((c) => c.value(object, now));
  const carried = include === 'None' ? '' : `,"object":${include === 'Object' ? bytes() : JSON.stringify(partialOf(object))}`;
  return `{"cells":${JSON.stringify(cells)}${carried}}`;
}

/** The object reduced to its metadata. */
export const partialOf = (object: KubeObject): KubeObject => ({ kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata });

export function tableText(definition: Tabular, metadata: object, rows: readonly string[], withColumns = true): string {
  return `{"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":${JSON.stringify(metadata)},"columnDefinitions":${
    JSON.stringify(withColumns ? columnDefinitions(definition) : [])},"rows":[${rows.join(',')}]}`;
}

export const includeObjectOf = (query: URLSearchParams): IncludeObject => {
  const asked = query.get('includeObject');
  return asked === 'None' || asked === 'Object' ? asked : 'Metadata';
};
