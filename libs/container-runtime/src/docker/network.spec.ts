import type Docker from 'dockerode';
import { checkPodNetwork, networkDifferences, networkSpec, overlaps } from './network.js';

const network = { name: 'kubets-c-n', bridge: 'kt0', podCIDR: '10.244.1.0/24', gateway: '10.244.1.1', clusterCIDR: '10.244.0.0/16', serviceCIDR: '10.96.0.0/12' };
const owner = { cluster: 'c', node: 'n' };

test('a sound pod network passes', () => { expect(() => checkPodNetwork(network)).not.toThrow(); });

test.each([
  [{ bridge: 'kubets-bridge-16' }, 'has 16 characters'],
  [{ podCIDR: '10.245.0.0/24', gateway: '10.245.0.1' }, 'not inside the cluster CIDR 10.244.0.0/16'],
  [{ gateway: '10.244.2.1' }, 'gateway 10.244.2.1 is not inside'],
  [{ serviceCIDR: '10.0.0.0/8' }, 'overlaps the service CIDR 10.0.0.0/8'],
  [{ podCIDR: 'fd00::/64' }, '"fd00::/64" is not an IPv4 CIDR'],
])('%j is refused: %s', (change, message) => { expect(() => checkPodNetwork({ ...network, ...change })).toThrow(message); });

test('overlap is symmetric', () => {
  expect([overlaps('10.0.0.0/8', '10.244.1.0/24'), overlaps('10.244.1.0/24', '10.0.0.0/8'), overlaps('10.244.1.0/24', '10.244.2.0/24')]).toEqual([true, true, false]);
});

test('masquerading is off; routed access is asked for where engines would block it', () => {
  expect(networkSpec(network, owner, 20).Options).toEqual({
    'com.docker.network.bridge.name': 'kt0', 'com.docker.network.bridge.enable_ip_masquerade': 'false', 'com.docker.network.bridge.enable_icc': 'true',
  });
  expect(networkSpec({ ...network, mtu: 1450 }, owner, 28).Options).toMatchObject({
    'com.docker.network.bridge.gateway_mode_ipv4': 'nat-unprotected', 'com.docker.network.driver.mtu': '1450',
  });
});

test('differences of an existing network are named', () => {
  const wanted = networkSpec(network, owner, 20);
  const actual = (change: Partial<Docker.NetworkCreateOptions>): Docker.NetworkInspectInfo => ({ ...wanted, ...change, Id: '1', Created: '' }) as unknown as Docker.NetworkInspectInfo;
  expect(networkDifferences(actual({}), wanted)).toEqual([]);
  expect(networkDifferences(actual({ IPAM: { Driver: 'default', Config: [{ Subnet: '10.9.0.0/24', Gateway: '10.244.1.1' }] } }), wanted)).toEqual(['subnet is 10.9.0.0/24 instead of 10.244.1.0/24']);
  expect(networkDifferences(actual({ Options: {} }), wanted)).toHaveLength(3);
});
