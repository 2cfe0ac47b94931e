import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../command/run.js';
import { Conntrack } from './conntrack.js';
import { enableForwarding } from './forwarding.js';
import { enableHairpin } from './hairpin.js';
import { Routes } from './routes.js';
import { setSysctl, sysctlPath } from './sysctl.js';

const failing = (code: string) => async (): Promise<never> => { throw Object.assign(new Error(code), { code }); };

test('a kernel parameter is written only when it differs', async () => {
  const written: string[] = [];
  const files = { read: async () => '1\n', write: async (path: string, value: string) => { written.push(`${path}=${value}`); } };
  expect(await setSysctl('net.ipv4.ip_forward', '1', files)).toMatchObject({ ok: true, already: true });
  expect(await setSysctl('net.ipv4.ip_forward', '0', files)).toMatchObject({ ok: true, already: false });
  expect(written).toEqual(['/proc/sys/net/ipv4/ip_forward=0']);
  expect(sysctlPath('net/ipv4/conf/eth0.5/rp_filter')).toBe('/proc/sys/net/ipv4/conf/eth0.5/rp_filter');
});

test('a refused kernel parameter says what to run', async () => {
  const outcome = await setSysctl('net.ipv4.ip_forward', '1', { read: async () => '0', write: failing('EACCES') });
  expect(outcome).toMatchObject({ ok: false, message: expect.stringContaining('sysctl -w net.ipv4.ip_forward=1') });
});

test('forwarding loads the bridge filter and sets what each family needs', async () => {
  const ran: string[] = [];
  const set: string[] = [];
  const outcomes = await enableForwarding([4, 6], {
    exists: async () => false,
    run: async (command) => { ran.push(command.join(' ')); return { code: 1, stdout: '', stderr: 'modprobe: not permitted' }; },
    sysctl: async (name, value) => { set.push(`${name}=${value}`); return { what: name, ok: true, already: false, message: '' }; },
  });
  expect(ran).toEqual(['modprobe br_netfilter']);
  expect(set).toEqual(['net.ipv4.ip_forward=1', 'net.bridge.bridge-nf-call-iptables=1', 'net.ipv6.conf.all.forwarding=1', 'net.bridge.bridge-nf-call-ip6tables=1']);
  expect(outcomes[0]).toMatchObject({ ok: false, message: expect.stringContaining('run "modprobe br_netfilter" as root') });
});

test('guard routes: the pod range is unreachable, the service range goes to lo', async () => {
  const ran: string[] = [];
  const runner: Run = async (command) => { ran.push(command.join(' ')); if (command.includes('del')) throw new Error('RTNETLINK answers: No such process'); return ''; };
  const routes = new Routes(runner);
  const guards = [{ kind: 'unreachable', range: '10.244.0.0/16' }, { kind: 'loopback', range: 'fd00:96::/112' }] as const;
  await routes.guard(guards);
  await routes.unguard(guards);
  expect(ran).toEqual([
    'ip -4 route replace unreachable 10.244.0.0/16 proto 114 metric 40960', 'ip -6 route replace fd00:96::/112 dev lo proto 114 metric 40960',
    'ip -4 route del unreachable 10.244.0.0/16 proto 114 metric 40960', 'ip -6 route del fd00:96::/112 dev lo proto 114 metric 40960',
  ]);
});

test('hairpin mode is set on every port of the bridge', async () => {
  const sys = await mkdtemp(join(tmpdir(), 'hairpin-'));
  try {
    await mkdir(join(sys, 'br0/brif/veth1'), { recursive: true });
    await writeFile(join(sys, 'br0/brif/veth1/hairpin_mode'), '0');
    expect(await enableHairpin('br0', sys)).toMatchObject({ ok: true });
    expect(await readFile(join(sys, 'br0/brif/veth1/hairpin_mode'), 'utf8')).toBe('1');
    expect(await enableHairpin('br1', sys)).toMatchObject({ ok: false, message: expect.stringContaining('no such bridge') });
  } finally { await rm(sys, { recursive: true }); }
});

test('flows are forgotten by address, port and backend; a missing program is asked for once', async () => {
  const ran: string[] = [];
  const conntrack = new Conntrack(async (command) => { ran.push(command.join(' ')); return { code: 127, stdout: '', stderr: '' }; });
  expect(await conntrack.forget({ protocol: 'udp', address: '10.96.0.10', port: 53, backend: '10.244.0.2', family: 4 })).toBe(false);
  expect(await conntrack.forget({ protocol: 'udp', port: 30053, family: 4 })).toBe(false);
  expect(ran).toEqual(['conntrack -D -f ipv4 -p udp --orig-dst 10.96.0.10 --orig-port-dst 53 --reply-src 10.244.0.2']);
});
