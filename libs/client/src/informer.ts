import type { KubeObject, ResourceDefinition } from '@kubets/apimachinery/resource/definition';

/** Reads from an informer's cache. What it returns is shared: never change it. */
export interface Lister<T> {
  /** By `namespace/name`, or `name` for cluster-scoped objects. */
  get(key: string): T | undefined;
  list(): readonly T[];
  /** Objects under a value of an index that was named when the informer was made. */
  byIndex(index: string, value: string): readonly T[];
  readonly size: number;
}

export interface InformerHandlers<T> {
  added?(object: T, initial: boolean): void;
  updated?(object: T, old: T): void;
  /** The last state known. */
  deleted?(object: T): void;
}

export interface InformerOptions<T> {
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
  /** Index name → the values under which an object is found. `namespace` always exists. */
  readonly indexes?: Readonly<Record<string, (object: T) => readonly string[]>>;
}

/** A cache of one resource kept current by list and watch. Handlers run synchronously in event order; they enqueue, they do not work. */
export interface Informer<T> {
  readonly lister: Lister<T>;
  /** Handlers added after the cache is filled are first told of every object in it. Returns the removal. */
  addHandlers(handlers: InformerHandlers<T>): () => void;
  /** Adds an index before or after start. */
  addIndex(name: string, values: (object: T) => readonly string[]): void;
  readonly synced: boolean;
  /** Resolves when the cache holds everything that existed at start. */
  whenSynced(): Promise<void>;
  start(signal: AbortSignal): void;
}

/** One informer per resource (and per options), shared by all controllers of a process. */
export interface InformerFactory {
  informer<T extends KubeObject>(definition: ResourceDefinition<T>, options?: InformerOptions<T>): Informer<T>;
  /** Starts every informer asked for so far. */
  start(signal: AbortSignal): void;
  whenSynced(): Promise<void>;
}

/** `namespace/name`, or `name` when cluster-scoped. */
export const keyOf = (object: KubeObject): string =>
  (object.metadata.namespace ? `${object.metadata.namespace}/${object.metadata.name ?? ''}` : object.metadata.name ?? '');
