import { PassThrough } from 'node:stream';
import { Registry } from 'prom-client';
import { badRequest } from '@kubets/apimachinery/errors/status';
import type { PodStatus } from '@kubets/api/core/v1/pod-status';
import type { ContainerRuntime, LogLine } from '@kubets/container-runtime/runtime';
import { logBytes, logContainerId } from './logs.js';
import type { NodeApi } from './node-api.js';
import { parsePath } from './paths.js';
import { handleUpgrade, execOptions } from './upgrade.js';
import { handleRequest } from './requests.js';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';

const status = (state: object, lastState: object = {}, containerID?: string): PodStatus =>
  ({ containerStatuses: [{ name: 'app', state, lastState, ready: false, restartCount: 0, image: '', imageID: '', ...(containerID ? { containerID } : {}) }] }) as PodStatus;

describe('logs', () => {
  it('are of the run that is meant', () => {
    expect(logContainerId('web', 'app', status({ running: {} }, {}, 'docker://now'), false)).toBe('now');
    expect(logContainerId('web', 'app', status({ running: {} }, { terminated: { exitCode: 1, containerID: 'docker://before' } }, 'docker://now'), true)).toBe('before');
    expect(logContainerId('web', 'app', status({ terminated: { exitCode: 0, containerID: 'docker://done' } }), false)).toBe('done');
    expect(logContainerId('web', 'app', status({ waiting: { reason: 'CrashLoopBackOff' } }, { terminated: { exitCode: 1, containerID: 'docker://before' } }), false)).toBe('before');
  });
  it.each([
    [status({ waiting: { reason: 'ContainerCreating' } }), false, 'container "app" in pod "web" is waiting to start: ContainerCreating'],
    [status({ waiting: { reason: 'ErrImagePull' } }), false, 'container "app" in pod "web" is waiting to start: image can\'t be pulled'],
    [status({ waiting: { reason: 'ImagePullBackOff' } }), false, 'container "app" in pod "web" is waiting to start: trying and failing to pull image'],
    [status({ running: {} }, {}, 'docker://x'), true, 'previous terminated container "app" in pod "web" not found'],
    [{} as PodStatus, false, 'container "app" in pod "web" is not available'],
  ])('that do not exist are refused (%#)', (of, previous, message) => expect(() => logContainerId('web', 'app', of, previous)).toThrow(expect.objectContaining({ message, code: 400 })));
  it('are cut and stamped as asked', async () => {
    const lines: LogLine[] = ['one\n', 'two\n'].map((text, at) => ({ stream: at ? 'stderr' : 'stdout', timestamp: '2026-01-01T00:00:00.000000001Z', bytes: Buffer.from(text) }));
    const runtime = { async* logs() { yield* lines; } } as unknown as ContainerRuntime;
    const text = async (options: object): Promise<string> => { const parts: Buffer[] = []; for await (const b of logBytes(runtime, 'x', options, 0)) parts.push(b); return Buffer.concat(parts).toString(); };
    expect(await text({})).toBe('one\ntwo\n');
    expect(await text({ limitBytes: 5 })).toBe('one\nt');
    expect(await text({ stream: 'Stderr', timestamps: true })).toBe('2026-01-01T00:00:00.000000001Z two\n');
  });
});

const api = {
  containerLogs: async (namespace: string, pod: string, container: string) => {
    if (pod === 'no') throw badRequest(`container "${container}" in pod "no" is waiting to start: ContainerCreating`);
    return (async function* () { yield Buffer.from(`${namespace}/${pod}/${container}`); })();
  },
  runningPods: () => [], statsSummary: async () => ({ node: {}, pods: [] }),
} as unknown as NodeApi;

describe('requests', () => {
  const server = createServer((incoming, response) => void handleRequest(api, new Registry(), incoming, response));
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  afterAll(() => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }));
  const fetchText = (path: string): Promise<{ code: number; text: string }> => new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port: (server.address() as AddressInfo).port, path }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => { text += chunk.toString(); });
      response.on('end', () => resolve({ code: response.statusCode ?? 0, text }));
    }).on('error', reject);
  });
  it('are answered by path', async () => {
    expect(await fetchText('/healthz')).toEqual({ code: 200, text: 'ok' });
    expect(await fetchText('/containerLogs/ns/web/app?follow=true')).toEqual({ code: 200, text: 'ns/web/app' });
    expect((await fetchText('/pods')).text).toContain('"PodList"');
    expect((await fetchText('/nothing')).code).toBe(404);
  });
  it('fail with a Status', async () => {
    const { code, text } = await fetchText('/containerLogs/ns/no/app');
    expect(code).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ kind: 'Status', reason: 'BadRequest', message: 'container "app" in pod "no" is waiting to start: ContainerCreating' });
  });
});

describe('upgrades', () => {
  it('know their paths', () => {
    expect(parsePath('/exec/ns/web/app?command=ls&command=-l&input=1&tty=1')).toMatchObject({ operation: 'exec', namespace: 'ns', pod: 'web', container: 'app' });
    expect(parsePath('/attach/ns/web/uid-1/app')).toMatchObject({ operation: 'attach', container: 'app' });
    expect(parsePath('/portForward/ns/web')).toMatchObject({ operation: 'portForward', container: '' });
    expect(() => parsePath('/exec/ns')).toThrow('could not find the requested resource');
    expect(execOptions(new URLSearchParams('command=ls&command=-l&stdin=true&stdout=true&stderr=true&tty=true'))).toEqual({ command: ['ls', '-l'], stdin: true, stdout: true, stderr: false, tty: true });
  });
  it('are refused in words when they lead nowhere', async () => {
    const socket = new PassThrough();
    await handleUpgrade(api, undefined, { url: '/exec/ns/web/app' } as never, socket, Buffer.alloc(0));
    expect(socket.read().toString()).toContain('HTTP/1.1 400 BadRequest');
  });
});
