import { type Duplex, PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ExecOptions, RuntimeError, type StreamSession } from '../runtime.js';
import { type Engine } from './engine.js';
import { FrameSplitter } from './frames.js';
import { killInContainer } from './processes.js';

/** Pumps a hijacked connection into the session's outputs, with back-pressure; ends them with it. */
function pump(socket: Duplex, tty: boolean, stdout: PassThrough | undefined, stderr: PassThrough | undefined): Promise<void> {
  const splitter = new FrameSplitter();
  const give = (target: PassThrough | undefined, bytes: Buffer): void => {
    if (target === undefined || target.destroyed || target.write(bytes)) return;
    socket.pause();
    target.once('drain', () => socket.resume());
    target.once('close', () => socket.resume());
  };
  socket.on('data', (chunk: Buffer) => {
    if (tty) give(stdout, chunk);
    else for (const piece of splitter.push(chunk)) give(piece.stream === 'stderr' ? stderr : stdout, piece.bytes);
  });
  return new Promise((resolve) => {
    const over = (): void => { stdout?.end(); stderr?.end(); resolve(); };
    socket.once('end', over);
    socket.once('close', over);
    // A connection that breaks ends the session; its exit code says how the process fared.
    socket.on('error', over);
  });
}

interface Channels { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean; readonly tty: boolean }

function session(socket: Duplex, channels: Channels, rest: { resize(columns: number, rows: number): Promise<void>; exit(): Promise<number>; abandon(): void }): StreamSession {
  const stdout = channels.stdout || channels.tty ? new PassThrough() : undefined;
  const stderr = channels.stderr && !channels.tty ? new PassThrough() : undefined;
  let over = false;
  const exit = pump(socket, channels.tty, stdout, stderr).then(async () => {
    const code = await rest.exit();
    over = true;
    socket.destroy();
    return code;
  });
  // Callers that only stream never look at it; a lost engine must not end their process.
  exit.catch(() => undefined);
  return {
    ...(channels.stdin ? { stdin: socket } : {}), ...(stdout === undefined ? {} : { stdout }), ...(stderr === undefined ? {} : { stderr }),
    resize: rest.resize, exit,
    close: () => {
      if (!over) rest.abandon();
      socket.destroy();
    },
  };
}

/** Exit code of an exec whose stream ended; the engine notes it a moment later. */
async function execExit(engine: Engine, execId: string): Promise<number> {
  for (let wait = 2; ; wait = Math.min(wait * 2, 200)) {
    const info = await engine.call('inspect exec', (docker) => docker.getExec(execId).inspect());
    if (!info.Running && info.ExitCode !== null) return info.ExitCode;
    await sleep(wait);
  }
}

/** The process of an exec that was only just asked for may not have begun yet: looks again until it has, or is over. */
async function killExec(engine: Engine, execId: string, containerId: string): Promise<void> {
  for (let wait = 10; wait < 5_000; wait *= 2) {
    const info = await engine.call('inspect exec', (docker) => docker.getExec(execId).inspect());
    if (!info.Running && info.ExitCode !== null) return;
    if (info.Running && info.Pid > 0) return void await killInContainer(info.Pid, containerId);
    await sleep(wait);
  }
}

/** Runs a command beside a container's process. `close` kills it, as CRI engines do when the client goes. */
export async function exec(engine: Engine, id: string, options: ExecOptions): Promise<StreamSession> {
  if (options.command.length === 0) throw new RuntimeError('Failed', `exec in container ${id} needs a command`);
  const what = `exec in container ${id.slice(0, 12)}`;
  const { socket, execId } = await engine.call(what, async (docker) => {
    const created = await docker.getContainer(id).exec({
      AttachStdin: options.stdin, AttachStdout: options.stdout || options.tty, AttachStderr: options.stderr && !options.tty, Tty: options.tty, Cmd: [...options.command],
    });
    return { execId: created.id, socket: await created.start({ hijack: true, stdin: options.stdin, Tty: options.tty, Detach: false }) };
  });
  return session(socket, options, {
    resize: (w, h) => engine.call('resize exec', (docker) => docker.getExec(execId).resize({ w, h }) as Promise<void>),
    exit: () => execExit(engine, execId),
    abandon: () => void killExec(engine, execId, id).catch(() => undefined),
  });
}

/** Joins the streams of a container's own process. Ending `stdin` ends the container's when it has `stdinOnce`. */
export async function attach(engine: Engine, id: string, options: Omit<ExecOptions, 'command'>): Promise<StreamSession> {
  const { socket, tty } = await engine.call(`attach to container ${id.slice(0, 12)}`, async (docker) => {
    const container = docker.getContainer(id);
    const info = await container.inspect();
    if (!info.State.Running) throw new RuntimeError('Conflict', `cannot attach to container ${id.slice(0, 12)}: it is not running`);
    // What the process's streams are decides over the caller's wish.
    const wanted = { stdin: options.stdin && info.Config.OpenStdin, stdout: options.stdout, stderr: options.stderr };
    return { tty: info.Config.Tty, socket: await container.attach({ stream: true, hijack: true, ...wanted }) as unknown as Duplex };
  });
  return session(socket, { ...options, tty }, {
    resize: (w, h) => engine.call('resize container', (docker) => docker.getContainer(id).resize({ w, h }) as Promise<void>),
    exit: () => Promise.resolve(0),
    abandon: () => undefined,
  });
}
