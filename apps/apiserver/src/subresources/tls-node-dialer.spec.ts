import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import type { Node } from '@kubets/api/core/v1/node';
import { testPki } from '../testing/server.js';
import { tlsNodeDialer } from './tls-node-dialer.js';

let server: tls.Server;
const seen: string[] = [];
beforeAll(async () => {
  const { pki } = await testPki();
  server = tls.createServer({ cert: pki.apiserver.cert, key: pki.apiserver.key, ca: pki.ca.cert, requestCert: true }, (socket) => {
    seen.push(String(socket.getPeerCertificate().subject.CN));
    socket.on('error', () => undefined);
    socket.end('hello');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
});
afterAll(() => new Promise((resolve) => { server.close(resolve); }));

const node = (address: string): Node => ({
  metadata: { name: 'n' }, status: { addresses: [{ type: 'InternalIP', address }], daemonEndpoints: { kubeletEndpoint: { Port: (server.address() as AddressInfo).port } } },
}) as Node;
const { signal } = new AbortController();

it('shows its certificate and checks the other', async () => {
  const { pki } = await testPki();
  const socket = await tlsNodeDialer({ certificate: pki.clients.superAdmin.cert, key: pki.clients.superAdmin.key, certificateAuthority: pki.ca.cert })(node('127.0.0.1'), signal);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  expect([Buffer.concat(chunks).toString(), seen.length]).toEqual(['hello', 1]);
});

it('refuses kubelets of another authority', async () => {
  const { pki } = await testPki();
  await expect(tlsNodeDialer({ certificateAuthority: pki.frontProxyCa.cert })(node('127.0.0.1'), signal)).rejects.toMatchObject({ code: 503 });
});

it('says when there is nowhere to go', async () => {
  await expect(tlsNodeDialer({})({ metadata: { name: 'n' }, status: {} } as Node, signal)).rejects.toMatchObject({ code: 503, message: 'node "n" reports no address to reach it at' });
});
