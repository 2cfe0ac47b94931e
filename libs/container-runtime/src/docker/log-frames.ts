import type { LogLine } from '../runtime.js';
import { FrameSplitter } from './frames.js';

/** The engine cuts longer lines into pieces of this size and stamps each. */
const pieceBytes = 16 * 1024;
const newline = 0x0a;
const space = 0x20;
const stamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(?:Z|[+-]\d\d:\d\d)$/;

function stamped(stream: LogLine['stream'], message: Buffer): LogLine {
  const end = message.subarray(0, 40).indexOf(space);
  const timestamp = message.toString('latin1', 0, Math.max(end, 0));
  return stamp.test(timestamp) ? { stream, timestamp, bytes: message.subarray(end + 1) } : { stream, timestamp: '', bytes: message };
}

/** Lines out of a stream of log messages. `push` gives the complete ones, `end` what is left. */
export interface LogParser { push(chunk: Buffer): Iterable<LogLine>; end(): Iterable<LogLine> }

/** Of containers without TTY: each frame is one message, a line or a piece of one. */
export function framedLogs(): LogParser {
  const splitter = new FrameSplitter();
  let pieces: Buffer[] = [];
  return {
    *push(chunk) {
      for (const piece of splitter.push(chunk)) {
        pieces.push(piece.bytes);
        if (!piece.last) continue;
        yield stamped(piece.stream, pieces.length === 1 ? piece.bytes : Buffer.concat(pieces));
        pieces = [];
      }
    },
    *end() { /* An unfinished frame is a broken connection: its rest will be read again, not guessed. */ },
  };
}

/** Pieces of one TTY line: after every full piece the next one's timestamp follows without a newline between. */
function* ttyPieces(line: Buffer): Generator<LogLine> {
  let rest = line;
  for (;;) {
    const first = stamped('stdout', rest);
    const next = first.bytes.subarray(pieceBytes);
    if (first.timestamp === '' || next.length === 0 || stamped('stdout', next).timestamp === '') { yield first; return; }
    yield { ...first, bytes: first.bytes.subarray(0, pieceBytes) };
    rest = next;
  }
}

/** Of containers with a TTY: raw bytes in which every line begins with its timestamp. */
export function ttyLogs(): LogParser {
  let pending: Buffer[] = [];
  return {
    *push(chunk) {
      let at = 0;
      for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, at)) {
        yield* ttyPieces(Buffer.concat([...pending, chunk.subarray(at, end + 1)]));
        pending = [];
        at = end + 1;
      }
      if (at < chunk.length) pending.push(chunk.subarray(at));
    },
    *end() {
      if (pending.length > 0) yield* ttyPieces(Buffer.concat(pending));
      pending = [];
    },
  };
}
