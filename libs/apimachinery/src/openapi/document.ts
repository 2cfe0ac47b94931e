import { DeleteOptions } from '../meta/v1/options.js';
import { WatchEvent } from '../meta/v1/watch.js';
import { groupVersion, type ResourceDefinition } from '../resource/definition.js';
import type { GroupVersionKind, Json, MessageType } from '../schema/types.js';
import type { Operation } from './operations.js';
import { type Dialect, type Schema, type SchemaOf, SchemaSet } from './schemas.js';

/** What the documents of a server need besides its resources. */
export interface DocumentOptions {
  /** As it stands in `info.version`, such as `v1.36.0`. */
  readonly version?: string;
  /**
   * The published schema of a kind that has one of its own: a custom resource's, whose nested objects are written out in place.
   * It is published under the kind's name; see `customName`.
   */
  readonly schemaOf?: SchemaOf;
  /** Custom resources are published without protobuf and strategic merge. By default those with a schema of their own. */
  readonly isCustom?: (resource: ResourceDefinition) => boolean;
}

export const customOf = (options: DocumentOptions): ((resource: ResourceDefinition) => boolean) =>
  options.isCustom ?? ((resource) => options.schemaOf?.(resource.kind, { dialect: 'v3', ref: () => ({}) }) !== undefined);

/** The distinct group versions, in the order of the resources. */
export function groupVersions(resources: readonly ResourceDefinition[]): { group: string; version: string }[] {
  return [...new Map(resources.map((of) => [groupVersion(of), { group: of.group, version: of.version }])).values()];
}

/** Schemas for all that operations take and answer. Options and watch events are published as kinds of every group version. */
export function schemasOf(dialect: Dialect, operations: readonly Operation[], resources: readonly ResourceDefinition[], options: DocumentOptions): SchemaSet {
  const everywhere = (kind: string): GroupVersionKind[] => groupVersions(resources).map((of) => ({ ...of, kind }));
  const published = (type: MessageType): GroupVersionKind[] | undefined =>
    type === DeleteOptions || type === WatchEvent ? everywhere(type === WatchEvent ? 'WatchEvent' : 'DeleteOptions') : undefined;
  const set = new SchemaSet(dialect, published, options.schemaOf);
  for (const { answer, body, action } of operations) {
    if (answer) set.add(answer);
    if (body) set.add(body.type);
    if (action === 'list') set.add(WatchEvent);
  }
  return set;
}

/** Groups operations by path, each with the parameters that all of its operations share. */
export function byPath(operations: readonly Operation[], render: (operation: Operation) => Json, parameters: (first: Operation) => Json[]): Schema {
  const paths: { [path: string]: { [key: string]: Json } } = {};
  for (const operation of operations) {
    const at = (paths[operation.path] ??= operation.pathParameters.length ? { parameters: parameters(operation) } : {});
    at[operation.method] = render(operation);
  }
  return paths;
}

/** The parts of an operation that both versions write alike. */
export const commonOf = (operation: Operation): { [key: string]: Json } => ({
  description: operation.description, operationId: operation.id, tags: [operation.tag],
  ...(operation.action ? { 'x-kubernetes-action': operation.action } : {}),
  ...(operation.gvk ? { 'x-kubernetes-group-version-kind': { group: operation.gvk.group, kind: operation.gvk.kind, version: operation.gvk.version } } : {}),
});

export const codeName: Readonly<Record<number, string>> = { 200: 'OK', 201: 'Created', 202: 'Accepted' };
