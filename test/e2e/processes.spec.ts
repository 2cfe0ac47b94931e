import { demonstration } from './demonstration.js';
import { missingForContainers } from './harness/machine.js';
import { missingBuild, processCluster } from './harness/processes.js';

const missing = missingForContainers() ?? await missingBuild();
if (missing) describe('one process per component', () => { test.skip(`the demonstration on real containers: ${missing}`, () => undefined); });
else describe('one process per component', () => demonstration(processCluster, { leavesRunning: true }));
