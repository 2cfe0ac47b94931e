import type { Duplex, Readable, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Outcome } from './outcome.js';
import { readSizes } from './resize.js';

/** A command under way, or a container attached to. With a terminal everything arrives on `stdout`. */
export interface RemoteSession {
  readonly stdin?: NodeJS.WritableStream;
  readonly stdout?: NodeJS.ReadableStream;
  readonly stderr?: NodeJS.ReadableStream;
  resize(columns: number, rows: number): Promise<void>;
  /** Exit code. Rejects when the command could not be followed to its end. */
  readonly exit: Promise<number>;
  /** Lets go of the command: the client is gone, or has been told the outcome. */
  close(): void;
}

/** The client's end, whatever the protocol. */
export interface RemoteChannels {
  readonly stdin?: Readable;
  readonly stdout?: Writable;
  readonly stderr?: Writable;
  readonly resize?: Readable;
  /** Tells the outcome, after all output, and ends the connection in good order. Resolves when it is gone. */
  report(outcome: Outcome): Promise<void>;
  /** Resolves when the connection is gone, for whatever reason. */
  readonly closed: Promise<void>;
}

/** Joins a command and a client until the one has ended and told so, or the other is gone. Never rejects. */
export async function runSession(session: RemoteSession, channels: RemoteChannels): Promise<void> {
  const output = Promise.all([copyOutput(session.stdout, channels.stdout), copyOutput(session.stderr, channels.stderr)]);
  feed(channels.stdin, session.stdin);
  if (channels.resize) readSizes(channels.resize, (size) => void session.resize(size.columns, size.rows).catch(() => undefined));
  const ended: Promise<Outcome> = session.exit.then((exitCode) => ({ exitCode }), (error: unknown) => ({ error }));
  const outcome = await Promise.race([Promise.all([ended, output]).then(([how]) => how), channels.closed]);
  for (const stream of [session.stdout, session.stderr] as (Readable | undefined)[]) stream?.unpipe();
  // What the client still types is for nobody; reading it keeps the rest of the connection going.
  channels.stdin?.unpipe();
  channels.stdin?.resume();
  session.close();
  if (outcome) await channels.report(outcome);
}

/** Resolves when the source has no more, even when it broke: the exit code says the rest. */
async function copyOutput(source: NodeJS.ReadableStream | undefined, sink: Writable | undefined): Promise<void> {
  if (!source) return;
  if (sink) source.pipe(sink, { end: false });
  else source.resume();
  await finished(source as Duplex, { writable: false }).catch(() => undefined);
}

/** A command that does not read its input any more is no error. */
function feed(source: Readable | undefined, sink: NodeJS.WritableStream | undefined): void {
  if (!source) return;
  if (!sink) { source.resume(); return; }
  const stop = (): void => { source.unpipe(sink); source.resume(); };
  sink.on('error', stop);
  sink.on('close', stop);
  source.pipe(sink);
}

/** Ends a stream to the client and resolves when everything is on its way, or can no longer be. */
export async function flushed(sink: Writable | undefined): Promise<void> {
  if (!sink) return;
  sink.end();
  await finished(sink, { readable: false }).catch(() => undefined);
}
