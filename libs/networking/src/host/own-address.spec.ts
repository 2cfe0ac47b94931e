import type { NetworkInterfaceInfo } from 'node:os';
import { ownAddress } from './own-address.js';

const address = (text: string, internal = false): NetworkInterfaceInfo => ({ address: text, family: 'IPv4', internal, netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: `${text}/24` });

test('bridges of containers are not the host', () => {
  expect(ownAddress({ lo: [address('127.0.0.1', true)], docker0: [address('172.17.0.1')], 'kb-1a2b': [address('10.244.0.1')], eth0: [address('192.168.1.5')] })).toBe('192.168.1.5');
  expect(ownAddress({ lo: [address('127.0.0.1', true)] })).toBeUndefined();
});
