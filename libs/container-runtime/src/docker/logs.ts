import type { Readable } from 'node:stream';
import { type LogLine, type LogOptions } from '../runtime.js';
import { type Engine, engineError } from './engine.js';
import { framedLogs, ttyLogs } from './log-frames.js';

const query = (options: LogOptions): Record<string, string> => ({
  stdout: '1', stderr: '1', timestamps: '1',
  ...(options.follow ? { follow: '1' } : {}),
  ...(options.tailLines === undefined ? {} : { tail: String(options.tailLines) }),
  ...(options.since === undefined ? {} : { since: (options.since / 1000).toFixed(3) }),
});

/** Always as a stream: dockerode would gather logs that are not followed in memory. */
function open(engine: Engine, id: string, options: LogOptions): Promise<Readable> {
  return engine.call(`read logs of container ${id.slice(0, 12)}`, (docker) => new Promise<Readable>((resolve, reject) => {
    docker.modem.dial({
      path: `/containers/${id}/logs?`, method: 'GET', isStream: true, options: query(options),
      statusCodes: { 200: true, 404: 'no such container', 500: 'server error' },
    }, (error, stream) => (error === null ? resolve(stream as Readable) : reject(error as Error)));
  }));
}

/** A container's log. Following ends when the container stops, or with `signal`. */
export async function* logs(engine: Engine, id: string, options: LogOptions): AsyncGenerator<LogLine> {
  const { signal } = options;
  if (signal?.aborted) return;
  const info = await engine.call(`read logs of container ${id.slice(0, 12)}`, (docker) => docker.getContainer(id).inspect());
  const stream = await open(engine, id, options);
  const stop = (): void => void stream.destroy();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted) stop();
  const parser = info.Config.Tty ? ttyLogs() : framedLogs();
  try {
    for await (const chunk of stream) yield* parser.push(chunk as Buffer);
    yield* parser.end();
  } catch (error) {
    if (!signal?.aborted) throw engineError(error, `read logs of container ${id.slice(0, 12)}`, engine.address);
  } finally {
    signal?.removeEventListener('abort', stop);
    stream.destroy();
  }
}
