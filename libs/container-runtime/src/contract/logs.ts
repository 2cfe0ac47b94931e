import type { ContainerConfig } from '../runtime.js';
import { exited, readLog, runPod, textOf } from './fixtures.js';
import type { Subject } from './runtime-contract.js';

const nanoseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/;

/** Logs of containers, with and without terminals. */
export function describeLogs(subject: Subject): void {
  const finished = async (script: string, overrides: Partial<ContainerConfig> = {}): Promise<{ sandboxId: string; id: string }> => {
    const pod = await runPod(subject().runtime, ['sh', '-c', script], overrides);
    await exited(subject().runtime, pod.id);
    return pod;
  };

  describe('logs', () => {
    test('streams apart, timestamps with nanoseconds, a last line without newline', async () => {
      const { runtime } = subject();
      const { sandboxId, id } = await finished('echo one; echo two >&2; printf three');
      const lines = await readLog(runtime.logs(id, { follow: false }));
      expect(textOf(lines, 'stdout')).toBe('one\nthree');
      expect(textOf(lines, 'stderr')).toBe('two\n');
      for (const line of lines) expect(line.timestamp).toMatch(nanoseconds);
      await runtime.removePodSandbox(sandboxId);
    });

    test('tail and since', async () => {
      const { runtime } = subject();
      const { sandboxId, id } = await finished('for i in 1 2 3 4 5; do echo $i; done; sleep 1.1; echo 6');
      expect(textOf(await readLog(runtime.logs(id, { follow: false, tailLines: 2 })))).toBe('5\n6\n');
      expect(textOf(await readLog(runtime.logs(id, { follow: false, tailLines: 0 })))).toBe('');
      const last = (await readLog(runtime.logs(id, { follow: false }))).at(-1);
      expect(textOf(await readLog(runtime.logs(id, { follow: false, since: Date.parse(last?.timestamp ?? '') })))).toBe('6\n');
      await runtime.removePodSandbox(sandboxId);
    });

    test.each([[false], [true]])('lines longer than a piece come back whole (tty: %s)', async (tty) => {
      const { runtime } = subject();
      const { sandboxId, id } = await finished('head -c 40000 /dev/zero | tr "\\0" x; echo; echo short', { tty });
      const lines = await readLog(runtime.logs(id, { follow: false }));
      const eol = tty ? '\r\n' : '\n';
      expect(textOf(lines)).toBe(`${'x'.repeat(40_000)}${eol}short${eol}`);
      for (const line of lines) expect(line.timestamp).toMatch(nanoseconds);
      await runtime.removePodSandbox(sandboxId);
    });

    test('large output is complete and in order', async () => {
      const { runtime } = subject();
      const { sandboxId, id } = await finished('seq 1 60000');
      const lines = await readLog(runtime.logs(id, { follow: false }));
      expect(lines.length).toBe(60_000);
      expect(lines.every((line, index) => line.bytes.toString() === `${index + 1}\n`)).toBe(true);
      await runtime.removePodSandbox(sandboxId);
    });

    test('following shows what comes, and ends with the container', async () => {
      const { runtime } = subject();
      const { sandboxId, id } = await runPod(runtime, ['sh', '-c', 'echo a; sleep 0.5; echo b; sleep 0.5; echo c']);
      const lines = await readLog(runtime.logs(id, { follow: true }));
      expect(textOf(lines)).toBe('a\nb\nc\n');
      await runtime.removePodSandbox(sandboxId);
    });

    test('following ends with its signal', async () => {
      const { runtime } = subject();
      const { sandboxId, id } = await runPod(runtime, ['sh', '-c', 'echo here; sleep 1000']);
      const abort = new AbortController();
      const seen: string[] = [];
      for await (const line of runtime.logs(id, { follow: true, signal: abort.signal })) { seen.push(line.bytes.toString()); abort.abort(); }
      expect(seen).toEqual(['here\n']);
      await runtime.removePodSandbox(sandboxId);
    });

    test('logs of an unknown container are NotFound', async () => {
      await expect(readLog(subject().runtime.logs('e'.repeat(64), { follow: false }))).rejects.toMatchObject({ name: 'RuntimeError', code: 'NotFound' });
    });
  });
}
