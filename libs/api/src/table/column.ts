import type { Column } from '@kubets/apimachinery/resource/definition';
import type { ObjectMeta } from '@kubets/apimachinery/meta/v1/object-meta';
import type { Draft, Json } from '@kubets/apimachinery/schema/types';
import { age } from './cells.js';

/** Anything with metadata; the columns below suit every kind. */
export interface Described { metadata?: Draft<ObjectMeta> }

/** Where a column is shown: always, or with `-o wide` only. */
export const WIDE = 1;

/**
 * A column whose cell copes with an object that is only half filled in, as objects of other writers may be.
 * @param priority 0 is always shown, {@link WIDE} only with `-o wide`
 */
export function column<T>(
  name: string, type: Column['type'], description: string, value: (object: Draft<T>, now: number) => Json, priority = 0, format?: string,
): Column<T> {
  return { name, type, priority, description, value: value as Column<T>['value'], ...(format ? { format } : {}) };
}

export const NAME: Column<Described> = {
  name: 'Name', type: 'string', format: 'name', priority: 0, description: 'Name of the object, unique among its kind in the namespace.',
  value: ({ metadata }) => metadata?.name ?? '',
};

export const AGE: Column<Described> = {
  name: 'Age', type: 'string', priority: 0, description: 'Time since the object was created.',
  value: ({ metadata }, now) => age(metadata?.creationTimestamp, now),
};

/** Instead of the age, for kinds that nobody wrote columns for. */
export const CREATED_AT: Column<Described> = {
  name: 'Created At', type: 'date', priority: 0, description: 'Server time in UTC at which the object was created.',
  value: ({ metadata }) => metadata?.creationTimestamp ?? null,
};

/** For kinds that have nothing else worth a column. */
export const GENERIC_COLUMNS: readonly Column<Described>[] = [NAME, CREATED_AT];
