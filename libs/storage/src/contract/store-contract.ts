import { describeCommits } from './commits.js';
import { describeCompaction } from './compaction.js';
import { describeConcurrency } from './concurrency.js';
import { describeExpiry } from './expiry.js';
import type { StoreFixture } from './fixture.js';
import { describeModel } from './model.js';
import { describeRanges } from './ranges.js';
import { describeWatches } from './watches.js';

/** What every engine must do. An engine's spec calls this, and adds only what is its own. */
export function describeStore(name: string, fixture: StoreFixture): void {
  describe(`the store contract, kept by ${name}`, () => {
    describeCommits(fixture);
    describeRanges(fixture);
    describeWatches(fixture);
    describeCompaction(fixture);
    describeExpiry(fixture);
    describeConcurrency(fixture);
    describeModel(fixture);
  });
}
