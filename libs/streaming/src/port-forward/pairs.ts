import type { SpdyStream } from '../spdy/stream.js';

export interface StreamPair { readonly port: number; readonly data: SpdyStream; readonly error: SpdyStream }

/** A 16-bit port number other than 0. Throws otherwise. */
export function parsePort(text: string | undefined): number {
  const port = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
  if (port < 1 || port > 65535) throw new Error(`unable to parse ${JSON.stringify(text ?? '')} as a port: a number from 1 to 65535 is needed`);
  return port;
}

/** Brings together the data and the error stream of each forwarded connection. */
export class StreamPairs {
  readonly #open = new Map<string, { data?: SpdyStream; error?: SpdyStream; timer: NodeJS.Timeout }>();

  constructor(private readonly withinMs: number) {}

  /** Throws when the headers `port` and `streamType` are not what a forwarded connection needs. */
  check(stream: SpdyStream): void {
    parsePort(stream.headers.get('port'));
    const type = stream.headers.get('streamtype');
    if (type !== 'data' && type !== 'error') throw new Error(`invalid stream type ${JSON.stringify(type ?? '')}: it must be data or error`);
    if (this.#open.get(requestId(stream))?.[type]) throw new Error(`request ${requestId(stream)} has a stream of type ${type} already`);
  }

  /** @returns the pair that this stream, which passed {@link check}, completes */
  add(stream: SpdyStream): StreamPair | undefined {
    const id = requestId(stream);
    const pair = this.#open.get(id) ?? { timer: setTimeout(() => this.#expire(id), this.withinMs).unref() };
    this.#open.set(id, pair);
    pair[stream.headers.get('streamtype') as 'data' | 'error'] = stream;
    const { data, error } = pair;
    if (!data || !error) return undefined;
    clearTimeout(pair.timer);
    this.#open.delete(id);
    return { port: parsePort(data.headers.get('port')), data, error };
  }

  close(): void {
    for (const { timer } of this.#open.values()) clearTimeout(timer);
    this.#open.clear();
  }

  #expire(id: string): void {
    const pair = this.#open.get(id);
    this.#open.delete(id);
    pair?.error?.end(`request ${id}: timed out waiting for its second stream`);
    pair?.data?.destroy();
  }
}

/** Clients before Kubernetes 1.2 send no id: theirs are the error stream and the data stream opened right after it. */
const requestId = (stream: SpdyStream): string => stream.headers.get('requestid') || `#${stream.headers.get('streamtype') === 'data' ? stream.id - 2 : stream.id}`;
