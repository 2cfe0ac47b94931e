import { StatusError, type Status } from '@kubets/apimachinery/errors/status';
import type { KubeObject } from '@kubets/apimachinery/resource/definition';
import type { WatchEvent } from './client.js';

/** Marks the bookmark after which a watch with `sendInitialEvents` has sent everything that existed (KEP-3157). */
export const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';

const NEWLINE = 0x0a;

/**
 * Cuts a body into lines, wherever its chunks were cut. Blank lines are skipped; a last line without its newline was torn off and is dropped.
 * The lines that a chunk completes come as one batch, so that a burst of events costs one turn of the event loop.
 */
export async function* lines(body: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  let pending: Buffer[] = [];
  for await (const chunk of body) {
    const batch: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const piece = chunk.subarray(start, end);
      const line = (pending.length ? Buffer.concat([...pending, piece]) : piece).toString('utf8');
      pending = [];
      start = end + 1;
      if (line.trim()) batch.push(line);
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
    if (batch.length) yield batch;
  }
}

/** One frame of a watch, `{"type": …, "object": …}`. @throws StatusError for an ERROR event and for what is not a frame */
export function watchEvent<T>(line: string): WatchEvent<T> {
  let frame: { type?: string; object?: unknown };
  try {
    frame = JSON.parse(line) as typeof frame;
  } catch {
    throw new StatusError(500, 'InternalError', `the watch sent something that is not JSON: ${line.slice(0, 100)}`);
  }
  switch (frame.type) {
    case 'ADDED': case 'MODIFIED': case 'DELETED':
      return { type: frame.type, object: frame.object as T };
    case 'BOOKMARK': {
      const { metadata } = frame.object as KubeObject;
      return { type: 'BOOKMARK', resourceVersion: metadata.resourceVersion ?? '', initialEventsEnd: metadata.annotations?.[INITIAL_EVENTS_END] === 'true' };
    }
    case 'ERROR':
      throw StatusError.fromStatus(frame.object as Partial<Status>);
    default:
      throw new StatusError(500, 'InternalError', `the watch sent an event of the unknown type ${JSON.stringify(frame.type)}`);
  }
}

/** The events of a watch's body. */
export async function* watchEvents<T>(body: AsyncIterable<Buffer>): AsyncGenerator<WatchEvent<T>> {
  for await (const batch of lines(body)) for (const line of batch) yield watchEvent<T>(line);
}
