import type { Transport, TransportRequest, TransportResponse } from '@kubets/client/transport';
import type { ApiRequest, ApiResponse, Sink, UserInfo } from '../request/request.js';

/** A function call instead of a connection: the embedded components' way to the API server. The caller is trusted to be `user`. */
export function inProcessTransport(handle: (request: ApiRequest) => Promise<ApiResponse>, user: UserInfo, userAgent: string, server: string): Transport {
  const open = new Set<AbortController>();
  return {
    server,
    async request(asked: TransportRequest): Promise<TransportResponse> {
      const at = asked.path.indexOf('?');
      const gone = new AbortController();
      open.add(gone);
      const abort = (): void => gone.abort();
      if (asked.signal?.aborted) abort(); else asked.signal?.addEventListener('abort', abort, { once: true });
      const headers: Record<string, string> = { 'user-agent': userAgent };
      for (const [name, value] of Object.entries(asked.headers ?? {})) headers[name.toLowerCase()] = value;
      const body = asked.body === undefined ? Buffer.alloc(0) : Buffer.from(asked.body as Uint8Array);
      const response = await handle({
        method: asked.method, path: at < 0 ? asked.path : asked.path.slice(0, at), query: new URLSearchParams(at < 0 ? '' : asked.path.slice(at + 1)),
        headers, body: async () => body, signal: gone.signal, remoteAddress: '', user,
      });
      const finish = (): void => { open.delete(gone); asked.signal?.removeEventListener('abort', abort); };
      if (typeof response.body !== 'function') finish();
      const stream = (): AsyncIterable<Buffer> => streamOf(response, gone, finish);
      return {
        status: response.status, headers: response.headers, stream,
        bytes: async () => {
          if (typeof response.body !== 'function') return Buffer.from(response.body as string);
          const chunks: Buffer[] = [];
          for await (const chunk of stream()) chunks.push(chunk);
          return Buffer.concat(chunks);
        },
      };
    },
    close() { for (const each of open) each.abort(); },
  };
}

async function* streamOf(response: ApiResponse, gone: AbortController, finish: () => void): AsyncGenerator<Buffer> {
  if (typeof response.body !== 'function') { if (response.body !== 'taken') yield Buffer.from(response.body); return; }
  const queue = new QueueSink(gone.signal);
  try {
    response.body(queue);
    for (;;) {
      const chunk = queue.take();
      if (chunk) { yield chunk; continue; }
      if (queue.ended) return;
      if (queue.broken) throw new Error('the API server ended the connection before the answer was whole');
      await queue.wait();
      if (gone.signal.aborted) return;
    }
  } finally {
    queue.close();
    finish();
  }
}

class QueueSink implements Sink {
  #chunks: Buffer[] = [];
  #size = 0;
  #wake: (() => void) | undefined;
  #drain: (() => void)[] = [];
  #onClose: (() => void)[] = [];
  ended = false;
  broken = false;
  closed = false;

  constructor(signal: AbortSignal) { if (signal.aborted) this.close(); else signal.addEventListener('abort', () => this.close(), { once: true }); }

  get pending(): number { return this.#size; }
  write(chunk: Buffer | string): boolean {
    if (this.closed) return true;
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    this.#chunks.push(bytes);
    this.#size += bytes.length;
    this.#wake?.();
    return this.#size < 1024 * 1024;
  }
  take(): Buffer | undefined {
    if (!this.#chunks.length) return undefined;
    const all = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
    this.#chunks = [];
    this.#size = 0;
    for (const listener of this.#drain.splice(0)) queueMicrotask(listener);
    return all;
  }
  async wait(): Promise<void> {
    if (this.#chunks.length || this.ended || this.closed || this.broken) return;
    await new Promise<void>((resolve) => { this.#wake = resolve; });
    this.#wake = undefined;
  }
  end(): void { this.ended = true; this.#wake?.(); this.#closeListeners(); }
  destroy(): void { this.broken = true; this.close(); }
  onDrain(listener: () => void): void { this.#drain.push(listener); }
  onClose(listener: () => void): void { this.#onClose.push(listener); }
  close(): void { this.closed = true; this.#wake?.(); this.#closeListeners(); }
  #closeListeners(): void { for (const listener of this.#onClose.splice(0)) listener(); }
}
