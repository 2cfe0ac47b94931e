import { compactionTarget, relevantMarks, type HistoryPolicy, type Mark } from './auto-compaction.js';

const policy: HistoryPolicy = { seconds: 600, revisions: 1_000, atLeastSeconds: 300, atLeastRevisions: 10 };
const at = (seconds: number, revision: number): Mark => ({ at: seconds * 1_000, revision });

describe('the revision to compact to', () => {
  it.each<[string, Mark[], number, number]>([
    ['nothing while the store is young', [at(1_300, 50)], 60, 0],
    ['what is older than the time kept', [at(900, 50), at(1_000, 90)], 200, 50],
    ['what is further back than the revisions kept', [at(1_000, 500), at(1_150, 4_000)], 5_000, 4_000],
    ['nothing that is younger than the time guaranteed', [at(1_000, 500), at(1_250, 4_000)], 5_000, 500],
    ['nothing among the revisions guaranteed', [at(100, 95)], 100, 90],
    ['nothing in an empty store', [at(0, 0)], 0, 0],
  ])('is %s', (_, marks, current, target) => {
    expect(compactionTarget(policy, marks, current, 1_500_000)).toBe(target);
  });

  it('needs only the youngest mark that is old enough, and those after it', () => {
    const marks = [at(0, 1), at(800, 2), at(900, 3), at(1_000, 4)];
    expect(relevantMarks(policy, marks, 1_500_000)).toEqual(marks.slice(2));
    expect(relevantMarks(policy, marks, 100_000)).toEqual(marks);
  });
});
