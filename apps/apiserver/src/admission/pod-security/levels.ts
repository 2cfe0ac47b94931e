import { BASELINE_ALWAYS, BASELINE_ONLY, type Check } from './baseline.js';
import type { Subject } from './containers.js';
import { RESTRICTED } from './restricted.js';

export const LEVELS = ['privileged', 'baseline', 'restricted'] as const;
export type Level = (typeof LEVELS)[number];

/** The three levels of the Pod Security Standards. */
const CHECKS: Readonly<Record<Level, readonly Check[]>> = {
  privileged: [],
  baseline: [BASELINE_ALWAYS[0]!, BASELINE_ONLY[0]!, BASELINE_ALWAYS[1]!, BASELINE_ONLY[1]!, ...BASELINE_ALWAYS.slice(2, 7), BASELINE_ONLY[2]!, ...BASELINE_ALWAYS.slice(7)],
  restricted: [...BASELINE_ALWAYS, ...RESTRICTED],
};

/** What a pod does that its level does not allow, in upstream's words; `undefined` when it complies. */
export function violationOf(level: Level, pod: Subject): string | undefined {
  const found = CHECKS[level].flatMap((check) => check(pod));
  return found.length ? found.join(', ') : undefined;
}
