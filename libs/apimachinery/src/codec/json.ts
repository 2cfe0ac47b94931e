import { isUtf8 } from 'node:buffer';
import { badRequest } from '../errors/status.js';
import type { MessageType } from '../schema/types.js';
import { decodeWith, type Decoded, type FieldValidation } from './decode.js';
import { reportDuplicates } from './duplicates.js';
import { scanJson } from './scan.js';
import { MAX_DEPTH, strictDecodingError, tooDeep, Walk, withinStack } from './walk.js';

export { encodeJson } from './encode-json.js';

/**
 * Decodes a JSON document as a message, as {@link decodeObject} does, and also reports fields that are given twice; the last one counts.
 *
 * @throws StatusError 400 when the text is not UTF-8, not JSON, nested too deeply or does not fit the message
 */
export function decodeJson<T>(bytes: Uint8Array | string, type: MessageType<T>, mode: FieldValidation): Decoded<T> {
  const text = jsonText(bytes);
  const value = parseJson(text);
  const scan = mode !== 'ignore' || text.length > MAX_DEPTH ? scanJson(text) : undefined;
  if (scan && scan.depth > MAX_DEPTH) throw tooDeep();

  const walk = new Walk(type, mode !== 'ignore');
  const object = decodeWith(type, value, walk);
  // Parsing keeps one member per name: more in the text means that a name was repeated somewhere.
  if (walk.reporting && scan && scan.members !== walk.members) withinStack(() => reportDuplicates(text, type, walk));
  if (mode === 'strict' && walk.problems.length) throw strictDecodingError(type, walk.problems);
  return { object, problems: walk.problems };
}

/** @throws StatusError 400 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw badRequest(`couldn't get version/kind; json parse error: ${(error as Error).message}`);
  }
}

/** @throws StatusError 400 when the bytes are not UTF-8 */
export function jsonText(bytes: Uint8Array | string): string {
  if (typeof bytes === 'string') return bytes;
  if (!isUtf8(bytes)) throw badRequest('the body is not valid UTF-8; encode the document as UTF-8');
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
