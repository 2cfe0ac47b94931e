import type { TestCluster } from './harness/cluster.js';
import { embeddedCluster } from './harness/embedded.js';
import { missingKubectl } from './harness/machine.js';
import { SECTIONS } from './kubectl/sections.cfg.js';
import { Session } from './kubectl/session.js';

// Every command of kubectl against a cluster whose nodes are simulated: needs no container engine and no rights.
describe('kubectl', () => {
  let cluster: TestCluster;
  beforeAll(async () => { cluster = await embeddedCluster(['--runtime', 'simulated', '--nodes', '2']); }, 120_000);
  afterAll(() => cluster?.destroy(), 60_000);

  describe.each(['kubectl', 'kubectl-1.36'])('%s', (program) => {
    const missing = missingKubectl(program);
    if (missing) { test.skip(`every command: ${missing}`, () => undefined); return; }
    let session: Session;
    beforeAll(async () => {
      session = new Session(cluster.kubeconfig, program, program === 'kubectl' ? 'older' : 'newer');
      await session.kubectl.run('create', 'namespace', session.name);
    });
    for (const [name, section] of SECTIONS) describe(name, () => section(() => session));
  });
});
