import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiServer } from './assemble.js';
import { apiserverFlags, nodePortsOf } from './flags.js';
import { testPki } from './testing/server.js';

const folder = mkdtempSync(join(tmpdir(), 'apiserver-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function flags(...more: string[]) {
  const { pki } = await testPki();
  const argv = [
    '--store=memory:', '--bind-address=127.0.0.1', '--secure-port=0', `--tls-cert-file=${pki.apiserver.certFile}`, `--tls-private-key-file=${pki.apiserver.keyFile}`,
    `--client-ca-file=${pki.ca.certFile}`, `--service-account-signing-key-file=${pki.serviceAccount.keyFile}`, ...more,
  ];
  return (await apiserverFlags.parse(argv, {})).values;
}

it('starts and stops on a durable store', async () => {
  const server = await createApiServer(await flags(`--store=lmdb:${join(folder, 'store')}`));
  const stop = new AbortController();
  await server.start(stop.signal);
  stop.abort();
  await server.stop();
});

it.each([
  ['--store=nowhere', '--store: "nowhere" names no store engine'],
  ['--service-cluster-ip-range=10.0.0.0', '--service-cluster-ip-range: "10.0.0.0" is not an IPv4 range'],
  ['--service-node-port-range=1', '--service-node-port-range is "1", which is not a range of ports'],
  ['--tls-cert-file=/nothing/here', 'the file named by --tls-cert-file cannot be read'],
  ['--kubelet-client-key=/x', 'belong together'],
])('%s is told in one sentence', async (flag, message) => {
  await expect(flags(flag).then(createApiServer)).rejects.toMatchObject({ name: 'UserError', message: expect.stringContaining(message) });
});

it('tells a key that is not the certificate\'s', async () => {
  const { pki } = await testPki();
  await expect(flags(`--tls-private-key-file=${pki.clients.superAdmin.keyFile}`).then(createApiServer)).rejects.toThrow('is not that of the certificate in');
});

it.each(['30000-', 'x', '2-1', '0-9', '1-70000'])('node ports %j are refused', (text) => expect(() => nodePortsOf(text)).toThrow('which is not a range of ports'));
