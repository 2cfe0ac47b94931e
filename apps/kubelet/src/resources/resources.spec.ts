import { aContainer, aPod } from '../testing/pods.js';
import { linuxResources } from './linux-resources.js';
import { milliValue, quantityValue, wholeValue } from './quantity.js';
import { containerSecurity, nonRootViolation } from './security.js';

const GiB = 2 ** 30;
const only = (resources: object, more = {}) => { const app = aContainer('app', { resources }); return linuxResources(aPod({ spec: { containers: [app], ...more } }), app, 4 * GiB); };

describe('quantities', () => {
  it.each([['1', 1], ['500m', 0.5], ['1Ki', 1024], ['1.5Gi', 1.5 * GiB], ['2e3', 2000], ['1E', 1e18], ['100n', 1e-7], ['', 0]])('%s', (text, value) => expect(quantityValue(text)).toBeCloseTo(value));
  it('round up', () => expect([milliValue('100u'), milliValue('0.1'), wholeValue('1500m'), milliValue('2')]).toEqual([1, 100, 2, 2000]));
  it('that are none are refused', () => expect(() => quantityValue('1x')).toThrow('cannot be read'));
});

describe('resources of a container', () => {
  it('that asks for nothing', () => expect(only({})).toEqual({ cpuShares: 2, cpuQuota: 0, memoryLimit: 0, oomScoreAdj: 1000 }));
  it('that is guaranteed', () => expect(only({ requests: { cpu: '500m', memory: '1Gi' }, limits: { cpu: '500m', memory: '1Gi' } })).toEqual({ cpuShares: 512, cpuQuota: 50_000, memoryLimit: GiB, oomScoreAdj: -997 }));
  it('that is burstable', () => expect(only({ requests: { memory: '1Gi' } })).toMatchObject({ oomScoreAdj: 750 }));
  it('that asks for very little or for all', () => expect([only({ requests: { cpu: '1m' } }).oomScoreAdj, only({ requests: { memory: '4Gi' } }).oomScoreAdj]).toEqual([999, 3]));
  it('of a critical pod', () => expect(only({}, { priority: 2_000_000_000 }).oomScoreAdj).toBe(-997));
  it('has a quota of at least a millisecond', () => expect(only({ limits: { cpu: '1m' } }).cpuQuota).toBe(1000));
});

describe('security', () => {
  it('of a container wins over the pod\'s', () => {
    const app = aContainer('app', { securityContext: { runAsUser: 1, capabilities: { add: ['NET_ADMIN'], drop: ['ALL'] }, allowPrivilegeEscalation: false, readOnlyRootFilesystem: true } });
    expect(containerSecurity(aPod({ spec: { securityContext: { runAsUser: 5, runAsGroup: 6, fsGroup: 7, supplementalGroups: [8], seccompProfile: { type: 'RuntimeDefault' } } } }), app)).toEqual({
      privileged: false, user: '1:6', supplementalGroups: [8, 7], addCapabilities: ['NET_ADMIN'], dropCapabilities: ['ALL'], readOnlyRootFilesystem: true, noNewPrivileges: true, seccomp: 'runtime/default',
    });
  });
  const check = (securityContext: object, user = ''): string | undefined => nonRootViolation(aPod(), aContainer('app', { securityContext }), user);
  it('refuses root where it must not be', () => {
    expect(check({ runAsNonRoot: true })).toBe('container has runAsNonRoot and image will run as root (pod: "web_default(uid-1)", container: app)');
    expect(check({ runAsNonRoot: true, runAsUser: 0 })).toBe('container\'s runAsUser breaks non-root policy (pod: "web_default(uid-1)", container: app)');
    expect(check({ runAsNonRoot: true }, 'app')).toBe('container has runAsNonRoot and image has non-numeric user (app), cannot verify user is non-root (pod: "web_default(uid-1)", container: app)');
    expect([check({ runAsNonRoot: true }, '1000:1000'), check({ runAsNonRoot: true, runAsUser: 5 }), check({})]).toEqual([undefined, undefined, undefined]);
  });
});
