import { demonstration } from './demonstration.js';
import { embeddedCluster } from './harness/embedded.js';
import { missingForContainers } from './harness/machine.js';

const missing = missingForContainers();
if (missing) describe('embedded cluster', () => { test.skip(`the demonstration on real containers: ${missing}`, () => undefined); });
else describe('embedded cluster', () => demonstration(() => embeddedCluster(['--runtime', 'docker'])));
