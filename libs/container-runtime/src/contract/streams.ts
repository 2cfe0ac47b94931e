import { type Duplex } from 'node:stream';
import { ExecTimeoutError } from '../runtime.js';
import { eventually, exited, readAll, runPod } from './fixtures.js';
import type { Subject } from './runtime-contract.js';

const piped = { stdin: true, stdout: true, stderr: true, tty: false };
const terminal = { stdin: true, stdout: true, stderr: false, tty: true };

async function ask(stream: Duplex, question: string): Promise<string> {
  stream.end(question);
  return readAll(stream);
}

/** exec, attach and port-forward. */
export function describeStreams(subject: Subject): void {
  describe('streams', () => {
    let sandboxId = '';
    let id = '';
    beforeAll(async () => {
      ({ sandboxId, id } = await runPod(subject().runtime, ['sh', '-c', 'head -c 300000 /dev/zero | tr "\\0" y > /tmp/big; httpd -p 127.0.0.1:9090 -h /tmp; nc -ll -p 8080 -e cat & sleep 1000']));
    }, 30_000);
    afterAll(() => subject().runtime.removePodSandbox(sandboxId));

    test('execSync gives exit code and output', async () => {
      const { runtime } = subject();
      const result = await runtime.execSync(id, ['sh', '-c', 'echo out; echo err >&2; exit 3'], 10);
      expect(result.exitCode).toBe(3);
      expect(result.output.toString().split('\n').sort()).toEqual(['', 'err', 'out']);
    });

    test('execSync bounds its output, and reads all of it', async () => {
      const { exitCode, output } = await subject().runtime.execSync(id, ['sh', '-c', 'head -c 3000000 /dev/zero; exit 5'], 20);
      expect(exitCode).toBe(5);
      expect(output.length).toBe(16 * 1024);
    });

    test('execSync ends what takes too long, with its children', async () => {
      const { runtime } = subject();
      await expect(runtime.execSync(id, ['sh', '-c', 'sleep 4321; true'], 1)).rejects.toBeInstanceOf(ExecTimeoutError);
      await eventually(async () => (await runtime.execSync(id, ['ps'], 10)).output.toString(), (text) => !text.includes('sleep 4321'));
    });

    test('exec: input, both outputs, end of input, exit code', async () => {
      const session = await subject().runtime.exec(id, { ...piped, command: ['sh', '-c', 'cat; echo done >&2; exit 9'] });
      const outputs = Promise.all([readAll(session.stdout), readAll(session.stderr)]);
      session.stdin?.write('one\n');
      session.stdin?.end('two\n');
      expect(await outputs).toEqual(['one\ntwo\n', 'done\n']);
      expect(await session.exit).toBe(9);
    });

    test('exec carries large binary data both ways unchanged', async () => {
      const session = await subject().runtime.exec(id, { ...piped, command: ['cat'] });
      const sent = Buffer.alloc(2_000_000, Buffer.from([0, 1, 2, 255, 13, 10, 254, 7]));
      const chunks: Buffer[] = [];
      const reading = (async () => { for await (const chunk of session.stdout ?? []) chunks.push(chunk as Buffer); })();
      session.stdin?.end(sent);
      await reading;
      expect(Buffer.concat(chunks).equals(sent)).toBe(true);
      expect(await session.exit).toBe(0);
    });

    test('exec on a terminal is raw, and takes its size', async () => {
      const session = await subject().runtime.exec(id, { ...terminal, command: ['sh', '-c', 'read x; stty size; exit 4'] });
      expect(session.stderr).toBeUndefined();
      await session.resize(123, 45);
      const text = readAll(session.stdout);
      session.stdin?.write('go\n');
      expect(await text).toContain('45 123\r\n');
      expect(await session.exit).toBe(4);
    });

    test('closing an exec kills its process', async () => {
      const { runtime } = subject();
      const session = await runtime.exec(id, { ...piped, command: ['sleep', '5432'] });
      session.close();
      await eventually(async () => (await runtime.execSync(id, ['ps'], 10)).output.toString(), (text) => !text.includes('sleep 5432'));
    });

    test('exec of a missing program says so', async () => {
      const session = await subject().runtime.exec(id, { ...piped, stdin: false, command: ['no-such-program'] });
      const [out, err] = await Promise.all([readAll(session.stdout), readAll(session.stderr)]);
      expect(out + err).toContain('no-such-program');
      expect([126, 127]).toContain(await session.exit);
    });

    test('exec in what does not run is a conflict', async () => {
      const { runtime } = subject();
      const over = await runPod(runtime, ['true']);
      await exited(runtime, over.id);
      await expect(runtime.exec(over.id, { ...piped, command: ['true'] })).rejects.toMatchObject({ name: 'RuntimeError', code: 'Conflict' });
      await expect(runtime.attach(over.id, piped)).rejects.toMatchObject({ name: 'RuntimeError', code: 'Conflict' });
      await runtime.removePodSandbox(over.sandboxId);
    });

    test('attach: input until its end, both outputs', async () => {
      const { runtime } = subject();
      const pod = await runPod(runtime, ['sh', '-c', 'cat; echo end >&2; exit 6'], { stdin: true, stdinOnce: true });
      const session = await runtime.attach(pod.id, piped);
      const outputs = Promise.all([readAll(session.stdout), readAll(session.stderr)]);
      session.stdin?.end('hello\n');
      expect(await outputs).toEqual(['hello\n', 'end\n']);
      expect(await session.exit).toBe(0);
      expect(await exited(runtime, pod.id)).toMatchObject({ exitCode: 6 });
      await runtime.removePodSandbox(pod.sandboxId);
    });

    test('attach to a terminal', async () => {
      const { runtime } = subject();
      const pod = await runPod(runtime, ['sh', '-c', 'read x; stty size; echo got $x'], { stdin: true, tty: true });
      const session = await runtime.attach(pod.id, terminal);
      await session.resize(99, 33);
      const text = readAll(session.stdout);
      session.stdin?.write('it\n');
      expect(await text).toMatch(/33 99\r\ngot it\r\n$/);
      await runtime.removePodSandbox(pod.sandboxId);
    });

    const forward = (port: number): Promise<Duplex> =>
      eventually(() => subject().runtime.portForward(sandboxId, port).catch(() => undefined), (found) => found !== undefined) as Promise<Duplex>;

    test('port-forward to a port on all addresses: both ways, each with its own end', async () => {
      const body = 'x'.repeat(300_000);
      expect(await ask(await forward(8080), body)).toBe(body);
    });

    test('port-forward to a port on loopback only', async () => {
      const stream = await forward(9090);
      stream.write('GET /big HTTP/1.0\r\n\r\n');
      const answer = await readAll(stream);
      expect(answer).toMatch(/^HTTP\/1\.\d 200 /);
      expect(answer.split('\r\n\r\n')[1]).toBe('y'.repeat(300_000));
      stream.destroy();
    });

    test('port-forward to a port without a listener says why', async () => {
      await expect(subject().runtime.portForward(sandboxId, 7777)).rejects.toThrow(/port 7777.*ECONNREFUSED/);
      await expect(subject().runtime.portForward(sandboxId, 70_000)).rejects.toThrow('70000');
    });
  });
}
