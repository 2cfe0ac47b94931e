import { difference, EMPTY, type FieldSet, intersection, isEmpty } from './field-set.js';
import type { Delta } from './diff.js';
import { type Owner, withSet } from './managers.js';

/** A change as sets, with what its endpoint resets left out. */
export interface Change { readonly changed: FieldSet; readonly removed: FieldSet }

/** A delta of whole objects is a pair of sets: its roots are objects. */
export const changeOf = (delta: Delta | undefined, filter: (set: FieldSet) => FieldSet): Change => ({
  changed: filter(delta?.changed ?? EMPTY), removed: filter(delta?.removed ?? EMPTY),
});

/** What of an owner's fields a change would take. */
export const contested = (owner: Owner, change: Change): FieldSet => (isEmpty(change.changed) ? EMPTY : intersection(owner.set, change.changed));

/** The owner after somebody else's change: without fields that got another value, and without those that are gone. */
export const yielded = (owner: Owner, { changed, removed }: Change): Owner => withSet(owner, difference(difference(owner.set, changed), removed));
