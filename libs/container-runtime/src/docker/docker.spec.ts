import { jest } from '@jest/globals';
import { describeRuntime } from '../contract/runtime-contract.js';
import { probeDocker } from './probe.js';
import { dockerUnderTest } from './testing.js';

const engine = await probeDocker();
jest.setTimeout(60_000);

if (engine.ok) describeRuntime(`docker ${engine.version}`, { processes: true }, dockerUnderTest);
else describe.skip('container runtime docker', () => { test(`skipped: no Docker engine (${engine.message})`, () => undefined); });
