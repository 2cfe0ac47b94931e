import type { FieldError } from '../errors/field.js';
import type { ObjectMeta } from '../meta/v1/object-meta.js';
import type { Draft, GroupVersionKind, Json, MessageType } from '../schema/types.js';

/** Any API object. */
export interface KubeObject { apiVersion?: string; kind?: string; metadata: ObjectMeta }

export type Verb = 'create' | 'delete' | 'deletecollection' | 'get' | 'list' | 'patch' | 'update' | 'watch' | 'connect';

/** A column of the server-side table (`kubectl get`). */
export interface Column<T = KubeObject> {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'date';
  /** `name` marks the column that names the object. */
  readonly format?: string;
  /** 0 is always shown, 1 only with `-o wide`. */
  readonly priority: number;
  readonly description: string;
  /** @param now milliseconds since the epoch, for ages */
  readonly value: (object: T, now: number) => Json;
}

/** The per-kind rules; each is a pure function beside the kind's definition. */
export interface Rules<T = KubeObject> {
  /** Fills in what the caller left out, in place. Runs on every decode of a version, so it must be idempotent. */
  readonly defaults?: (object: Draft<T>) => void;
  /** Everything that is wrong with a new object; metadata is checked by the caller. */
  readonly validate?: (object: T) => FieldError[];
  /** Everything that is wrong with a change. Called instead of `validate`. */
  readonly validateUpdate?: (object: T, old: T) => FieldError[];
  readonly validateStatus?: (object: T, old: T) => FieldError[];
  /** Which names are legal: `subdomain` (RFC 1123 subdomain, the default), `label` (RFC 1123 label), `rfc1035` (a Service), `path` (RBAC: anything that is a path segment). */
  readonly names?: 'subdomain' | 'label' | 'rfc1035' | 'path';
  readonly columns?: readonly Column<T>[];
  /** What field selectors beyond `metadata.name` and `metadata.namespace` read. */
  readonly fieldSelectors?: Readonly<Record<string, (object: T) => string>>;
}

/** A subresource, such as `status` or `scale`. */
export interface Subresource {
  readonly name: string;
  /** The kind that travels, where it is not the resource's own. */
  readonly kind?: MessageType & { readonly gvk: GroupVersionKind };
  readonly verbs: readonly Verb[];
}

/** Everything about a resource that is the same for those who serve it and those who use it. */
export interface ResourceDefinition<T = KubeObject> {
  readonly group: string;
  readonly version: string;
  /** Plural name in lower case, as in paths. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: MessageType<T> & { readonly gvk: GroupVersionKind };
  /** Absent for resources that are only created, such as reviews. */
  readonly list?: MessageType & { readonly gvk: GroupVersionKind };
  readonly namespaced: boolean;
  readonly verbs: readonly Verb[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly Subresource[];
  /** Warning for everyone who uses the resource, when it is deprecated: since when, and what to use. */
  readonly deprecation?: string;
  readonly rules?: Rules<T>;
}

export const STANDARD_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'] as const satisfies readonly Verb[];

/** Infers the object type from the kind. */
export const resource = <T>(definition: ResourceDefinition<T>): ResourceDefinition<T> => definition;

/** `apps/v1`, or `v1` for the core group. */
export const groupVersion = (of: { group: string; version: string }): string => (of.group ? `${of.group}/${of.version}` : of.version);
