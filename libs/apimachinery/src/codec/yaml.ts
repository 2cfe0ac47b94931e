import { Document, isScalar, LineCounter, parseAllDocuments, visit, type Tags } from 'yaml';
import { badRequest } from '../errors/status.js';
import type { MessageType } from '../schema/types.js';
import { decodeObject, type Decoded, type FieldValidation } from './decode.js';
import { decodeJson, encodeJson, jsonText } from './json.js';
import { strictDecodingError } from './walk.js';

/** So many nodes may come from one document through aliases; more is an attack. */
const MAX_ALIASES = 100;

/** YAML 1.1 resolves times and base-60 numbers; upstream's parser leaves both as strings, so that `12:30` stays what was written. */
const LEFT_AS_TEXT = new Set(['tag:yaml.org,2002:timestamp']);
const tags = (defaults: Tags): Tags =>
  defaults.filter((tag) => typeof tag === 'string' || !(LEFT_AS_TEXT.has(tag.tag) || ('format' in tag && tag.format === 'TIME')));

export interface YamlValue {
  readonly value: unknown;
  /** Keys that are given twice, as `line 5: key "a" already set in map`. */
  readonly problems: string[];
}

/**
 * Reads the documents of a YAML text (YAML 1.1 as upstream reads it: `yes` and `off` are booleans, `017` is fifteen). Empty documents are left out.
 *
 * @throws StatusError 400 with every syntax error and its line
 */
export function parseYaml(bytes: Uint8Array | string): YamlValue[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(jsonText(bytes), { version: '1.1', customTags: tags, lineCounter: lines, merge: true, prettyErrors: false });
  if (!Array.isArray(documents)) return [];
  return (documents as Document.Parsed[]).filter((document) => !isEmpty(document)).map((document) => readDocument(document, lines));
}

const isEmpty = ({ contents }: Document.Parsed): boolean => contents === null || (isScalar(contents) && contents.value === null);

function readDocument(document: Document.Parsed, lines: LineCounter): YamlValue {
  const problems: string[] = [];
  const errors: string[] = [];
  for (const error of document.errors) {
    const { line } = lines.linePos(error.pos[0]);
    if (error.code === 'DUPLICATE_KEY') problems.push(`line ${line}: key ${JSON.stringify(keyAt(document, error.pos[0]))} already set in map`);
    else errors.push(`line ${line}: ${error.message}`);
  }
  if (errors.length) throw badRequest(`error converting YAML to JSON: yaml: ${errors.join('; ')}`);
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES, mapAsMap: false }), problems };
  } catch (error) {
    throw badRequest(`error converting YAML to JSON: yaml: ${(error as Error).message}`);
  }
}

/** The text of the key that starts at an offset. */
function keyAt(document: Document.Parsed, offset: number): string {
  let found = '';
  visit(document, {
    Scalar: (_, node) => {
      if (node.range?.[0] !== offset) return undefined;
      found = String(node.value);
      return visit.BREAK;
    },
  });
  return found;
}

/**
 * Decodes one YAML document as a message. JSON is YAML, and clients often send it under this name: it is tried first, being much cheaper.
 *
 * @throws StatusError 400 when there is no document or more than one, when its syntax is broken, or as {@link decodeObject} does
 */
export function decodeYaml<T>(bytes: Uint8Array | string, type: MessageType<T>, mode: FieldValidation): Decoded<T> {
  const text = jsonText(bytes);
  if (isJson(text)) return decodeJson(text, type, mode);
  const documents = parseYaml(text);
  const [document] = documents;
  if (!document || documents.length > 1) {
    throw badRequest(`the body holds ${documents.length} YAML documents; send each object in a request of its own`);
  }
  const { object, problems } = decodeObject(type, document.value, mode === 'strict' ? 'warn' : mode);
  const all = mode === 'ignore' ? [] : [...document.problems.map((problem) => `yaml: unmarshal errors: ${problem}`), ...problems];
  if (mode === 'strict' && all.length) throw strictDecodingError(type, all);
  return { object, problems: all };
}

function isJson(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Text that a YAML 1.1 reader would take for something else than a string. */
const AMBIGUOUS = /^(?:y|n|yes|no|on|off|true|false|null|~|)$|^[-+]?[.\d][\d_.,:xobA-Fa-f]*(?:[eE][-+]?\d+)?$|^\d{4}-\d\d?-\d\d?(?:[Tt ].*)?$|^[-+]?\.(?:inf|nan)$|^<<$|^=$/i;

/** A key `<<` is text when it is written; with the tag it would be written unquoted. */
const withoutMerge = (defaults: Tags): Tags => defaults.filter((tag) => typeof tag === 'string' ? tag !== 'merge' : tag.tag !== 'tag:yaml.org,2002:merge');

/** The YAML of any JSON value: keys sorted, lists not indented, long lines not folded, as upstream's tools print it. */
export function toYaml(value: unknown): string {
  const document = new Document(value, { version: '1.1', customTags: withoutMerge, sortMapEntries: true, aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_, node) => {
      // Double quotes say "a string, whatever it looks like"; the writer takes single ones where only the syntax asks for quotes.
      if (typeof node.value === 'string' && AMBIGUOUS.test(node.value)) node.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ indentSeq: false, lineWidth: 0, singleQuote: true, directives: false });
}

/** The YAML of an object; see {@link encodeJson} for what is written. */
export const encodeYaml = <T>(type: MessageType<T>, object: T): string => toYaml(JSON.parse(encodeJson(type, object)));
