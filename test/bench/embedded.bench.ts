/**
 * What the embedded cluster costs its user: seconds from start to a Ready node, memory at idle, and the time from a created pod to
 * its running container beside that of `docker run`. Starts real clusters in a temporary folder and removes every trace.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const BUNDLE = resolve(import.meta.dirname, '../../dist/kubets.mjs');
const IMAGE = 'busybox:1.36';
const dataDir = mkdtempSync(join(tmpdir(), 'kubets-bench-'));
const flags = ['--data-dir', dataDir, '--secure-port', '16443', '--cluster-cidr', '10.212.0.0/16', '--service-cidr', '10.213.0.0/16'];
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const show = (name: string, value: number, unit: string): void => console.log(`${name}: ${value.toFixed(unit === 's' ? 2 : unit.startsWith('%') ? 1 : 0)} ${unit}`);
const docker = (...args: string[]): string => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const haveDocker = ((): boolean => { try { docker('image', 'inspect', IMAGE); return true; } catch { return false; } })();

async function start(...more: string[]): Promise<{ child: ChildProcess; seconds: number }> {
  const began = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', BUNDLE, ...flags, ...more], { stdio: ['ignore', 'pipe', 'inherit'], env: { NODE_COMPILE_CACHE: join(dataDir, 'compile-cache'), ...process.env } });
  await new Promise<void>((ready, fail) => {
    let output = '';
    child.stdout!.on('data', (chunk: Buffer) => { output += chunk.toString(); if (output.includes('export KUBECONFIG=')) ready(); });
    child.on('exit', (code) => fail(new Error(`the cluster ended with ${code}: ${output}`)));
  });
  return { child, seconds: (performance.now() - began) / 1000 };
}

async function stop(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit');
  const gone = new Promise<void>((done) => { child.on('exit', () => done()); });
  child.kill('SIGINT');
  await gone;
}

const residentMB = (child: ChildProcess): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024;

/** Milliseconds from the POST of a pod to the start of its container, by the container's own record. */
async function podStart(name: string): Promise<number> {
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { terminationGracePeriodSeconds: 0, containers: [{ name: 'main', image: IMAGE, command: ['sleep', '3600'] }] } };
  const began = Date.now();
  await post('/api/v1/namespaces/default/pods', pod);
  for (;;) {
    const id = docker('ps', '-q', '--filter', `label=io.kubernetes.pod.name=${name}`, '--filter', 'label=io.kubernetes.container.name=main');
    if (id) return Date.parse(docker('inspect', '-f', '{{.State.StartedAt}}', id)) - began;
    await sleep(5);
  }
}

function post(path: string, body: object): Promise<void> {
  const pki = (file: string): Buffer => readFileSync(join(dataDir, 'pki', file));
  return new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port: 16443, method: 'POST', path, ca: pki('ca.crt'), cert: pki('super-admin.crt'), key: pki('super-admin.key'), headers: { 'content-type': 'application/json' } }, (answer) => {
      answer.resume();
      answer.on('end', () => (answer.statusCode === 201 ? done() : fail(new Error(`the pod was answered with ${answer.statusCode}`))));
    });
    asked.on('error', fail);
    asked.end(JSON.stringify(body));
  });
}

function dockerRun(): number {
  const began = Date.now();
  const id = docker('run', '-d', IMAGE, 'sleep', '3600');
  const took = Date.parse(docker('inspect', '-f', '{{.State.StartedAt}}', id)) - began;
  docker('rm', '-f', id);
  return took;
}

try {
  await stop((await start()).child);
  const starts: number[] = [];
  for (let i = 0; i < 5; i++) { const { child, seconds } = await start(); starts.push(seconds); await stop(child); }
  show(`embedded start to ready node, second start, median of 5 (${haveDocker ? 'docker' : 'simulated'})`, median(starts), 's');
  const { child } = await start();
  await sleep(20_000);
  const cpuBefore = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
  await sleep(10_000);
  const cpuAfter = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(' ');
  show('embedded idle resident memory', residentMB(child), 'MB');
  show('embedded idle CPU', (Number(cpuAfter[13]) + Number(cpuAfter[14]) - Number(cpuBefore[13]) - Number(cpuBefore[14])) / 10, '% of a core');
  if (haveDocker) {
    const pods: number[] = [];
    const plain: number[] = [];
    await podStart('warm');
    for (let i = 0; i < 7; i++) { pods.push(await podStart(`bench-${i}`)); plain.push(dockerRun()); }
    show('pod posted to container started, median of 7', median(pods), 'ms');
    show('docker run begins to container started, median of 7', median(plain), 'ms');
    show('difference', median(pods) - median(plain), 'ms');
  }
  await stop(child);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
