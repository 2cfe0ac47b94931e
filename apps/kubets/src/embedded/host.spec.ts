import type { NetworkInterfaceInfo } from 'node:os';
import { ownAddress } from '@kubets/networking/host/own-address';
import { identityOf } from './identity.js';
import { podCidr } from './runtimes.js';

const at = (address: string, more: Partial<NetworkInterfaceInfo> = {}): NetworkInterfaceInfo =>
  ({ address, family: 'IPv4', internal: false, netmask: '', mac: '', cidr: null, ...more } as NetworkInterfaceInfo);

describe('the host of an embedded cluster', () => {
  it('takes its first own IPv4 address, never that of a container bridge', () => {
    expect(ownAddress({ lo: [at('127.0.0.1', { internal: true })], docker0: [at('172.17.0.1')], 'kb-12345678': [at('10.244.0.1')], eth0: [at('fd00::2', { family: 'IPv6' } as never), at('198.51.100.7')] })).toBe('198.51.100.7');
    expect(ownAddress({ lo: [at('127.0.0.1', { internal: true })] })).toBeUndefined();
  });

  it('names everything after the data folder, within the kernel\'s limits', () => {
    const one = identityOf('/tmp/a');
    expect(identityOf('/tmp/a/')).toEqual(one);
    expect(identityOf('/tmp/b').cluster).not.toBe(one.cluster);
    expect(one.bridge.length).toBeLessThanOrEqual(15);
  });

  it('gives the nth node the nth /24, and says when the range is full', () => {
    expect(podCidr('10.244.0.0/16', 0)).toBe('10.244.0.0/24');
    expect(podCidr('10.244.0.0/16', 255)).toBe('10.244.255.0/24');
    expect(() => podCidr('10.244.0.0/23', 2)).toThrow('--cluster-cidr 10.244.0.0/23 has room for 2 nodes');
  });
});
