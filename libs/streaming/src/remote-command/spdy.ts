import type { SpdyConnection } from '../spdy/connection.js';
import type { SpdyStream } from '../spdy/stream.js';
import { outcomeBytes } from './outcome.js';
import type { RemoteCommandProtocol } from './protocols.cfg.js';
import type { RemoteCommandOptions } from './server.js';
import { flushed, type RemoteChannels } from './session.js';

/** Values of the header `streamType`. */
type StreamType = 'error' | 'stdin' | 'stdout' | 'stderr' | 'resize';
const STREAM_TYPES: ReadonlySet<string> = new Set<StreamType>(['error', 'stdin', 'stdout', 'stderr', 'resize']);

/** The streams of one command as the client opens them. */
export class RemoteCommandStreams {
  readonly #streams = new Map<StreamType, SpdyStream>();
  readonly #needed: Set<StreamType>;
  #complete: () => void = () => undefined;
  readonly #whole = new Promise<void>((resolve) => { this.#complete = resolve; });

  constructor(private readonly options: RemoteCommandOptions) {
    const { stdin, stdout, stderr } = options;
    this.#needed = new Set(['error', ...(['stdin', 'stdout', 'stderr'] as const).filter((type) => ({ stdin, stdout, stderr })[type])] as const);
  }

  /** Throws for a stream that has no place here: of an unknown type, or the second of its type. */
  accept(stream: SpdyStream): void {
    const type = stream.headers.get('streamtype') ?? '';
    if (!STREAM_TYPES.has(type)) throw new Error(`unexpected stream type ${JSON.stringify(type)}; known are ${[...STREAM_TYPES].join(', ')}`);
    if (this.#streams.has(type as StreamType)) throw new Error(`there is a stream of type ${type} already`);
    this.#streams.set(type as StreamType, stream);
    this.#needed.delete(type as StreamType);
    if (!this.#needed.size) this.#complete();
  }

  /** Resolves when all are there. Throws when that takes too long, or the client hangs up. */
  async channels(connection: SpdyConnection, protocol: RemoteCommandProtocol, withinMs: number): Promise<RemoteChannels> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => { timer = setTimeout(resolve, withinMs, 'late'); });
    const how = await Promise.race([this.#whole, late, connection.closed.then(() => 'gone' as const)]);
    clearTimeout(timer);
    if (how) throw new Error(`the client ${how === 'late' ? `took more than ${withinMs} ms` : 'hung up before it had'} to open the streams ${[...this.#needed].join(', ')}`);
    return this.#channels(connection, protocol);
  }

  #channels(connection: SpdyConnection, protocol: RemoteCommandProtocol): RemoteChannels {
    const streams = Object.fromEntries(this.#streams) as Partial<Record<StreamType, SpdyStream>>;
    // The client sends nothing here, but its half-close must be read for a stream to end.
    for (const stream of [streams.error, streams.stdout, streams.stderr]) stream?.resume();
    const wanted = (type: 'stdin' | 'stdout' | 'stderr'): SpdyStream | undefined => (this.options[type] ? streams[type] : undefined);
    const [stdin, stdout, stderr] = [wanted('stdin'), wanted('stdout'), wanted('stderr')];
    return {
      ...(stdin ? { stdin } : {}), ...(stdout ? { stdout } : {}), ...(stderr ? { stderr } : {}), ...(streams.resize ? { resize: streams.resize } : {}),
      closed: connection.closed,
      report: async (outcome) => {
        await Promise.race([Promise.all([flushed(stdout), flushed(stderr)]), connection.closed]);
        streams.error?.end(outcomeBytes(outcome, protocol));
        for (const stream of [streams.error, streams.stdin, streams.resize]) await Promise.race([flushed(stream), connection.closed]);
        await connection.close();
      },
    };
  }
}
